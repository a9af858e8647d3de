// How long it takes so far, and a bar against the standard of the service. It tells, and judges nobody.
import { html } from "./vendor/preact-htm.mjs";
import { clockTime, elapsed_s, minutes, stopwatch } from "./clock.js";
import { serviceOf } from "./desk_names.js";
import { t } from "./texts.js";

const NEAR = 0.8; // of the standard
const WORDS = {
  under: (count) => t("standard {count} min", { count }),
  near: (count) => t("near the standard of {count} min", { count }),
  past: (count) => t("past the standard of {count} min", { count }),
};

function paceOf(part) {
  if (part >= 1) return "past";
  return part >= NEAR ? "near" : "under";
}

/** @param {TicketHere} open @returns {{seconds: number, since: Moment, part: number, pace: string, words: string}} */
function timeOf(open) {
  const isServing = open.state === "serving";
  const since = isServing ? open.started_at : open.called_at;
  const seconds = Math.max(0, elapsed_s(since) - (isServing ? open.held_s : 0));
  const { standard_minutes } = serviceOf(open.service_id);
  const part = isServing && standard_minutes ? seconds / (standard_minutes * 60) : 0;
  const pace = paceOf(part);
  return { isServing, seconds, since, part, pace, words: isServing && standard_minutes ? WORDS[pace](standard_minutes) : "" };
}

/** The time of the open ticket; a strip has room for the last of its words only. */
export function Timer({ open }) {
  const { isServing, seconds, since, part, pace, words } = timeOf(open);
  const from = isServing ? t("since {time}", { time: clockTime(since) }) : t("called {time}", { time: clockTime(since) });
  const held = isServing && open.held_s >= 30 ? t("on hold {wait}", { wait: minutes(Math.round(open.held_s / 60)) }) : "";
  return html`<div class="timer" role="timer" aria-live="off">
    <span class="time" data-testid="timer">${stopwatch(seconds)}</span>
    <span class="pace" data-testid="pace" data-pace=${pace} aria-hidden="true"><span style=${{ width: `${Math.min(100, Math.round(part * 100))}%` }}></span></span>
    <span class="soft facts">${[from, held, words].filter(Boolean).map((text) => html`<span key=${text}>${text}</span> `)}</span>
  </div>`;
}
