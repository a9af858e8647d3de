// What the officer sees: choose a counter, call the next, serve the open ticket, or be away. Pure functions of the view.
// The buttons stand at the same place in each of these: what is above them has its height whatever it says.
import { html } from "./vendor/preact-htm.mjs";
import { clockTime, elapsed_s, stopwatch } from "./clock.js";
import { ChooseCounter } from "./desk_choose.js";
import { Help } from "./desk_help.js";
import { awayName, choiceName } from "./desk_names.js";
import { Queue } from "./desk_queue.js";
import { Steps } from "./desk_step.js";
import { About, NoShowLater, TicketHead, Unheard } from "./desk_ticket.js";
import { Floods } from "./floods.js";
import { t } from "./texts.js";

const TONES = { good: "good", calm: "calm", refused: "" };

/**
 * The whole page for {state, cut, busy, message, undo, dialog, keysOn, soundOn, here}; hands: what can be done.
 * @param {{view: {state: DeskState}, hands: Object}} shown
 */
export function Desk({ view, hands }) {
  const { state, dialog } = view;
  return html`
    <${Floods} floods=${state.floods} />
    ${state.desk === null
      ? html`<${Message} view=${view} hands=${hands} /><${ChooseCounter} view=${view} hands=${hands} />`
      : html`<div class="desk"><${Stage} view=${view} hands=${hands} /><${Queue} view=${view} hands=${hands} /></div>`}
    ${dialog !== null && html`<${dialog.Content} key=${dialog.name + (dialog.scan || "")} view=${view} hands=${hands} />`}
    ${view.cut && html`<div class="cut" role="alert">${view.cut}</div>`}`;
}

function Stage({ view, hands }) {
  const { open, desk } = view.state;
  const place = html`<strong data-testid="place">${t("Counter {number}", { number: desk.counter })}</strong>`;
  return html`<section class=${`stage card ${open ? "" : "is-idle"}`} aria-labelledby="stage-title">
    <div class="head">${open ? html`<${TicketHead} open=${open} place=${place} />` : html`<${IdleHead} state=${view.state} place=${place} />`}</div>
    <div class="steps">
      <div class="step-main"><${Steps} view=${view} hands=${hands} place="main" /></div>
      <div class="step-grid"><${Steps} view=${view} hands=${hands} place="stage" /></div>
    </div>
    <div class="slot"><${Message} view=${view} hands=${hands} />
      ${open && html`<${Unheard} open=${open} /><${NoShowLater} open=${open} />`}</div>
    ${open ? html`<${About} open=${open} />` : html`<${Idle} state=${view.state} />`}
  </section>`;
}

function Message({ view, hands }) {
  const { message, dialog } = view;
  return html`<div role="alert">${message && dialog === null && html`<div class=${`message desk-message ${TONES[message.tone]}`}>
    <span data-testid="message">${message.text}</span>
    <button type="button" class="dismiss" onClick=${hands.dismiss}>${t("Close")}</button>
  </div>`}</div>`;
}

function IdleHead({ state, place }) {
  const { desk } = state;
  const away = awayName(desk);
  return html`
    <p class="stage-state">${place}<span class=${`badge ${away ? "away" : ""}`} data-testid="desk-status">${away || t("Free")}</span></p>
    ${away && html`<p class="timer" role="timer" aria-live="off"><span class="time">${stopwatch(elapsed_s(desk.status_since))}</span>
      <span class="soft">${t("since {time}", { time: clockTime(desk.status_since) })}</span></p>`}
    <h1 id="stage-title">${away ? awayLine(desk, away) : whoWaits(state)}</h1>`;
}

function awayLine({ status_reason }, away) {
  return status_reason ? choiceName("pause", status_reason) : away;
}

function whoWaits({ waiting, desk }) {
  if (waiting > 0) return t("{count} waiting for this counter", { count: waiting });
  return desk.has_roll ? t("Call the next number of the paper roll") : t("Nobody is waiting for this counter");
}

/** Nobody to call: a calm word on who comes next, and whom this counter helps. */
function Idle({ state }) {
  const isQuiet = state.next.length === 0 && awayName(state.desk) === null && !state.desk.has_roll;
  return isQuiet && html`<div class="about"><${Help} state=${state} /></div>`;
}
