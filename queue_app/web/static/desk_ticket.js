// The open ticket: number, service, time, why it was called, what came before, requirements and notes.
import { html } from "./vendor/preact-htm.mjs";
import { clockTime, minutes } from "./clock.js";
import { Checklist } from "./desk_checklist.js";
import { serviceOf, whyOf } from "./desk_names.js";
import { Timer } from "./desk_pace.js";
import { noShowLater } from "./desk_why.js";
import { t } from "./texts.js";

const STATE_NAME = { called: "Called", serving: "In service" };

/** The open ticket, without its steps, which stand between its head and what is about it. */
export function TicketHead({ open, place }) {
  return html`
    <p class="stage-state">${place}
      <span class=${`badge ${open.state}`} data-testid="open-state">${t(STATE_NAME[open.state])}</span>
      ${open.is_priority && html`<span class="badge priority">${t("Priority")}</span>`}
      ${open.lets_pass && html`<span class="badge" data-testid="lets-pass">${t("let others pass")}</span>`}
      ${open.party > 1 && html`<span class="badge party" data-testid="party">${t("{count} people", { count: open.party })}</span>`}
      ${open.back_service_id && html`<span class="badge" data-testid="comes-back">
        ${t("Comes back to {service}", { service: serviceOf(open.back_service_id).name })}</span>`}
      ${open.call_count > 1 && html`<span class="soft">${t("Called {count} times", { count: open.call_count })}</span>`}
    </p>
    <${Timer} open=${open} />
    <h1 id="stage-title"><span class="number" data-testid="open-number">${open.number}</span>
      <span class="service">${serviceOf(open.service_id).name}</span></h1>`;
}

/** When a no-show may not be said yet: after how many calls more, or once the room has heard the last one. */
export function NoShowLater({ open }) {
  const words = open.state === "called" ? noShowLater(open) : "";
  return words && html`<p class="soft later" data-testid="no-show-later">${words}</p>`;
}

/** That the room has not heard the call; the step to call again stands right above. */
export function Unheard({ open }) {
  return html`<div role="status">${open.unheard && html`<p class="unheard" data-testid="unheard">
    <strong>${t("The call has not been heard yet")}</strong> ${t("No display has spoken it. Call again, or by voice.")}</p>`}</div>`;
}

/** Why it was called and what it has been through, its requirements, and notes of colleagues. */
export function About({ open }) {
  return html`<div class="about">
    <div><h2>${t("Why this ticket")}</h2>
      <p data-testid="reason">${whyOf(open)}</p>
      <p class="soft" data-testid="arrived">${arrived(open)}</p>
      ${open.before.length > 0 && html`<ul class="before" data-testid="before">${open.before.map((leg) => html`<li class="soft">
        ${beforeLine(leg)}</li>`)}</ul>`}
      <${Notes} notes=${open.notes} /></div>
    <${Checklist} key=${open.leg_id} open=${open} />
  </div>`;
}

function Notes({ notes }) {
  if (notes.length === 0) return null;
  return html`<div class="notes" data-testid="notes"><h2>${t("Notes of colleagues")}</h2>
    <ul>${notes.map(({ at, officer, text }) => html`<li key=${at}>${text} <span class="soft">${officer}, ${clockTime(at)}</span></li>`)}</ul></div>`;
}

function beforeLine({ service_id, wait_s, service_s }) {
  const wait = wait_s === null ? "–" : minutes(Math.round(wait_s / 60));
  const service = serviceOf(service_id).name;
  if (service_s === null) return t("Before: {service}, waited {wait}", { service, wait });
  return t("Before: {service}, waited {wait}, served {length}", { service, wait, length: minutes(Math.round(service_s / 60)) });
}

function arrived({ arrived_at, called_at, queued_at }) {
  if (queued_at === undefined) return t("From the paper roll: nobody knows since when");
  const wait = minutes(Math.max(0, Math.floor((called_at - queued_at) / 60000)));
  return t("Arrived {time}, waited {wait}", { time: clockTime(arrived_at), wait });
}
