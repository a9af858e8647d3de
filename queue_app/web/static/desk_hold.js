// Tickets whose citizen is away for a while: put on hold, and taken up again.
import { html } from "./vendor/preact-htm.mjs";
import { clockTime } from "./clock.js";
import { Field, ListDialog } from "./desk_dialog.js";
import { choiceName, choiceOptions, serviceOf } from "./desk_names.js";
import { t } from "./texts.js";

/** Hold: a reason, and in how many minutes the citizen means to be back. */
export function Hold({ view, hands }) {
  const { open } = view.state;
  const hold = (reason, data) => {
    const minutes = Number(data.get("minutes"));
    hands.act("/counter/hold", { leg_id: open.leg_id, reason: reason.id, ...(minutes > 0 && { back_in_min: minutes }) });
  };
  return html`<${ListDialog} view=${view} hands=${hands} name="hold" isLoose title=${t("Put {number} on hold", { number: open.number })}
    about=${t("The counter is free for others meanwhile. The time on hold does not count as service time.")}
    submit=${t("Hold")} label=${t("Reason")} options=${choiceOptions("hold")} onTake=${hold}>
    <div class="fields"><${Field} label=${t("Back in how many minutes? (may stay empty)")}>
      <input type="number" name="minutes" min="1" max="480" data-testid="back-in" /><//></div>
  <//>`;
}

function holdLine(ticket) {
  const since = t("{reason}, since {time}", { reason: choiceName("hold", ticket.reason), time: clockTime(ticket.since) });
  return ticket.back_at ? `${since} · ${t("back at {time}", { time: clockTime(ticket.back_at) })}` : since;
}

/** The tickets on hold; Enter takes one up again. */
export function Held({ view, hands }) {
  const { held, held_count, open } = view.state;
  const more = held_count > held.length ? t("{count} more are on hold; search them by number.", { count: held_count - held.length }) : "";
  const options = held.map((ticket) => ({
    id: ticket.leg_id, label: `${ticket.number} · ${serviceOf(ticket.service_id).name}`, detail: holdLine(ticket),
  }));
  const resume = ({ id }) => hands.act("/counter/resume", { leg_id: id });
  return html`<${ListDialog} view=${view} hands=${hands} name="held" title=${t("Tickets on hold")} options=${options}
    empty=${t("No ticket is on hold any more.")}
    about=${open ? t("First finish {number}.", { number: open.number }) : more} submit=${open ? null : t("Resume")} onTake=${open ? () => {} : resume} />`;
}
