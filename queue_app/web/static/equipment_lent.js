// Kiosks that go on by themselves when they are cut off: what is lent to them, and their numbers that want a look.
import { html } from "./vendor/preact-htm.mjs";
import { clockTime } from "./clock.js";
import { t } from "./texts.js";

const leftText = (row) => row.left.map((each) => `${each.letter}: ${each.left}`).join(" · ");

const Kiosk = ({ row }) => html`<li class="thing" data-testid=${`lent-${row.device_id}`}>
  <strong>${row.name}</strong>
  <span>${row.left.length ? t("Numbers ready: {left}", { left: leftText(row) }) : t("No numbers are ready today.")}</span>
  <span class="soft">${t("Last contact: {time}", { time: clockTime(row.contact_at) })}</span>
  ${row.handed_in > 0 && html`<span class="soft">${t("Given by itself today: {count}", { count: row.handed_in })}</span>`}
  ${row.unsent > 0 && html`<span class="badge">${t("Still to be handed in: {count}", { count: row.unsent })}</span>`}
</li>`;

const Slip = ({ row, onLook }) => html`<li class="thing" data-testid=${`slip-${row.id}`}>
  <span>${row.text}</span>
  <span class="soft">${t("{name}, {time}", { name: row.name, time: clockTime(row.taken_at) })}</span>
  <button type="button" class="button" onClick=${() => onLook(row)}>${t("I have looked at it")}</button>
</li>`;

/** Numbers that were not as they should be; nothing where there are none. */
export function Slips({ rows, onLook }) {
  return rows.length > 0 && html`<section class="card things-help" aria-labelledby="slips" data-testid="slips">
    <h2 id="slips">${t("Numbers of cut-off kiosks that want a look")}</h2>
    <ul class="things">${rows.map((row) => html`<${Slip} key=${row.id} row=${row} onLook=${onLook} />`)}</ul></section>`;
}

/** Kiosks to which numbers are lent; nothing where there are none. */
export function Lent({ rows }) {
  return rows.length > 0 && html`<section class="card" aria-labelledby="lent" data-testid="lent">
    <h2 id="lent">${t("Kiosks that go on when they are cut off")}</h2>
    <ul class="things">${rows.map((row) => html`<${Kiosk} key=${row.device_id} row=${row} />`)}</ul></section>`;
}
