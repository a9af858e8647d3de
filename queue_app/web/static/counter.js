// The officer's page: joins the live line, the actions and the keys, and renders one view of them.
import { html, render } from "./vendor/preact-htm.mjs";
import { dateText, serverNow } from "./clock.js";
import { makeActions } from "./desk_actions.js";
import { helpsAt, nobodyText } from "./desk_help.js";
import { keysAreOn, listenToKeys, setKeys } from "./desk_keys.js";
import { awayName } from "./desk_names.js";
import { backAt } from "./desk_queue.js";
import { hearScans } from "./desk_scan.js";
import { announce, title } from "./desk_spoken.js";
import { chime, prepareSound, setSound, soundIsOn } from "./desk_sound.js";
import { counterHere, countersOf, NEXT_STEP, rememberCounter, stepsOf } from "./desk_steps.js";
import { setStrip, stripIsOn } from "./desk_strip_kept.js";
import { undoLeft_s } from "./desk_undo.js";
import { Desk } from "./desk_view.js";
import { openLine } from "./live.js";
import { boot, t } from "./texts.js";

const root = document.getElementById("desk");
const spoken = document.getElementById("spoken");

const SPARE_MS = 4000; // between two questions, where no websocket comes through

const EARLY_MS = 1000; // later, it was pressed for something else

let early = null; // a key that came while a step was on its way
let dialogs = null;
let strip = null; // how it is drawn and where: loaded once it is wanted
let scans = 0;
let view = {
  state: boot.state, cut: null, busy: null, message: null, undo: null, dialog: null,
  keysOn: keysAreOn(), soundOn: soundIsOn(), here: counterHere(), isStrip: false,
};

/** What a dialog belongs to: when this changes, its question is no longer the one. @param {DeskState} state */
function situation({ desk, open }) {
  return [desk && desk.counter_id, desk && desk.status, open && open.leg_id, open && open.state].join("/");
}

/** Somebody comes to a counter that is free and had nobody to call. */
function hasCustomer(before, { desk, open, waiting }) {
  return desk !== null && open === null && before.desk !== null && before.open === null && before.waiting === 0 && waiting > 0;
}

function update(change) {
  const before = view;
  view = { ...view, ...change };
  if (situation(before.state) !== situation(view.state)) moveOn(before.state);
  if (hasCustomer(before.state, view.state)) chime();
  announce(spoken, before.state, view.state);
  paint();
}

/** The set-up has changed, or the day, and with it a standard. */
function isOutdated() {
  return view.state.setup !== boot.state.setup || dateText(view.state.now) !== dateText(boot.state.now);
}

/** Names on this page are old. Nothing is lost while nothing is open here. */
function renew() {
  const isQuiet = view.busy === null && view.dialog === null && view.state.open === null && view.cut === null && undoLeft_s(view.undo) === 0;
  if (isQuiet && isOutdated()) location.reload();
}

function moveOn(before) {
  view.dialog = null;
  if (view.busy !== null) return;
  // Not by a step of this page: another browser, a supervisor or the end of the day. Say so where it can be seen.
  const isGone = before.open !== null && (view.state.open === null || view.state.open.leg_id !== before.open.leg_id);
  view.message = isGone
    ? { text: t("{number} was moved on from somewhere else.", { number: before.open.number }), tone: "refused" }
    : null;
}

/** Whether the state shown is at least what the answer to a step says. */
function shows(path, { open }) {
  const here = view.state;
  if (path in DESK_AFTER) return DESK_AFTER[path](here.desk);
  if (!open || here.open === null) return (open || null) === here.open;
  return ["leg_id", "state", "call_count"].every((name) => here.open[name] === open[name]);
}

const REMARKS = [ // the step before them can still be taken back
  "/counter/note", "/counter/mark-time", "/counter/withdraw-doubt", "/counter/dispute-doubt", "/counter/print",
];

const DESK_AFTER = {
  "/counter/open": (desk) => desk !== null,
  "/counter/take-over": (desk) => desk !== null,
  "/counter/close": (desk) => desk === null,
  "/counter/hand-over": (desk) => desk === null,
  "/counter/pause": (desk) => desk !== null && awayName(desk) !== null,
  "/counter/back": (desk) => desk !== null && awayName(desk) === null,
};

const line = openLine("desk", update, { spare: { url: "/counter/state", every_ms: SPARE_MS } });
const actions = makeActions(() => line.question(), shows, update, refusal);

/** Nobody to call is no fault of whoever asked. */
function refusal({ error, message }) {
  return error === "nobody_waiting" ? { text: nobodyText(view.state), tone: "calm" } : { text: message, tone: "refused" };
}

const askedFor = new Set();

/** Nobody tells that somebody elsewhere has waited long enough by now, or that who was late is due: it is asked for once. */
function lookWhoIsDue() {
  const due = [helpsAt(view.state), backAt(view.state)].filter((at) => at !== null && at <= serverNow() && !askedFor.has(at));
  if (due.length === 0) return;
  due.forEach((at) => askedFor.add(at));
  line.ask();
}

/** Does a step; when it is done, its dialog is over and it can be taken back for a while. */
async function act(path, body = {}, number = numberOf(body.leg_id)) {
  const { dialog } = view;
  const answer = await actions.send(path, body);
  if (answer === null) return false;
  const undo = answer.undo ? { ...answer.undo, number: number || numberOf(answer.undo.leg_id) } : null;
  update({ dialog: null, undo: REMARKS.includes(path) ? view.undo : undo });
  if (Number.isInteger(answer.ahead)) actions.tell(t("{number} waits again, at place {place} of its line.", { number, place: answer.ahead + 1 }), "good");
  if (dialog !== null && dialog.thenCall && view.state.open === null) return act("/counter/call-next");
  catchUp();
  return true;
}

/** Quick hands: a key that came while the step before it was on its way acts after it, if that did not take long. */
function catchUp() {
  const wanted = early !== null && performance.now() - early.at < EARLY_MS ? early.key : null;
  early = null;
  if (wanted !== null && view.busy === null && view.dialog === null) keySteps().find(({ key }) => key === wanted)?.run();
}

/** What people call a ticket that this page shows. */
function numberOf(legId) {
  const { open, next, held, last } = view.state;
  const ticket = [open, ...next, ...held, ...last].find((each) => each !== null && each.leg_id === legId);
  return ticket ? ticket.number : "";
}

/** Whether the dialogs are here; a page that was cut off while it loaded has none. Keys rest meanwhile. */
async function loadDialogs() {
  update({ busy: "dialogs" });
  try {
    dialogs = (await import("./desk_dialogs.js")).DIALOGS;
  } catch {
    actions.tell(t("The server did not answer."), "refused");
  }
  update({ busy: null });
  return dialogs !== null;
}

/** Whether the strip is here. */
async function loadStrip() {
  try {
    strip = await import("./desk_strip.js");
  } catch {
    actions.tell(t("The server did not answer."), "refused");
  }
  return strip !== null;
}

const hands = {
  act,
  find: actions.find,
  tell: (text) => actions.tell(text, "refused"),
  note: (text) => actions.tell(text, "calm"),
  step(step, more = {}) {
    if (step.dialog) hands.show(step.dialog, more);
    else if (step.hand) hands[step.hand]();
    else {
      view.dialog = view.dialog && { ...view.dialog, ...more };
      act(step.path, step.body);
    }
  },
  async show(name, more = {}) {
    if (dialogs === null && !(await loadDialogs())) return;
    update({ message: null, dialog: { name, Content: dialogs[name], ...more } });
  },
  leave: () => update({ dialog: null, message: null }),
  /** What a scanner typed is a ticket to search; an open dialog holds what somebody is at, and is not taken away. */
  scanned(typed) {
    if (view.state.desk === null) hands.tell(t("Open a counter first, then scan the ticket."));
    else if (view.dialog !== null && view.dialog.name !== "search") hands.tell(t("A ticket was scanned. Finish or cancel this first, then scan again."));
    else hands.show("search", { typed: typed.replace(/^\//, ""), scan: (scans += 1) }); // a quick hand: "/a12"
  },
  async open(counterId) {
    if (await act("/counter/open", { counter_id: counterId })) rememberCounter(counterId);
  },
  takeOver: (counterId) => act("/counter/take-over", { counter_id: counterId }),
  undo: () => act("/counter/undo", { leg_id: view.undo.leg_id }, view.undo.number),
  dismiss: () => actions.clear(),
  switchKeys() {
    setKeys(!view.keysOn);
    update({ keysOn: !view.keysOn });
  },
  /** The strip in a window of its own where the browser opens one, else in the place of this page. */
  async toStrip() {
    if (!(await loadStrip())) return;
    setStrip(true);
    update({ isStrip: !(await strip.openWindow(paint, listen)) });
  },
  toPage() {
    setStrip(false);
    strip.closeWindow();
    update({ isStrip: false });
  },
  switchSound() {
    setSound(!view.soundOn);
    update({ soundOn: !view.soundOn });
    chime();
  },
};

function keySteps() {
  if (view.busy === null) return keysNow();
  return keysNow().map(({ key }) => ({ key, run: () => { early = { key, at: performance.now() }; } }));
}

function keysNow() {
  if (view.state.desk === null) {
    return countersOf(view.state).filter(({ isFree }) => isFree).map((counter) => ({ key: counter.key, run: () => hands.open(counter.id) }));
  }
  return stepsOf(view).map((step) => ({ key: step.key, run: () => (step.why ? hands.note(step.why) : hands.step(step)) }));
}

function paint() {
  document.title = title(view.state);
  document.body.classList.toggle("is-strip", view.isStrip);
  drawInto(root, view.isStrip ? strip.StripPage : Desk);
  if (strip === null) return;
  strip.growFor(view.dialog !== null);
  if (strip.floating() !== null) drawInto(strip.floating(), strip.Strip);
}

/** Whoever works by Tab and Enter goes on from the next step, not from the top of the page or from what has turned grey. */
function drawInto(place, Screen) {
  const page = place.ownerDocument;
  const focused = page.activeElement;
  const wasNext = Boolean(focused?.matches(NEXT_STEP));
  const wasOnStep = Boolean(focused?.closest(".steps, .side-steps")) && !focused.matches(".is-off");
  render(html`<${Screen} view=${view} hands=${hands} />`, place);
  const isGone = page.activeElement === page.body || page.activeElement.matches(".is-off");
  if (wasNext ? !page.activeElement.matches(NEXT_STEP) : wasOnStep && isGone) place.querySelector(NEXT_STEP)?.focus();
}

/** @param {Object} where the window whose keys and scans are heard */
function listen(where) {
  hearScans(hands.scanned, where);
  listenToKeys(keySteps, where.document);
}

prepareSound();
listen(window);
setInterval(() => { renew(); lookWhoIsDue(); paint(); }, 1000);
paint();
if (stripIsOn()) loadStrip().then((isHere) => update({ isStrip: isHere }));
// In the background, before one is needed; where that fails, then when it is.
addEventListener("load", () => { import("./desk_dialogs.js").then(({ DIALOGS }) => { dialogs = DIALOGS; }, () => {}); });
