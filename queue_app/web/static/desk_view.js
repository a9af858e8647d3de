// What the officer sees: choose a counter, call the next, or serve the open ticket. Pure functions of the view.
import { html } from "./vendor/preact-htm.mjs";
import { clockTime, elapsed_s, minutes, stopwatch } from "./clock.js";
import { countersOf, stepsOf } from "./desk_steps.js";
import { Queue } from "./desk_queue.js";
import { t } from "./texts.js";
import { Transfer } from "./transfer.js";

const STATE_NAME = { called: "Called", serving: "In service" };
const SINCE = { called: "called_at", serving: "started_at" };

/** The whole page for {state, cut, busy, message, keysOn, isTransferring, here}; hands: what can be done. */
export function Desk({ view, hands }) {
  const { state } = view;
  return html`
    <${Message} message=${view.message} hands=${hands} />
    ${state.desk === null
      ? html`<${ChooseCounter} view=${view} hands=${hands} />`
      : html`<div class="desk">
          <section class="stage card" aria-labelledby="stage-title">
            <${state.open ? Ticket : Idle} view=${view} hands=${hands} />
          </section>
          <${Queue} state=${state} keysOn=${view.keysOn} hands=${hands} />
        </div>`}
    ${view.isTransferring && state.open
      && html`<${Transfer} open=${state.open} services=${state.services} hands=${hands} />`}
    ${view.cut && html`<div class="cut" role="alert">${view.cut}</div>`}`;
}

function Message({ message, hands }) {
  return html`<div role="alert">${message && html`<div class=${`message desk-message ${message.isGood ? "good" : ""}`}>
    <span data-testid="message">${message.text}</span>
    <button type="button" class="dismiss" onClick=${hands.dismiss}>${t("Close")}</button>
  </div>`}</div>`;
}

function ChooseCounter({ view, hands }) {
  const { state } = view;
  return html`<section class="choose" aria-labelledby="stage-title">
    <h1 id="stage-title">${t("Which counter are you at?")}</h1>
    <p class="soft">${t("{count} people are waiting in the office.", { count: state.office_waiting })}</p>
    <ul class="counters">
      ${countersOf(state).map((counter) => html`<li key=${counter.id}>
        <${CounterChoice} counter=${counter} view=${view} hands=${hands} /></li>`)}
    </ul>
  </section>`;
}

function CounterChoice({ counter, view, hands }) {
  const name = html`<span class="counter-name">${t("Counter {number}", { number: counter.number })}</span>`;
  if (!counter.isFree) {
    return html`<div class="counter-choice taken" data-testid=${`taken-${counter.number}`}>${name}
      <span>${counter.officer}</span>
      <span class="soft">${t("since {time}", { time: clockTime(counter.since) })}</span></div>`;
  }
  return html`<${Button} testid=${`open-${counter.number}`} busy=${view.busy}
    kind=${`counter-choice ${counter.id === view.here ? "primary" : ""}`} keyName=${view.keysOn ? counter.key : ""}
    run=${() => hands.open(counter.id)}>${name}<span>${counter.id === view.here
      ? t("Open, as last time here") : t("Open this counter")}</span><//>`;
}

function Idle({ view, hands }) {
  const { state } = view;
  return html`<div class="idle">
    <p class="stage-state"><${Place} desk=${state.desk} /><span class="badge">${t("Free")}</span></p>
    <h1 id="stage-title">${state.waiting > 0
      ? t("{count} waiting for this counter", { count: state.waiting })
      : t("Nobody is waiting for this counter")}</h1>
    <${Steps} view=${view} hands=${hands} />
  </div>`;
}

function Place({ desk }) {
  return html`<strong data-testid="place">${t("Counter {number}", { number: desk.counter })}</strong>`;
}

function Ticket({ view, hands }) {
  const { open } = view.state;
  return html`<div class="ticket">
    <p class="stage-state"><${Place} desk=${view.state.desk} />
      <span class=${`badge ${open.state}`} data-testid="open-state">${t(STATE_NAME[open.state])}</span>
      ${open.is_priority && html`<span class="badge priority">${t("Priority")}</span>`}
      ${open.call_count > 1 && html`<span class="soft">${t("Called {count} times", { count: open.call_count })}</span>`}
    </p>
    <${Timer} open=${open} />
    <h1 id="stage-title"><span class="number" data-testid="open-number">${open.number}</span>
      <span class="service">${open.service}</span></h1>
    <${Steps} view=${view} hands=${hands} />
    <div class="about">
      <div><h2>${t("Why this ticket")}</h2>
        <p data-testid="reason">${t(open.reason, open.reason_values)}</p>
        <p class="soft">${t("Arrived {time}, waited {wait}", { time: clockTime(open.arrived_at), wait: waited(open) })}</p></div>
      <${Checklist} key=${open.leg_id} requirements=${open.requirements} />
    </div>
  </div>`;
}

function waited(open) {
  return minutes(Math.max(0, Math.floor((Date.parse(open.called_at) - Date.parse(open.arrived_at)) / 60000)));
}

function Timer({ open }) {
  const isServing = open.state === "serving";
  const begun = isServing
    ? t("since {time}", { time: clockTime(open.started_at) })
    : t("called {time}", { time: clockTime(open.called_at) });
  return html`<p class="timer" role="timer" aria-live="off">
    <span class="time" data-testid="timer">${stopwatch(elapsed_s(open[SINCE[open.state]]))}</span>
    <span class="soft">${begun}
      ${isServing && open.standard_minutes && html` · ${t("standard {count} min", { count: open.standard_minutes })}`}</span>
  </p>`;
}

function Checklist({ requirements }) {
  if (requirements.length === 0) return null;
  return html`<fieldset class="checklist">
    <legend><h2>${t("Requirements")}</h2></legend>
    ${requirements.map((text) => html`<label key=${text}><input type="checkbox" /><span>${text}</span></label>`)}
  </fieldset>`;
}

function Steps({ view, hands }) {
  const [first, ...others] = stepsOf(view.state);
  const button = (step, kind) => html`<${Button} key=${step.testid} testid=${step.testid} kind=${kind} busy=${view.busy}
    keyName=${view.keysOn ? step.key : ""} run=${() => hands.step(step)}>${t(step.label)}<//>`;
  return html`<div class="steps">${button(first, "primary step-first")}
    <div class="step-others">${others.map((step) => button(step, ""))}</div></div>`;
}

function Button({ testid, kind, keyName, busy, run, children }) {
  // A double click must not press what appears in the same place; aria-disabled keeps the focus where it is.
  const press = (event) => { if (busy === null && event.detail < 2) run(); };
  return html`<button type="button" class=${`button ${kind}`} data-testid=${testid} aria-disabled=${String(busy !== null)}
    aria-keyshortcuts=${keyName || null} onClick=${press}>
    <span class="label">${children}</span>${keyName && html`<kbd aria-hidden="true">${keyName}</kbd>`}</button>`;
}
