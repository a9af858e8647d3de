// Who is late and said so on the own page, in words, and when that is over.
import { clockTime } from "./clock.js";
import { t } from "./texts.js";

/** @param {AsideTicket} ticket */
export function asideText({ until }) {
  return t("late, back at {time}", { time: clockTime(until) });
}

/** When the first of those who are late may be called again; null where nobody is. @param {DeskState} state */
export function backAt({ aside }) {
  return aside.length > 0 ? Math.min(...aside.map(({ until }) => until)) : null;
}
