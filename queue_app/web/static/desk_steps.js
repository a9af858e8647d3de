// What an officer can do, as data: where each step stands, its key, what it sends or opens, and what may keep it from being
// done. A step keeps its place whether it can be done or not: hands learn places.
// `key` follows the Indonesian word on the button and is the same in every language, so that hands need not relearn.
import {
  away, nobodyFinished, nobodyHeld, nobodyHere, notAbsent, notAway, notCalled, notFree, nothing, nothingDone, notServing, somebodyHere,
} from "./desk_why.js";
import { awayName } from "./desk_names.js";
import { boot } from "./texts.js";

const REMEMBERED = "antrean.counter";

/** Where whoever works by Tab and Enter goes on, once the button that was pressed has done its work. */
export const NEXT_STEP = ".step-first, .counters button";

/** What most citizens leave with; whoever leaves with something else is finished with details. */
export const USUAL = { outcome: "selesai", documents: 1 };

// place: "main" the three keys of a citizen, "stage" what else a ticket may need, "side" what the counter needs.
const STEPS = [
  { id: "call-next", key: "P", label: "Call next", place: "main", path: "/counter/call-next", why: away },
  { id: "start", key: "M", label: "Start service", place: "main", path: "/counter/start", why: notCalled },
  { id: "finish", key: "S", label: "Finish", place: "main", path: "/counter/finish", more: { ...USUAL, missing: [] }, why: notServing },
  { id: "recall", key: "U", label: "Call again", place: "stage", path: "/counter/recall", why: notCalled },
  { id: "no-show", key: "T", label: "No-show", place: "stage", path: "/counter/no-show", why: notAbsent },
  { id: "hold", key: "H", label: "Hold", place: "stage", dialog: "hold", why: notServing },
  { id: "finish-details", key: "Shift+S", label: "Finish with details", place: "stage", dialog: "finish", why: notServing },
  { id: "transfer", key: "A", label: "Transfer", place: "stage", dialog: "transfer", why: nobodyHere },
  { id: "cancel", key: "B", label: "Cancel ticket", place: "stage", dialog: "cancel", why: notCalled },
  { id: "note", key: "C", label: "Note", place: "stage", dialog: "note", why: nobodyHere },
  { id: "undo", key: "Z", label: "Undo", place: "stage", hand: "undo", why: nothingDone },
  { id: "search", key: "/", label: "Search", place: "side", dialog: "search", why: nothing },
  { id: "held", key: "L", label: "On hold", place: "side", dialog: "held", why: nobodyHeld },
  { id: "pick", key: "G", label: "Call out of order", place: "side", dialog: "pick", why: notFree },
  { id: "times", key: "W", label: "Correct a time", place: "side", dialog: "times", why: nobodyFinished },
  { id: "pause", key: "I", label: "Break", place: "side", dialog: "pause", why: notFree },
  { id: "back", key: "K", label: "Back to work", place: "side", path: "/counter/back", why: notAway },
  { id: "hand-over", key: "O", label: "Hand over", place: "side", dialog: "handOver", why: somebodyHere },
  { id: "close-desk", key: "X", label: "Close counter", place: "side", path: "/counter/close", why: somebodyHere },
  { id: "keys-list", key: "?", label: "All keys", place: "foot", dialog: "keys", why: nothing },
];

/** Every step that this officer may ever do, in its order: for the list of keys, too. */
export const KNOWN_STEPS = STEPS.filter(({ id }) => id !== "pick" || boot.may_pick);

const NEXT = { called: "start", serving: "finish" };

function nextOf({ open, desk }) {
  if (open !== null) return NEXT[open.state];
  return awayName(desk) === null ? "call-next" : "back";
}

/**
 * Every step in its order, with what keeps it from being done now; none while no counter is open.
 * @returns {Array<{id: string, key: string, label: string, place: string, isNext: boolean, why: string, path: ?string,
 *   dialog: ?string, hand: ?string, body: Object}>} isNext: the one primary step; why: "" where it can be done
 */
export function stepsOf(view) {
  const { state } = view;
  if (state.desk === null) return [];
  const leg = state.open === null ? {} : { leg_id: state.open.leg_id };
  const next = nextOf(state);
  return KNOWN_STEPS.map((step) => ({
    ...step, ...(step.id === "call-next" && state.open !== null && { path: null, dialog: "ask" }),
    isNext: step.id === next, why: step.why(state, view), body: { ...leg, ...step.more },
  }));
}

/** The counter last opened on this computer, which stands at one desk; null when none was. */
export function counterHere() {
  return Number(window.Antrean.kept.get(REMEMBERED)) || null;
}

/** Remember on this computer which counter it stands at. */
export function rememberCounter(counterId) {
  window.Antrean.kept.set(REMEMBERED, String(counterId));
}

/** Counters one may sit down at, with a digit as key where the number is one digit. */
export function countersOf(state) {
  return state.counters.map((counter) => ({
    ...counter,
    isFree: counter.officer === null,
    key: counter.number < 10 ? String(counter.number) : "",
  }));
}
