// What a row of a service opens to: its day, whether numbers are given and why not, and the hands that close, open and carry over.
import { html, useState } from "./vendor/preact-htm.mjs";
import { dateToday, minutes } from "./clock.js";
import { boot, t } from "./texts.js";

/** One service; asked: what is being asked about it; ask(what, next); view, send: as of the board. */
export function Details(props) {
  const { service, asked } = props;
  return html`<div class="details">
    <p class="details-day"><span>${t("Series {letter}", { letter: service.series })}</span>
      <span>${t("{count} finished today", { count: service.finished })}</span>
      ${service.aside > 0 && html`<span data-testid=${`aside-${service.id}`}>${t("{count} late or letting others pass", { count: service.aside })}</span>`}
      ${service.wishes > 0 && html`<span data-testid=${`wishes-${service.id}`}>${t("asked to be called later: {count} times", { count: service.wishes })}</span>`}
      ${service.given_up > 0 && html`<span data-testid=${`given-up-${service.id}`}>${t("{count} cancelled by citizens", { count: service.given_up })}</span>`}
      ${service.standard_minutes && html`<span>${t("standard {time}", { time: minutes(service.standard_minutes) })}</span>`}
      ${service.is_active && !service.by_hand && html`<${Close} ...${props} />`}</p>
    ${asked === "close" && html`<${CloseForm} ...${props} />`}
    ${service.why && asked !== "close" && html`<${Closed} ...${props} />`}
  </div>`;
}

function Close({ service, ask, asked }) {
  return html`<button type="button" class="button small" id=${`step-${service.id}`} data-testid=${`close-${service.id}`} aria-expanded=${String(asked === "close")}
    aria-label=${`${t("Close…")} ${service.name}`} onClick=${() => ask(asked === "close" ? null : "close")}>${t("Close…")}</button>`;
}

/** "14.30", "14:30", "14,30", "1430": the form's pattern lets through what has these figures. "14.30" today, "2026-11-26 14.30" on another day, null while nobody knows. */
function moment(day, typed) {
  if (!typed) return null;
  const clock = typed.replace(/[^0-9]/g, "").padStart(4, "0").replace(/^(..)/, "$1.");
  return day === dateToday() ? clock : `${day} ${clock}`;
}

function CloseForm({ service, view, send, ask }) {
  const [day, setDay] = useState(dateToday());
  const submit = async (event) => {
    event.preventDefault();
    const data = new FormData(event.target);
    const reopens_at = moment(data.get("reopens_on"), data.get("reopens_at"));
    if (await send("services/close", { service_id: service.id, reason: data.get("reason"), reopens_at })) ask(null, "why"); // a second Enter opens nothing
  };
  return html`<form class="close-form" onSubmit=${submit}>
    <p class="soft">${t("No new numbers; whoever waits keeps the number and is told.")}</p>
    <label>${t("Reason")} <select name="reason" id=${`reason-${service.id}`} data-testid="close-reason">
      ${boot.closings.map(({ code, label }) => html`<option key=${code} value=${code}>${label}</option>`)}</select></label>
    <label>${t("Open again on (if known)")} <input type="date" name="reopens_on" data-testid="close-day" required
      min=${dateToday()} value=${day} onInput=${(event) => setDay(event.target.value)} /></label>
    <label>${t("at")} <input name="reopens_at" data-testid="close-until" required=${day !== dateToday()}
      size="6" maxlength="9" inputmode="numeric" pattern=" *([01]?[0-9]|2[0-3]) ?[.:,]? ?[0-5][0-9]( *[A-Za-z]+)? *" placeholder="14.30" autocomplete="off" /></label>
    <span class="acts">
      <button type="submit" class="button small danger" data-testid="close-go" disabled=${view.busy}>${t("Close the service")}</button>
      <button type="button" class="button small" onClick=${() => ask(null)}>${t("Cancel")}</button></span>
  </form>`;
}

function Closed(props) {
  const { service, view, send, ask, asked } = props;
  const reopen = async () => {
    await send("services/reopen", { service_id: service.id });
    ask(null);
  };
  const isCarried = service.by_hand && service.waiting > 0 && view.state.carry_to;
  return html`<p class="shut" tabindex="-1" id=${`why-${service.id}`} data-testid=${`why-${service.id}`}>${service.why}</p>
    <span class="acts">
      ${service.by_hand && html`<button type="button" class="button small" id=${`step-${service.id}`} data-testid=${`reopen-${service.id}`} disabled=${view.busy}
        aria-label=${`${t("Open again")}: ${service.name}`} onClick=${reopen}>${t("Open again")}</button>`}
      ${isCarried && asked !== "carry" && html`<button type="button" class="button small" data-testid=${`carry-${service.id}`}
        onClick=${() => ask("carry")}>${t("Carry {count} people over…", { count: service.waiting })}</button>`}
    </span>
    ${isCarried && asked === "carry" && html`<${CarryOver} ...${props} />`}`;
}

function CarryOver({ service, view, send, ask }) {
  const values = { count: service.waiting, day: view.state.carry_to };
  const go = async () => {
    if (await send("services/carry-over", { service_id: service.id })) ask(null);
  };
  return html`<p>${t("{count} people are waiting: tell them and carry over to {day}. Their numbers of today end; this cannot be undone.", values)}</p>
    <span class="acts">
      <button type="button" class="button small danger" data-testid=${`carry-go-${service.id}`} disabled=${view.busy}
        onClick=${go}>${t("Carry over to {day}", values)}</button>
      <button type="button" class="button small" onClick=${() => ask(null)}>${t("Cancel")}</button></span>`;
}
