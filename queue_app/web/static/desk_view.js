// What the officer sees: choose a counter, call the next, serve the open ticket, or be away. Pure functions of the view.
import { html } from "./vendor/preact-htm.mjs";
import { clockTime, elapsed_s, stopwatch } from "./clock.js";
import { Button } from "./desk_button.js";
import { ChooseCounter } from "./desk_choose.js";
import { choiceName } from "./desk_names.js";
import { Queue } from "./desk_queue.js";
import { awayName, stepsOf } from "./desk_steps.js";
import { About, NoShowLater, TicketHead, Unheard } from "./desk_ticket.js";
import { Undo } from "./desk_undo.js";
import { Floods } from "./floods.js";
import { t } from "./texts.js";

/**
 * The whole page for {state, cut, busy, message, undo, dialog, keysOn, soundOn, here}; hands: what can be done.
 * @param {{view: {state: DeskState}, hands: Object}} shown
 */
export function Desk({ view, hands }) {
  const { state, dialog } = view;
  return html`
    <${Floods} floods=${state.floods} />
    ${dialog === null && html`<${Message} message=${view.message} hands=${hands} />`}
    ${state.desk === null
      ? html`<${ChooseCounter} view=${view} hands=${hands} />`
      : html`<div class="desk">
          <section class="stage card" aria-labelledby="stage-title">
            <${state.open ? Ticket : Idle} view=${view} hands=${hands} />
          </section>
          <${Queue} view=${view} hands=${hands} />
        </div>`}
    ${dialog !== null && html`<${dialog.Content} key=${dialog.name + (dialog.scan || "")} view=${view} hands=${hands} />`}
    ${view.cut && html`<div class="cut" role="alert">${view.cut}</div>`}`;
}

function Message({ message, hands }) {
  return html`<div role="alert">${message && html`<div class=${`message desk-message ${message.isGood ? "good" : ""}`}>
    <span data-testid="message">${message.text}</span>
    <button type="button" class="dismiss" onClick=${hands.dismiss}>${t("Close")}</button>
  </div>`}</div>`;
}

function Idle({ view, hands }) {
  const { state } = view;
  const away = awayName(state.desk);
  return html`<div class="idle">
    <p class="stage-state"><${Place} desk=${state.desk} /><span class=${`badge ${away ? "away" : ""}`} data-testid="desk-status">
      ${away || t("Free")}</span></p>
    ${away ? html`<${Away} desk=${state.desk} />` : html`<h1 id="stage-title">${whoWaits(state)}</h1>`}
    <${Steps} view=${view} hands=${hands} />
  </div>`;
}

function whoWaits({ waiting, desk }) {
  if (waiting > 0) return t("{count} waiting for this counter", { count: waiting });
  return desk.has_roll ? t("Call the next number of the paper roll") : t("Nobody is waiting for this counter");
}

function Away({ desk }) {
  return html`<h1 id="stage-title">${desk.status_reason ? choiceName("pause", desk.status_reason) : awayName(desk)}</h1>
    <p class="timer" role="timer" aria-live="off"><span class="time">${stopwatch(elapsed_s(desk.status_since))}</span>
      <span class="soft">${t("since {time}", { time: clockTime(desk.status_since) })}</span></p>`;
}

function Place({ desk }) {
  return html`<strong data-testid="place">${t("Counter {number}", { number: desk.counter })}</strong>`;
}

function Ticket({ view, hands }) {
  const { open, desk } = view.state;
  return html`<div class="ticket">
    <${TicketHead} open=${open} place=${html`<${Place} desk=${desk} />`} />
    <${Steps} view=${view} hands=${hands}><${Unheard} open=${open} /><${NoShowLater} open=${open} /><//>
    <${About} open=${open} />
  </div>`;
}

function Steps({ view, hands, children }) {
  const [first, ...others] = stepsOf(view.state).filter(({ place }) => place === "stage");
  const button = (step, kind) => html`<${Button} key=${step.id} testid=${step.id} kind=${kind} busy=${view.busy}
    keyName=${view.keysOn ? step.key : ""} run=${() => hands.step(step)}>${t(step.label)}<//>`;
  return html`<div class="steps">
    <div class="step-next">${button(first, "primary step-first")}<${Undo} view=${view} hands=${hands} /></div>
    <div class="step-others">${others.map((step) => button(step, ""))}</div>${children}</div>`;
}
