// Sitting down: the counters of the office, with who is at those that are taken, and since when.
import { html, useState } from "./vendor/preact-htm.mjs";
import { clockTime } from "./clock.js";
import { Button } from "./desk_button.js";
import { countersOf } from "./desk_steps.js";
import { boot, t } from "./texts.js";

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
      <span class="soft">${t("since {time}", { time: clockTime(counter.since) })}</span>
      ${boot.may_take_over && html`<${TakeOver} counter=${counter} view=${view} hands=${hands} />`}</div>`;
  }
  return html`<${Button} testid=${`open-${counter.number}`} busy=${view.busy}
    kind=${`counter-choice ${counter.id === view.here ? "primary" : ""}`} keyName=${view.keysOn ? counter.key : ""}
    run=${() => hands.open(counter.id)}>${name}<span>${counter.id === view.here
      ? t("Open, as last time here") : t("Open this counter")}</span><//>`;
}

/** For a supervisor, when the officer is gone: asked twice, since somebody may be sitting there. */
function TakeOver({ counter, view, hands }) {
  const [isSure, setSure] = useState(false);
  const run = () => (isSure ? hands.takeOver(counter.id) : setSure(true));
  return html`<${Button} testid=${`take-over-${counter.number}`} kind=${`take-over ${isSure ? "danger" : ""}`} busy=${view.busy} keyName=""
    run=${run}>${isSure ? t("{officer} is gone: take over now", { officer: counter.officer }) : t("Take over …")}<//>`;
}
