// How today went: who came and who was called, each half hour. Bars and a line with dots tell them apart without colour.
import { html } from "./vendor/preact-htm.mjs";
import { clockTime } from "./clock.js";
import { t } from "./texts.js";

const LABELS = 8; // at most so many times under the axis
const DAY = 16; // half hours of a usual day
const HALF_HOUR_MS = 30 * 60 * 1000;
const FIGURES = [
  { testid: "day-called", label: "Called", of: (state) => state.called },
  { testid: "day-serving", label: "In service", of: (state) => state.in_service },
  { testid: "day-finished", label: "Finished today", of: (state) => state.finished },
  { testid: "day-no-show", label: "No-shows today", of: (state) => state.no_show },
];

/** The rows, and empty ones of the half hours to come, so that a morning does not fill a day's width. */
function withRoom(rows) {
  const last = rows[rows.length - 1];
  const more = Math.max(0, DAY - rows.length);
  return [...rows, ...Array.from({ length: more }, (_, place) => ({ at: last.at + (place + 1) * HALF_HOUR_MS, arrivals: 0, calls: 0 }))];
}

/** @param {{state: BoardState}} shown */
export function Day({ state }) {
  return html`<section class="card day" aria-labelledby="day-title">
    <div class="day-head"><h2 id="day-title">${t("Today per half hour")}</h2>
      <p class="key"><span class="key-mark arrivals" aria-hidden="true"></span> ${t("Arrivals")}
        <span class="key-mark calls" aria-hidden="true"></span> ${t("Calls")}</p></div>
    ${state.half_hours.length > 0 ? html`<${Plot} rows=${state.half_hours} />` : html`<p class="soft">${t("Nobody has come yet today.")}</p>`}
    <dl class="figures">${FIGURES.map(({ testid, label, of }) => html`<div key=${testid}><dt>${t(label)}</dt><dd class="number" data-testid=${testid}>${of(state)}</dd></div>`)}</dl>
  </section>`;
}

/** @param {{rows: BoardHalfHour[]}} shown */
function Plot({ rows }) {
  const most = Math.max(1, ...rows.map(({ arrivals, calls }) => Math.max(arrivals, calls)));
  const shown = withRoom(rows);
  const wide = 100 / shown.length;
  const middle = (place) => `${(place + 0.5) * wide}%`;
  const height = (count) => (count / most) * 100;
  const step = Math.ceil(shown.length / LABELS);
  return html`<div class="plot" data-testid="plot">
    <div class="plot-field"><span class="plot-most number" aria-hidden="true">${most}</span>
      <svg class="plot-svg" aria-hidden="true">
        <line class="plot-grid" x1="0" x2="100%" y1="0.5" y2="0.5" />
        ${rows.map((row, place) => html`<rect class="plot-bar" key=${row.at} x=${`${(place + 0.14) * wide}%`} width=${`${0.72 * wide}%`}
          y=${`${100 - height(row.arrivals)}%`} height=${`${height(row.arrivals)}%`} />`)}
        ${rows.slice(1).map((row, place) => html`<line class="plot-line" key=${row.at} x1=${middle(place)} x2=${middle(place + 1)}
          y1=${`${100 - height(rows[place].calls)}%`} y2=${`${100 - height(row.calls)}%`} />`)}
        ${rows.map((row, place) => html`<circle class="plot-dot" key=${row.at} cx=${middle(place)} cy=${`${100 - height(row.calls)}%`} r="4" />`)}
      </svg></div>
    <div class="plot-times" aria-hidden="true">${shown.map((row, place) => html`<span key=${row.at}>${place % step === 0 ? clockTime(row.at) : ""}</span>`)}</div>
    <div class="visually-hidden"><table><caption>${t("Today per half hour")}</caption>
      <thead><tr><th scope="col">${t("From")}</th><th scope="col">${t("Arrivals")}</th><th scope="col">${t("Calls")}</th></tr></thead>
      <tbody>${rows.map((row) => html`<tr key=${row.at}><th scope="row">${clockTime(row.at)}</th><td>${row.arrivals}</td><td>${row.calls}</td></tr>`)}</tbody></table></div>
  </div>`;
}
