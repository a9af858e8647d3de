// Numbers that were taken faster than people can: a warning, and one press that takes them out of the queue.
import { html } from "./vendor/preact-htm.mjs";
import { clockTime } from "./clock.js";
import { boot, t } from "./texts.js";

/** @param {{floods: FloodTold[]}} told those that nobody has settled */
export function Floods({ floods }) {
  return html`<div role="status">${floods.map(({ id, waiting, since }) => html`<div class="message flood" key=${id} data-testid="flood">
    <span>${t("Since {time} numbers are taken faster than people can: {count} of them wait. Look who stands at the kiosk. An office that pairs its kiosks gives numbers to nobody else.", { time: clockTime(since), count: waiting })}</span>
    ${press(id, "void", t("Cancel these {count} numbers", { count: waiting }))}
    ${press(id, "keep", t("They are real"))}
  </div>`)}</div>`;
}

function press(id, way, label) {
  return html`<form method="post" action=${`/floods/${id}/${way}`}><input type="hidden" name="csrf_token" value=${boot.csrf} />
    <button type="submit" class="button" data-testid=${`flood-${way}`}>${label}</button></form>`;
}
