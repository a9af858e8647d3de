// What keeps a step from being done now, in words; "" where nothing does. A grey button says it when it is pointed at or
// pressed, and its key says it too: nobody has to guess.
import { serverNow } from "./clock.js";
import { awayName } from "./desk_names.js";
import { undoLeft_s } from "./desk_undo.js";
import { t } from "./texts.js";

/** The counter calls: nobody is at it, and its officer is not on a break. */
export function notFree({ open, desk }) {
  if (open !== null) return t("First finish {number}.", { number: open.number });
  return awayName(desk) === null ? "" : t("First come back to work.");
}

/** Nobody is at the counter, who may then also be on a break. */
export function somebodyHere({ open }) {
  return open === null ? "" : t("First finish {number}.", { number: open.number });
}

/** Somebody may be called, also over an open ticket: then it is asked what became of that. */
export function away({ desk }) {
  return awayName(desk) === null ? "" : t("First come back to work.");
}

export const notCalled = ({ open }) => (open !== null && open.state === "called" ? "" : t("Only once a ticket is called, and not yet served."));
export const notServing = ({ open }) => (open !== null && open.state === "serving" ? "" : t("Only while a ticket is served."));
export const nobodyHere = ({ open }) => (open !== null ? "" : t("Only while a ticket is at this counter."));
export const notAway = ({ desk }) => (awayName(desk) === null ? t("Only during a break.") : "");
export const nobodyHeld = ({ held }) => (held.length > 0 ? "" : t("No ticket is on hold."));
export const nobodyFinished = ({ last }) => (last.length > 0 ? "" : t("You have not finished a ticket today."));
export const nothingDone = (state, { undo }) => (undoLeft_s(undo) > 0 ? "" : t("There is nothing to undo now."));
export const nothing = () => "";

/** The room has not heard the call as often as the office asks. */
export function notAbsent(state) {
  return notCalled(state) || noShowLater(state.open);
}

/** When a no-show may be said: after how many calls more, or once the room has heard the last one. @param {TicketHere} open */
export function noShowLater({ no_show_from, recalls_left }) {
  if (recalls_left > 0) return t("The No-show button works after {count} more calls.", { count: recalls_left });
  const left_ms = typeof no_show_from === "number" ? no_show_from - serverNow() : 0;
  return left_ms > 0
    ? t("The No-show button works once the room has heard the call, in {count} s at the latest.", { count: Math.ceil(left_ms / 1000) })
    : "";
}
