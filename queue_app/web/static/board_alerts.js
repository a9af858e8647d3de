// What wants a person, before all else: since when, and who looks after it. Empty while nothing does.
import { html, useState } from "./vendor/preact-htm.mjs";
import { Fold, foldedAlerts } from "./board_room.js";
import { clockTime } from "./clock.js";
import { t } from "./texts.js";

/** The alerts that stand; view, send: as of the board. */
export function Alerts({ view, send }) {
  const { alerts } = view.state;
  const [isOpen, setOpen] = useState(false);
  if (alerts.length === 0) return null;
  const [shown, rest] = foldedAlerts(alerts);
  const waiting = alerts.filter(({ by }) => by === null).length;
  return html`<section class="card alerts" aria-labelledby="alerts-title">
    <div class="card-head"><h2 id="alerts-title">${t("Wants a person")}</h2>
      <span class="soft">${waiting > 0 ? t("{count} not looked after", { count: waiting }) : t("all looked after")}</span></div>
    <div role="alert">${view.alertMessage && html`<p class="message" data-testid="alert-message">${view.alertMessage}</p>`}</div>
    <ul class="lines" data-testid="alerts">${(isOpen ? alerts : shown).map((alert) => html`<${Alert} key=${alert.id} alert=${alert} view=${view} send=${send} />`)}</ul>
    ${rest.length > 0 && html`<${Fold} testid="alerts-fold" isOpen=${isOpen} turn=${() => setOpen(!isOpen)}>
      ${isOpen ? t("Show fewer") : t("{count} more alerts", { count: rest.length })}<//>`}
  </section>`;
}

function Alert({ alert, view, send }) {
  const { id, text, began, by, seen_at, mended_at } = alert;
  return html`<li class=${by === null ? "alert" : "alert seen"} data-testid=${`alert-${id}`}>
    <span class="alert-mark" aria-hidden="true">${by === null ? "■" : "□"}</span>
    <span class="alert-text">${mended_at ? html`<a href=${mended_at}>${text}</a>` : text}
${" "}<span class="alert-since">${t("since {time}", { time: clockTime(began) })}</span></span>
    ${by === null
      ? html`<button type="button" class="button small" data-testid=${`acknowledge-${id}`} disabled=${view.busy} aria-label=${`${t("I look after it")}: ${text}`}
          onClick=${() => send("alerts/acknowledge", { alert_id: id })}>${t("I look after it")}</button>`
      : html`<span class="alert-by">${t("{name} looks after it, {time}", { name: by, time: clockTime(seen_at) })}</span>`}
  </li>`;
}
