// Finding a ticket of today by its number, and doing what it needs.
import { html, useEffect, useRef, useState } from "./vendor/preact-htm.mjs";
import { clockTime } from "./clock.js";
import { ListDialog } from "./desk_dialog.js";
import { serviceOf } from "./desk_names.js";
import { t } from "./texts.js";

const PAUSE_MS = 150; // of typing, before the server is asked
const STATE_NAME = { waiting: "Waiting", called: "Called", serving: "In service", held: "On hold", finished: "Finished", transferred: "Transferred", no_show: "No-show", cancelled: "Cancelled", expired: "Not served" };
const VERBS = {
  call: { label: "Call", dialog: "pick" },
  resume: { label: "Resume", path: "/counter/resume" },
  restore: { label: "Restore", path: "/counter/restore" },
  cancel: { label: "Cancel ticket", dialog: "cancel" },
  doubt: { label: "Time is not accurate", path: "/counter/mark-time", more: { is_accurate: false } },
  believe: { label: "Time is accurate after all", path: "/counter/mark-time", more: { is_accurate: true } },
};

// One option for each thing that can be done with each ticket; a ticket with which nothing can be done is shown as well.
function optionsOf(tickets) {
  return tickets.flatMap((ticket) => [...ticket.verbs.filter((verb) => verb in VERBS), null].slice(0, ticket.verbs.length || 1)
    .map((verb) => ({ id: `${ticket.leg_id}-${verb}`, verb, ticket, label: lineOf(ticket, verb), detail: placeOf(ticket) })));
}

function lineOf({ number, service_id }, verb) {
  return [number, verb ? t(VERBS[verb].label) : t("nothing to do"), serviceOf(service_id).name].join(" · ");
}

function placeOf({ state, counter, arrived_at }) {
  const place = counter ? t("Counter {number}", { number: counter }) : "";
  return [t(STATE_NAME[state]), place, t("arrived {time}", { time: clockTime(arrived_at) })].filter(Boolean).join(" · ");
}

/** Search: type a number, arrows, Enter does what the line says. */
export function Search({ view, hands }) {
  const [tickets, setTickets] = useState(null);
  const asked = useRef({ timer: null, typed: "" });
  const ask = async (typed) => {
    const found = await hands.find(typed);
    if (asked.current.typed === typed) setTickets(found);
  };
  const onTyped = (typed) => {
    clearTimeout(asked.current.timer);
    asked.current = { typed, timer: setTimeout(() => ask(typed), PAUSE_MS) };
  };
  useEffect(() => () => clearTimeout(asked.current.timer), []);
  const take = ({ verb, ticket }) => {
    if (verb === null) return;
    const { path, dialog, more } = VERBS[verb];
    if (dialog) hands.show(dialog, { ticket });
    else hands.act(path, { leg_id: ticket.leg_id, ...more }, ticket.number);
  };
  return html`<${ListDialog} view=${view} hands=${hands} name="search" title=${t("Search a ticket")} search=${t("Number, as in A012")}
    label=${t("Tickets")} submit=${t("Do it")} options=${optionsOf(tickets || [])} onTyped=${onTyped} onTake=${take}
    empty=${tickets ? t("No ticket of today has this number.") : t("Type a number.")} />`;
}
