// The counters as cards: what each does, for whom, how long, and how that stands to the standard; closed ones in a line.
import { html } from "./vendor/preact-htm.mjs";
import { Bar, Word, level, serviceShare, served_s } from "./board_levels.js";
import { clockTime, stopwatch } from "./clock.js";
import { t } from "./texts.js";

// Of a ticket, and of an officer who is away: the officer's own "serving" is no more than being at the counter.
const STATE_NAME = { called: "Calling", serving: "Serving", break: "Break", back_office: "Back office", free: "Free" };

/** @param {{counters: BoardCounter[], limits: BoardLimits}} shown */
export function Counters({ counters, limits }) {
  const closed = counters.filter((counter) => counter.officer === null && counter.state === null);
  const there = counters.filter((counter) => !closed.includes(counter));
  return html`<section class="card" aria-labelledby="counters-title">
    <h2 id="counters-title">${t("Counters")}</h2>
    ${there.length > 0 && html`<ul class="counters" data-testid="counters">
      ${there.map((counter) => html`<${Counter} key=${counter.number} counter=${counter} limits=${limits} />`)}</ul>`}
    ${closed.length > 0 && html`<p class="soft counters-closed" data-testid="counters-closed">
      ${t("Closed counters: {numbers}", { numbers: closed.map(({ number }) => number).join(", ") })}</p>`}
  </section>`;
}

function stateOf({ state, status }) {
  return state || (status in STATE_NAME && status !== "serving" ? status : "free");
}

function Counter({ counter, limits }) {
  const { number, officer, ticket, is_unheard, reason, held } = counter;
  const state = stateOf(counter);
  return html`<li class=${`counter ${state}`} data-testid=${`counter-${number}`}>
    <p class="counter-head"><span class="number"><span class="visually-hidden">${t("Counter")} </span>${number}</span>
      ${held > 0 && html`<span class="counter-held">${t("{count} on hold", { count: held })}</span>`}
      <${StateName} counter=${counter} state=${state} limits=${limits} /></p>
    <p class="counter-what"><span class="counter-officer" title=${officer}>${officer}</span>
      ${ticket && html`<span class="number">${ticket}</span>`}</p>
    ${counter.since !== null && counter.officer !== null && html`<${Lasting} counter=${counter} limits=${limits} />`}
    ${is_unheard && html`<p class="unheard" data-testid="unheard">${t("call not heard")}</p>`}
    ${reason && html`<p class="counter-why">${reason}</p>`}
  </li>`;
}

/** What the counter does; of a service that comes close to the limit, that it does. */
function StateName({ counter, state, limits }) {
  const at = atLimit(counter, limits);
  const name = t(STATE_NAME[state]);
  if (at === "amber" || at === "red") return html`<span><span class="visually-hidden">${name}: </span><${Word} at=${at} /></span>`;
  const reason = counter.status_reason;
  return html`<span class="counter-state">${reason && reason !== name ? `${name}: ${reason.toLowerCase()}` : name}</span>`;
}

function atLimit(counter, limits) {
  const share = serviceShare(counter);
  return share === null ? null : level((share * 100) / limits.service_pct, limits);
}

function Lasting({ counter, limits }) {
  const share = serviceShare(counter);
  const isIdle = counter.state === null && counter.status === "serving"; // since when is enough: nothing runs
  const time = !isIdle && html`<span class="counter-time">${stopwatch(served_s(counter))}</span>`;
  return html`${share !== null && html`<${Bar} share=${share} at=${atLimit(counter, limits)} />`}
    <p class="counter-since"><span>${time}${share !== null && ` / ${t("{count} m.", { count: counter.standard_minutes })}`}</span>
      <span>${t("since {time}", { time: clockTime(counter.since) })}</span></p>`;
}
