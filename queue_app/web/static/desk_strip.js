// The counter as a strip, 80 px high, for officers who work in another program beside it: the number, its time, the keys of a
// citizen and the few steps that cannot wait. Everything else is one press away, on the whole page.
import { html } from "./vendor/preact-htm.mjs";
import { elapsed_s, stopwatch } from "./clock.js";
import { Button } from "./desk_button.js";
import { awayName, choiceName, serviceOf } from "./desk_names.js";
import { Timer } from "./desk_pace.js";
import { Steps } from "./desk_step.js";
import { countersOf } from "./desk_steps.js";
import { t } from "./texts.js";

export { closeWindow, floating, growFor, openWindow } from "./desk_window.js";

const STYLE = Object.assign(document.createElement("link"), { rel: "stylesheet", href: "/static/desk_strip.css" });
await new Promise((done) => {
  STYLE.onload = STYLE.onerror = done;
  document.head.append(STYLE);
});

const MAIN = ["call-next", "start", "finish"];
const MORE = ["recall", "no-show", "hold", "undo", "back"];

/** The strip alone, for the same view and hands as the whole page: the page behind it has the dialogs. */
export function Strip({ view, hands }) {
  return html`<div class="strip" data-testid="strip-bar">
    ${view.state.desk === null ? html`<${Choose} view=${view} hands=${hands} />` : html`<${Here} view=${view} hands=${hands} />`}
    <button type="button" class="strip-full" data-testid="full-page" onClick=${hands.toPage} title=${t("Whole page")}>
      <span class="visually-hidden">${t("Whole page")}</span><span aria-hidden="true">⤢</span></button></div>`;
}

/** The strip in the place of the page. */
export function StripPage({ view, hands }) {
  const { dialog } = view;
  return html`<${Strip} view=${view} hands=${hands} />
    ${dialog !== null && html`<${dialog.Content} key=${dialog.name + (dialog.scan || "")} view=${view} hands=${hands} />`}`;
}

function Choose({ view, hands }) {
  return html`<div class="strip-words"><h1>${t("Which counter are you at?")}</h1><${Words} view=${view} /></div>
    <div class="strip-steps counters-short">${countersOf(view.state).filter(({ isFree }) => isFree).map((counter) => html`<${Button}
      key=${counter.id} testid=${`open-${counter.number}`} kind=${counter.id === view.here ? "primary" : ""} busy=${view.busy}
      keyName=${view.keysOn ? counter.key : ""} run=${() => hands.open(counter.id)}>${t("Counter {number}", { number: counter.number })}<//>`)}</div>`;
}

function Here({ view, hands }) {
  const { desk, open } = view.state;
  return html`<div class="strip-who">
      <p><strong data-testid="place">${t("Counter {number}", { number: desk.counter })}</strong>
        ${open?.is_priority ? html`<span class="badge priority">${t("Priority")}</span>`
          : html`<span class="soft" data-testid="waiting">${t("{count} waiting", { count: view.state.waiting })}</span>`}</p>
      ${open && html`<h1 class="number" id="stage-title" data-testid="open-number">${open.number}</h1>`}</div>
    <${open ? Ticket : Idle} view=${view} />
    <div class="strip-steps"><div class="steps strip-main"><${Steps} view=${view} hands=${hands} ids=${MAIN} /></div>
      <div class="steps strip-more"><${Steps} view=${view} hands=${hands} ids=${MORE} /></div></div>`;
}

function Ticket({ view }) {
  const { open } = view.state;
  return html`<div class="strip-words"><p class="service">${serviceOf(open.service_id).name}</p><${Words} view=${view} /></div>
    <${Timer} open=${open} />`;
}

function Idle({ view }) {
  const { cut, message, state: { desk, waiting } } = view;
  if (cut || message) return html`<div class="strip-words is-alone"><${Words} view=${view} /></div>`;
  const away = awayName(desk);
  return html`<div class="strip-words"><h1>${away ? awayLine(desk, away) : idleLine(waiting)}</h1></div>`;
}

function idleLine(waiting) {
  return waiting > 0 ? t("{count} waiting for this counter", { count: waiting }) : t("Nobody is waiting for this counter");
}

function awayLine({ status_reason, status_since }, away) {
  return `${status_reason ? choiceName("pause", status_reason) : away} · ${stopwatch(elapsed_s(status_since))}`;
}

const TONES = { good: "good", calm: "calm", refused: "" };

/** The one line of words: a cut before a message, a message before what the room has not heard. */
function Words({ view }) {
  const { cut, message, dialog, state: { open } } = view;
  if (cut) return html`<p class="strip-line cut" role="alert">${cut}</p>`;
  if (message && dialog === null) return html`<p class=${`strip-line message ${TONES[message.tone]}`} role="alert" data-testid="message" title=${message.text}>${message.text}</p>`;
  if (open?.unheard) return html`<p class="strip-line unheard" role="status" data-testid="unheard">${t("The call has not been heard yet")}</p>`;
  return null;
}
