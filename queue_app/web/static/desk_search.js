// Finding a ticket of today by its number or what a scanner read on its paper, and doing what it needs.
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
  print: { label: "Print the ticket", path: "/counter/print" },
  restore: { label: "Restore", path: "/counter/restore" },
  cancel: { label: "Cancel ticket", dialog: "cancel" },
  doubt: { label: "Time is not accurate", path: "/counter/mark-time", more: { is_accurate: false } },
  believe: { label: "Time is accurate after all", path: "/counter/mark-time", more: { is_accurate: true } },
};

function stepsOf({ verbs }) {
  return verbs.filter((verb) => verb in VERBS);
}

// One option for each thing that can be done with each ticket, those of tickets that have ended behind the others.
function optionsOf(tickets) {
  const inOrder = [...tickets.filter((ticket) => ticket.ended_at === null), ...tickets.filter((ticket) => ticket.ended_at !== null)];
  return inOrder.flatMap((ticket) => stepsOf(ticket)
    .map((verb) => ({ id: `${ticket.leg_id}-${verb}`, verb, ticket, label: lineOf(ticket, verb), detail: placeOf(ticket) })));
}

function lineOf({ number, service_id }, verb) {
  return [number, t(VERBS[verb].label), serviceOf(service_id).name].join(" · ");
}

// Tickets that are only to be looked at stand below the list: nothing in it may be chosen that does nothing.
function Others({ tickets }) {
  if (tickets.length === 0) return null;
  return html`<section class="others" tabindex="0" aria-labelledby="others-title" data-testid="search-others">
    <h3 id="others-title">${t("Only to look at")}</h3>
    ${tickets.map((ticket) => html`<p key=${ticket.leg_id}><span class="number">${ticket.number}</span>
      <span>${serviceOf(ticket.service_id).name}<span class="soft detail">${placeOf(ticket)}</span></span></p>`)}
  </section>`;
}

function placeOf({ state, counter, arrived_at }) {
  const place = counter ? t("Counter {number}", { number: counter }) : "";
  return [t(STATE_NAME[state]), place, t("arrived {time}", { time: clockTime(arrived_at) })].filter(Boolean).join(" · ");
}

function emptyText(tickets, others) {
  if (tickets === null) return t("Type a number.");
  return others.length > 0 ? t("Nothing needs to be done with this number now.") : t("No ticket of today has this number.");
}

/** Search: type a number, arrows, Enter does what the line says. */
export function Search({ view, hands }) {
  const { typed: scanned = "" } = view.dialog;
  const [{ of, tickets }, setFound] = useState({ of: "", tickets: null });
  const options = optionsOf(tickets || []);
  const others = (tickets || []).filter((ticket) => stepsOf(ticket).length === 0);
  const asked = useRef({ timer: null, typed: scanned });
  const ask = async (typed) => {
    const found = await hands.find(typed);
    if (asked.current.typed === typed) setFound({ of: typed, tickets: found });
  };
  const onTyped = (typed) => {
    clearTimeout(asked.current.timer);
    asked.current = { typed, timer: setTimeout(() => ask(typed), PAUSE_MS) };
  };
  useEffect(() => {
    if (scanned) ask(scanned);
    return () => clearTimeout(asked.current.timer);
  }, []);
  const take = ({ verb, ticket }) => {
    if (asked.current.typed !== of) return; // what stands here was found for something else
    const { path, dialog, more } = VERBS[verb];
    if (dialog) hands.show(dialog, { ticket });
    else hands.act(path, { leg_id: ticket.leg_id, ...more }, ticket.number);
  };
  return html`<${ListDialog} view=${view} hands=${hands} name="search" title=${t("Search a ticket")} search=${t("Number, as in A012")} typed=${scanned}
    label=${t("Tickets")} submit=${(chosen) => chosen && t(VERBS[chosen.verb].label)} options=${options} onTyped=${onTyped} onTake=${take}
    empty=${emptyText(tickets, others)}><${Others} tickets=${others} /><//>`;
}
