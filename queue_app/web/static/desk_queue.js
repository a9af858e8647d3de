// The quiet side of the counter page: who comes next and why, how full the office is, and the steps that are rarer.
import { html } from "./vendor/preact-htm.mjs";
import { clockTime } from "./clock.js";
import { serviceOf, whyOf } from "./desk_names.js";
import { Steps } from "./desk_step.js";
import { t } from "./texts.js";

/** @param {AsideTicket} ticket */
function asideText({ until }) {
  return t("late, back at {time}", { time: clockTime(until) });
}

/** When the first of those who are late may be called again; null where nobody is. @param {DeskState} state */
export function backAt({ aside }) {
  return aside.length > 0 ? Math.min(...aside.map(({ until }) => until)) : null;
}

const BY_ARRIVAL = ["arrival", "only_regular"]; // what the order of the list says by itself

/** The next tickets in the order this counter would call them, the load, the rarer steps, and the state of the line. */
export function Queue({ view, hands }) {
  const { state } = view;
  return html`<aside class="queue card" aria-labelledby="queue-title">
    <div class="queue-head"><h2 id="queue-title">${t("Next")}</h2>
      <span class="soft" data-testid="waiting">${t("{count} waiting", { count: state.waiting })}</span></div>
    ${state.next.length === 0
      ? html`<p class="soft">${t("Nobody is waiting for this counter")}</p>`
      : html`<ol class="next">${state.next.map((ticket, place) => html`<li key=${ticket.number} data-testid=${`next-${place}`}>
          <${NextTicket} ticket=${ticket} /></li>`)}</ol>`}
    <${Aside} aside=${state.aside} />
    <${Load} state=${state} />
    <div class="side-steps"><${Steps} view=${view} hands=${hands} place="side" /></div>
    <${Switches} view=${view} hands=${hands} />
  </aside>`;
}

function NextTicket({ ticket }) {
  // Who let others pass is no longer the first to have come.
  const why = ticket.lets_pass && BY_ARRIVAL.includes(ticket.reason) ? "" : whyOf(ticket);
  return html`<span class="number">${ticket.number}</span>
    <span class="next-service">${serviceOf(ticket.service_id).name}</span>
    <span class="soft time">${clockTime(ticket.arrived_at)}</span>
    ${(ticket.is_priority || ticket.lets_pass || !BY_ARRIVAL.includes(ticket.reason)) && html`<span class="why soft">
      ${ticket.lets_pass && html`<span class="badge">${t("let others pass")}</span> `}${ticket.is_priority && html`<span class="badge priority">${t("Priority")}</span> `}${why}</span>`}`;
}

/** Who is late: nobody is passed over by mistake. */
function Aside({ aside }) {
  return aside.length > 0 && html`<ul class="next aside" data-testid="aside">${aside.map((ticket) => html`<li key=${ticket.number} data-testid=${`aside-${ticket.number}`}>
    <span class="number">${ticket.number}</span> <span class="next-service">${serviceOf(ticket.service_id).name}</span>
    <span class="why soft">${asideText(ticket)}</span></li>`)}</ul>`;
}

function Load({ state }) {
  const rows = [
    ["longest", t("Longest since"), state.longest_since ? clockTime(state.longest_since) : "–"],
    ["office-waiting", t("Waiting in the office"), state.office_waiting],
    ["counters-open", t("Counters open"), state.counters_open],
    ["finished-today", t("Finished by you"), state.finished_today],
  ];
  return html`<dl class="counts">${rows.map(([testid, term, value]) => html`<div key=${testid}>
    <dt>${term}</dt><dd data-testid=${testid}>${value}</dd></div>`)}</dl>`;
}

function Switches({ view, hands }) {
  return html`<div class="switches">
    <label><input type="checkbox" checked=${view.keysOn} data-testid="keys" onChange=${hands.switchKeys} />${t("Single keys act")}</label>
    <label><input type="checkbox" checked=${view.soundOn} data-testid="sound" onChange=${hands.switchSound} />${t("Sound")}</label>
    <span class=${`line ${view.cut ? "is-cut" : ""}`} data-testid="line">${view.cut ? t("Cut off") : t("Connected")}</span>
  </div>
  <div class="steps foot-steps"><${Steps} view=${view} hands=${hands} place="foot" />
    <button type="button" class="button" data-testid="strip" onClick=${hands.toStrip}>${t("Narrow strip")}</button></div>`;
}
