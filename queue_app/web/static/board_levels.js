// How a figure stands to its limit: a word, a mark and a colour, the same everywhere on the board.
import { html } from "./vendor/preact-htm.mjs";
import { elapsed_s } from "./clock.js";
import { t } from "./texts.js";

const MINUTE_S = 60;
const STATE_NAME = { calm: "Calm", amber: "Close to the limit", red: "Over the limit" };
const MARKS = { calm: "●", amber: "▲", red: "■" };

/** Of a limit that is whole: "calm", "amber" or "red". @param {number} share @param {BoardLimits} limits */
export function level(share, limits) {
  if (share >= 1) return "red";
  return share * 100 >= limits.amber_pct ? "amber" : "calm";
}

/** What share of a limit in minutes has gone since a time; 0 since no time. */
export function shareSince(since, limit_min) {
  return since === null ? 0 : elapsed_s(since) / (limit_min * MINUTE_S);
}

/** The running service of a counter, as a share of its service's standard; null where none runs. @param {BoardCounter} counter */
export function serviceShare(counter) {
  return counter.state === "serving" && counter.standard_minutes ? served_s(counter) / (counter.standard_minutes * MINUTE_S) : null;
}

/** Seconds that a counter's ticket has been served, or called. @param {BoardCounter} counter */
export function served_s({ since, held_s }) {
  return Math.max(0, elapsed_s(since) - held_s);
}

/** Whole minutes since a time: the unit of the limits, which the eye compares. */
export function minutesSince(since) {
  return Math.floor(elapsed_s(since) / MINUTE_S);
}

/** The word of a level with its mark. */
export function Word({ at }) {
  return html`<span class=${`word ${at}`}><span aria-hidden="true">${MARKS[at]}</span> ${t(STATE_NAME[at])}</span>`;
}

/** A bar, filled to a share of it; what it says stands beside it in words. */
export function Bar({ share, at }) {
  return html`<svg class=${`bar ${at}`} aria-hidden="true"><rect class="bar-whole" width="100%" height="100%" rx="4" />
    <rect class="bar-share" width=${`${Math.min(100, Math.round(share * 1000) / 10)}%`} height="100%" rx="4" /></svg>`;
}
