// The times of the last finished tickets, and what this officer says of them.
import { html } from "./vendor/preact-htm.mjs";
import { clockTime, minutes } from "./clock.js";
import { ListDialog } from "./desk_dialog.js";
import { marksLine, sayings } from "./desk_doubts.js";
import { serviceOf } from "./desk_names.js";
import { t } from "./texts.js";

function detailOf({ ended_at, service_s, marks }) {
  const took = service_s === null ? "" : minutes(Math.round(service_s / 60));
  return [t("finished {time}", { time: clockTime(ended_at) }), took, marksLine(marks)].filter(Boolean).join(" · ");
}

/** The last finished tickets; Enter says what the line says. */
export function Times({ view, hands }) {
  const options = view.state.last.flatMap((ticket) => sayings(ticket, ticket.may_doubt).map((say) => ({
    ...say, id: `${ticket.leg_id}-${say.id}`, submit: say.label, label: [ticket.number, say.label, serviceOf(ticket.service_id).name].join(" · "), detail: detailOf(ticket),
  })));
  return html`<${ListDialog} view=${view} hands=${hands} name="times" title=${t("Correct whose time?")}
    about=${t("A time so marked is kept and counted, but left out of the averages. Your own mark you take back; any other you can dispute, and it stands until a supervisor withdraws it.")}
    submit=${(chosen) => chosen && chosen.submit} options=${options} onTake=${({ path, body }) => hands.act(path, body)} />`;
}
