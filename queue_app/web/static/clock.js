// The server's clock and how times are written. Desk computers are often minutes wrong, so no duration uses theirs alone.
import { boot, t } from "./texts.js";

const timeOfDay = new Intl.DateTimeFormat("en-GB", {
  timeZone: boot.office.zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23",
});
const dateOfDay = new Intl.DateTimeFormat("en-CA", {
  timeZone: boot.office.zone, year: "numeric", month: "2-digit", day: "2-digit",
}); // Canada's English writes dates as ISO 8601 does

let offset_ms = 0;

/** Set the offset. @param {Moment} now the server's */
export function setServerNow(now) {
  offset_ms = now - Date.now();
}

/** The server's time, in milliseconds since 1970. */
export function serverNow() {
  return Date.now() + offset_ms;
}

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
  return dateOfDay.format(new Date(serverNow()));
}

/** HH.MM in the office's zone; `when` is an ISO time or milliseconds. */
export function clockTime(when) {
  return timeOfDay.format(new Date(when)).replace(":", ".");
}
