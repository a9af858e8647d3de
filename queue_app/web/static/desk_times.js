// Times that are not accurate: said by the officer, or proposed by the system. They are kept and counted, only not measured.
import { html } from "./vendor/preact-htm.mjs";
import { clockTime, minutes } from "./clock.js";
import { ListDialog } from "./desk_dialog.js";
import { choiceName, serviceOf } from "./desk_names.js";
import { t } from "./texts.js";

function markName(code) {
  if (code === null) return "";
  return code === "officer" ? t("not accurate, marked by you") : t("proposed by the system: {why}", { why: choiceName("doubt", code) });
}

/** The last finished tickets; Enter marks a time, or takes the mark back. */
export function Times({ view, hands }) {
  const options = view.state.last.map((ticket) => ({
    id: ticket.leg_id,
    label: `${ticket.number} · ${serviceOf(ticket.service_id).name}`,
    detail: [
      t("finished {time}", { time: clockTime(ticket.ended_at) }), ticket.service_s === null ? "" : minutes(Math.round(ticket.service_s / 60)), markName(ticket.inaccurate),
    ].filter(Boolean).join(" · "),
    ticket,
  }));
  const mark = ({ id, ticket }) => hands.act("/counter/mark-time", { leg_id: id, is_accurate: ticket.inaccurate !== null });
  return html`<${ListDialog} view=${view} hands=${hands} name="times" title=${t("Correct whose time?")}
    about=${t("A time so marked is kept and counted, but left out of the averages. Choosing it again takes the mark back.")}
    submit=${(chosen) => chosen && (chosen.ticket.inaccurate === null ? t("Mark as not accurate") : t("Take the mark back"))} options=${options} onTake=${mark} />`;
}
