// The officer's page: joins the live line, the actions and the keys, and renders one view of them.
import { html, render } from "./vendor/preact-htm.mjs";
import { makeActions } from "./desk_actions.js";
import { keysAreOn, listenToKeys, setKeys } from "./desk_keys.js";
import { counterHere, countersOf, rememberCounter, stepsOf } from "./desk_steps.js";
import { Desk } from "./desk_view.js";
import { openLink } from "./link.js";
import { boot, t } from "./texts.js";

const root = document.getElementById("desk");
const spoken = document.getElementById("spoken");

let view = {
  state: boot.state, cut: null, busy: null, message: null,
  keysOn: keysAreOn(), here: counterHere(), isTransferring: false,
};

const HAPPENED = {
  called: (open) => t("{number} called. {reason}", { number: open.number, reason: t(open.reason, open.reason_values) }),
  serving: (open) => t("Service of {number} has started.", { number: open.number }),
};

/** What a message and an open dialog belong to: when this changes, they have had their time. */
function situation({ desk, open, waiting }) {
  return [desk && desk.counter_id, open && open.leg_id, open && open.state, waiting > 0].join("/");
}

function speak(before, after) {
  if (after.open) {
    const repeated = before.open && before.open.leg_id === after.open.leg_id && before.open.state === after.open.state;
    const isAgain = repeated && after.open.call_count > before.open.call_count;
    if (!repeated) spoken.textContent = HAPPENED[after.open.state](after.open);
    if (isAgain) spoken.textContent = t("{number} called again.", { number: after.open.number });
  } else if (before.open) {
    spoken.textContent = t("{number} is no longer at this counter. {count} waiting.",
      { number: before.open.number, count: after.waiting });
  }
}

function title({ desk, waiting, office_waiting }) {
  const place = desk ? t("Counter {number}", { number: desk.counter }) : t("Counter");
  return `(${desk ? waiting : office_waiting}) ${place}`;
}

function update(change) {
  const before = view;
  view = { ...view, ...change };
  if (situation(before.state) !== situation(view.state)) {
    view.isTransferring = false;
    if (view.busy === null) actions.clear();
  }
  speak(before.state, view.state);
  paint();
}

/** Whether the state shown is at least what the answer to an action says. */
function shows({ desk, open }) {
  const here = view.state;
  if (desk !== undefined) return (here.desk && here.desk.counter_id) === desk;
  if (open === null || here.open === null) return open === here.open;
  return ["leg_id", "state", "call_count"].every((name) => here.open[name] === open[name]);
}

const link = openLink("desk", update);
const actions = makeActions(link.take, shows, update);

const hands = {
  step(step) {
    if (step.path === null) update({ isTransferring: true });
    else actions.send(step.path, step.body);
  },
  async open(counterId) {
    if (await actions.send("/counter/open", { counter_id: counterId })) rememberCounter(counterId);
  },
  close: () => actions.send("/counter/close"),
  transfer(serviceId) {
    update({ isTransferring: false });
    actions.send("/counter/transfer", { leg_id: view.state.open.leg_id, service_id: serviceId });
  },
  leaveTransfer: () => update({ isTransferring: false }),
  dismiss: () => actions.clear(),
  switchKeys() {
    setKeys(!view.keysOn);
    update({ keysOn: !view.keysOn });
  },
};

function keySteps() {
  if (actions.isBusy()) return [];
  if (view.state.desk !== null) return stepsOf(view.state).map((step) => ({ key: step.key, run: () => hands.step(step) }));
  return countersOf(view.state).filter(({ isFree }) => isFree)
    .map((counter) => ({ key: counter.key, run: () => hands.open(counter.id) }));
}

function paint() {
  document.title = title(view.state);
  const wasOnStep = Boolean(document.activeElement?.closest(".steps, .counters"));
  render(html`<${Desk} view=${view} hands=${hands} />`, root);
  // Whoever works by Tab and Enter goes on from the next step, not from the top of the page.
  const next = root.querySelector(".step-first");
  if (wasOnStep && document.activeElement === document.body && next) next.focus();
}

listenToKeys(keySteps);
setInterval(paint, 1000);
paint();
