// What an officer can do in each situation: the first step is the one clear next step.
// `key` follows the Indonesian word on the button and is the same in every language, so that hands need not relearn.

const ON_TICKET = {
  start: { key: "M", label: "Start service", path: "/counter/start", testid: "start" },
  finish: { key: "S", label: "Finish", path: "/counter/finish", testid: "finish" },
  recall: { key: "U", label: "Call again", path: "/counter/recall", testid: "recall" },
  noShow: { key: "T", label: "No-show", path: "/counter/no-show", testid: "no-show" },
  transfer: { key: "A", label: "Transfer", path: null, testid: "transfer" },
};

const REMEMBERED = "antrean.counter";

const CALL_NEXT = { key: "P", label: "Call next", path: "/counter/call-next", testid: "call-next" };

const BY_STATE = {
  called: [ON_TICKET.start, ON_TICKET.recall, ON_TICKET.noShow, ON_TICKET.transfer],
  serving: [ON_TICKET.finish, ON_TICKET.transfer],
};

/**
 * The steps of a desk state, the primary one first; none while no counter is open.
 * @returns {Array<{key: string, label: string, path: ?string, testid: string, body: Object}>}
 */
export function stepsOf(state) {
  if (state.desk === null) return [];
  if (state.open === null) return [{ ...CALL_NEXT, body: {} }];
  return BY_STATE[state.open.state].map((step) => ({ ...step, body: { leg_id: state.open.leg_id } }));
}

/** The counter last opened on this computer, which stands at one desk; null when none was. */
export function counterHere() {
  return Number(localStorage.getItem(REMEMBERED)) || null;
}

/** Remember on this computer which counter it stands at. */
export function rememberCounter(counterId) {
  localStorage.setItem(REMEMBERED, String(counterId));
}

/** Counters one may sit down at, with a digit as key where the number is one digit. */
export function countersOf(state) {
  return state.counters.map((counter) => ({
    ...counter,
    isFree: counter.officer === null,
    key: counter.number < 10 ? String(counter.number) : "",
  }));
}
