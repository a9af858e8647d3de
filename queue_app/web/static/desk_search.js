// Finding a ticket of today by its number or what a scanner read on its paper, and doing what it needs.
import { html, useEffect, useRef, useState } from "./vendor/preact-htm.mjs";
import { clockTime } from "./clock.js";
import { ListDialog } from "./desk_dialog.js";
import { serviceOf } from "./desk_names.js";
import { marksLine, sayings } from "./desk_times.js";
import { t } from "./texts.js";

const PAUSE_MS = 150; // of typing, before the server is asked
const STATE_NAME = { waiting: "Waiting", called: "Called", serving: "In service", held: "On hold", finished: "Finished", transferred: "Transferred", no_show: "No-show", cancelled: "Cancelled", expired: "Not served" };
const VERBS = {
  call: { label: "Call", dialog: "pick" },
  resume: { label: "Resume", path: "/counter/resume" },
  print: { label: "Print the ticket", path: "/counter/print" },
  restore: { label: "Restore", path: "/counter/restore" },
  cancel: { label: "Cancel ticket", dialog: "cancel" },
};

function stepsOf(ticket) {
  const steps = ticket.verbs.filter((verb) => verb in VERBS)
    .map((verb) => ({ ...VERBS[verb], id: verb, label: t(VERBS[verb].label), body: { leg_id: ticket.leg_id } }));
  return [...steps, ...sayings(ticket, ticket.verbs.includes("doubt"))];
}

// One option for each thing that can be done with each ticket, those of tickets that have ended behind the others.
function optionsOf(tickets) {
  const inOrder = [...tickets.filter((ticket) => ticket.ended_at === null), ...tickets.filter((ticket) => ticket.ended_at !== null)];
  return inOrder.flatMap((ticket) => stepsOf(ticket)
    .map((step) => ({ id: `${ticket.leg_id}-${step.id}`, step, ticket, label: lineOf(ticket, step), detail: placeOf(ticket) })));
}

function lineOf({ number, service_id }, { label }) {
  return [number, label, serviceOf(service_id).name].join(" · ");
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

function placeOf({ state, counter, arrived_at, marks }) {
  const place = counter ? t("Counter {number}", { number: counter }) : "";
  return [t(STATE_NAME[state]), place, t("arrived {time}", { time: clockTime(arrived_at) }), marksLine(marks)].filter(Boolean).join(" · ");
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
  const take = ({ step: { path, dialog, body }, ticket }) => {
    if (asked.current.typed !== of) return; // what stands here was found for something else
    if (dialog) hands.show(dialog, { ticket, number: ticket.number, body });
    else hands.act(path, body, ticket.number);
  };
  return html`<${ListDialog} view=${view} hands=${hands} name="search" title=${t("Search a ticket")} search=${t("Number, as in A012")} typed=${scanned}
    label=${t("Tickets")} submit=${(chosen) => chosen && chosen.step.label} options=${options} onTyped=${onTyped} onTake=${take}
    empty=${emptyText(tickets, others)}><${Others} tickets=${others} /><//>`;
}
