// The quiet side of the counter page: who comes next, how many wait, and the way out.
import { html } from "./vendor/preact-htm.mjs";
import { clockTime } from "./clock.js";
import { t } from "./texts.js";

/** The next tickets in the order this counter would call them, the counts, and closing the counter. */
export function Queue({ state, keysOn, hands }) {
  return html`<aside class="queue card" aria-labelledby="queue-title">
    <div class="queue-head"><h2 id="queue-title">${t("Next")}</h2>
      <span class="soft" data-testid="waiting">${t("{count} waiting", { count: state.waiting })}</span></div>
    ${state.next.length === 0
      ? html`<p class="soft">${t("Nobody is waiting for this counter")}</p>`
      : html`<ol class="next">${state.next.map((ticket, place) => html`<li key=${ticket.number} data-testid=${`next-${place}`}>
          <${NextTicket} ticket=${ticket} /></li>`)}</ol>`}
    <dl class="counts">
      <div><dt>${t("Waiting in the office")}</dt><dd>${state.office_waiting}</dd></div>
      <div><dt>${t("Finished by you today")}</dt><dd data-testid="finished-today">${state.finished_today}</dd></div>
    </dl>
    <${Way} state=${state} keysOn=${keysOn} hands=${hands} />
  </aside>`;
}

function NextTicket({ ticket }) {
  return html`<span class="number">${ticket.number}</span>
    <span class="next-service">${ticket.service}
      ${ticket.is_priority && html` <span class="badge priority">${t("Priority")}</span>`}</span>
    <span class="soft time">${clockTime(ticket.arrived_at)}</span>`;
}

function Way({ state, keysOn, hands }) {
  const close = () => { if (state.open === null) hands.close(); };
  return html`<div class="way">
    <label class="keys"><input type="checkbox" checked=${keysOn} data-testid="keys" onChange=${hands.switchKeys} />
      <span>${t("Single keys act")}</span></label>
    <button type="button" class="button" data-testid="close-desk" onClick=${close}
      aria-disabled=${String(state.open !== null)} aria-describedby=${state.open ? "close-why" : null}>
      ${t("Close counter {number}", { number: state.desk.counter })}</button>
    ${state.open && html`<p id="close-why" class="soft">${t("First finish {number}.", { number: state.open.number })}</p>`}
  </div>`;
}
