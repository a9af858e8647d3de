// Sitting down: the counters of the office, with who is at those that are taken, and since when.
import { html } from "./vendor/preact-htm.mjs";
import { clockTime } from "./clock.js";
import { Button } from "./desk_button.js";
import { countersOf } from "./desk_steps.js";
import { t } from "./texts.js";

/** The counters one may sit down at. */
export function ChooseCounter({ view, hands }) {
  const { state } = view;
  return html`<section class="choose" aria-labelledby="stage-title">
    <h1 id="stage-title">${t("Which counter are you at?")}</h1>
    <p class="soft">${t("{count} people are waiting in the office.", { count: state.office_waiting })}</p>
    <ul class="counters">
      ${countersOf(state).map((counter) => html`<li key=${counter.id}>
        <${Choice} counter=${counter} view=${view} hands=${hands} /></li>`)}
    </ul>
  </section>`;
}

function Choice({ counter, view, hands }) {
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
