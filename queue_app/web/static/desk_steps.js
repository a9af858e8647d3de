// What an officer can do in each situation, as data: where the step stands, its key, and what it sends or opens.
// `key` follows the Indonesian word on the button and is the same in every language, so that hands need not relearn.
import { serverNow } from "./clock.js";
import { boot, t } from "./texts.js";

const REMEMBERED = "antrean.counter";

/** Where whoever works by Tab and Enter goes on, once the button that was pressed is gone. */
export const NEXT_STEP = ".step-first, .counters button";

const isFree = ({ open }) => open === null;
const isAt = (...states) => ({ open }) => open !== null && states.includes(open.state);
const isAway = ({ desk }) => desk.status in AWAY_NAME;
const mayPick = (state) => isFree(state) && !isAway(state) && boot.may_pick;

const AWAY_NAME = {
  break: () => t("On a break"),
  back_office: () => t("Back office"),
};

// place: "stage" beside the ticket, the first one that can be taken being the one next step; "side" for the rest.
const STEPS = [
  { id: "back", key: "K", label: "Back to work", place: "stage", path: "/counter/back", when: isAway },
  { id: "start", key: "M", label: "Start service", place: "stage", path: "/counter/start", when: isAt("called") },
  { id: "finish", key: "S", label: "Finish", place: "stage", dialog: "finish", when: isAt("serving") },
  { id: "recall", key: "U", label: "Call again", place: "stage", path: "/counter/recall", when: isAt("called") },
  { id: "no-show", key: "T", label: "No-show", place: "stage", path: "/counter/no-show",
    when: (state) => isAt("called")(state) && mayNoShow(state.open) },
  { id: "hold", key: "H", label: "Hold", place: "stage", dialog: "hold", when: isAt("serving") },
  { id: "transfer", key: "A", label: "Transfer", place: "stage", dialog: "transfer", when: isAt("called", "serving") },
  { id: "cancel", key: "B", label: "Cancel ticket", place: "stage", dialog: "cancel", when: isAt("called") },
  { id: "note", key: "C", label: "Note", place: "stage", dialog: "note", when: isAt("called", "serving") },
  { id: "call-next", key: "P", label: "Call next", place: "stage", path: "/counter/call-next",
    when: (state) => isFree(state) && !isAway(state) },
  { id: "call-next", key: "P", label: "Call next", place: "side", dialog: "ask", when: isAt("called", "serving") },
  { id: "pick", key: "G", label: "Call out of order", place: "side", dialog: "pick", when: mayPick },
  { id: "search", key: "/", label: "Search", place: "side", dialog: "search", when: () => true },
  { id: "held", key: "L", label: "On hold", place: "side", dialog: "held", when: ({ held }) => held.length > 0 },
  { id: "times", key: "W", label: "Times", place: "side", dialog: "times", when: ({ last }) => last.length > 0 },
  { id: "pause", key: "I", label: "Break", place: "side", dialog: "pause", when: (state) => isFree(state) && !isAway(state) },
  { id: "hand-over", key: "O", label: "Hand over", place: "side", dialog: "handOver", when: isFree },
  { id: "close-desk", key: "X", label: "Close counter", place: "side", path: "/counter/close", when: isFree },
];

/** The words for a counter that is not calling, null while it is. */
export function awayName(desk) {
  return desk.status in AWAY_NAME ? AWAY_NAME[desk.status]() : null;
}

/**
 * The steps that can be taken now, the primary one first; none while no counter is open.
 * @returns {Array<{id: string, key: string, label: string, place: string, path: ?string, dialog: ?string, body: Object}>}
 */
export function stepsOf(state) {
  if (state.desk === null) return [];
  const body = state.open === null ? {} : { leg_id: state.open.leg_id };
  return STEPS.filter(({ when }) => when(state)).map((step) => ({ ...step, body }));
}

/** Whether the room has heard the call as often as the office asks. @param {TicketHere} open */
export function mayNoShow({ no_show_from }) {
  return typeof no_show_from === "number" && serverNow() >= no_show_from;
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
