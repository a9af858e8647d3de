// Nobody to call is no fault: whom this counter helps, and from when on.
import { html } from "./vendor/preact-htm.mjs";
import { clockTime, minutes } from "./clock.js";
import { serviceOf } from "./desk_names.js";
import { t } from "./texts.js";

/** The services that this counter helps with, the soonest first. */
function helps({ help }) {
  return help.filter(({ service_id }) => serviceOf(service_id).is_open !== false);
}

function helpLine({ service_id, after_min, at }) {
  const words = { service: serviceOf(service_id).name, count: after_min };
  return at === undefined
    ? t("This counter helps {service} once somebody there has waited more than {count} min.", words)
    : t("This counter helps {service} once somebody there has waited more than {count} min (at {time}).", { ...words, time: clockTime(at) });
}

/** That nobody waits here, and whom this counter helps next. @param {DeskState} state */
export function nobodyText(state) {
  const [first] = helps(state);
  return [t("Nobody is waiting for this counter."), first ? helpLine(first) : ""].filter(Boolean).join(" ");
}

/** When somebody elsewhere will have waited long enough; null where nobody waits. @param {DeskState} state */
export function helpsAt(state) {
  const [first] = helps(state);
  return first && first.at !== undefined ? first.at : null;
}

/** Every service that this counter helps with; where there is none, what happens here next. */
export function Help({ state }) {
  const rows = helps(state);
  if (rows.length === 0) return html`<p class="soft">${t("The next number is shown here as soon as somebody comes.")}</p>`;
  return html`<section class="help" data-testid="help"><h2>${t("This counter helps once others have waited long")}</h2>
    <ul>${rows.map((row) => html`<li key=${row.service_id}><span>${serviceOf(row.service_id).name}</span>
      <span class="soft">${t("after {wait}", { wait: minutes(row.after_min) })}</span>
      <strong>${row.at === undefined ? t("nobody waits") : t("at {time}", { time: clockTime(row.at) })}</strong></li>`)}</ul></section>`;
}
