// The server's clock and how times are written. Desk computers are often minutes wrong, so no duration uses theirs alone.
import { t } from "./texts.js";

// serverNow(): milliseconds since 1970. clockTime(when): HH.MM in the office's zone.
const { set: setServerNow, now: serverNow, timeText: clockTime, dateText } = window.Antrean.clock;

export { clockTime, dateText, serverNow, setServerNow };

/** Whole seconds since a time, by the server's clock; never negative. @param {Moment} when */
export function elapsed_s(when) {
  return Math.max(0, Math.floor((serverNow() - when) / 1000));
}

/** Seconds as a stopwatch: "03:07", from one hour on "1:02:03". */
export function stopwatch(seconds) {
  const whole = Math.floor(seconds);
  const two = (value) => String(value).padStart(2, "0");
  const rest = `${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
  return whole < 3600 ? rest : `${Math.floor(whole / 3600)}:${rest}`;
}

/** Whole minutes as words: "12 menit". */
export function minutes(count) {
  return t("{count} min", { count });
}

/** Today in the office's zone, as "2026-11-23". */
export function dateToday() {
  return dateText(serverNow());
}
