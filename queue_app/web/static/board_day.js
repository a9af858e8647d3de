// How today goes: who came in each half hour and how many waited at its end, beside the usual day of this weekday.
// Bars, a line with dots, ticks and a dashed line tell them apart without colour; a sentence and a table say the same.
import { html } from "./vendor/preact-htm.mjs";
import { clockTime } from "./clock.js";
import { boot, t } from "./texts.js";

const LABELS = 8; // at most so many times under the axis
const DAY = 16; // half hours of a usual day
const HALF_HOUR_MS = 30 * 60 * 1000;
const FIGURES = [
  { testid: "day-called", label: "Called", of: (state) => state.called },
  { testid: "day-serving", label: "In service", of: (state) => state.in_service },
  { testid: "day-finished", label: "Finished today", of: (state) => state.finished },
  { testid: "day-no-show", label: "No-shows today", of: (state) => state.no_show },
];
const usual = new Map((boot.usual ? boot.usual.half_hours : []).map((each) => [each.minute, each]));
const NONE = { arrivals: 0, waiting: 0 };
const whole = new Intl.NumberFormat(boot.lang, { maximumFractionDigits: 0 });

/** What is usual in the half hour that begins at a time; null where nothing is known to be usual. */
function usualAt(at) {
  const [hour, minute] = clockTime(at).split(".").map(Number);
  return usual.size > 0 ? usual.get(hour * 60 + minute) || NONE : null;
}

/** The rows, and those of the half hours to come: empty, or as the usual day has them. */
function withRoom(rows) {
  const last = rows[rows.length - 1];
  const more = Array.from({ length: DAY * 2 }, (_, place) => ({ at: last.at + (place + 1) * HALF_HOUR_MS, isAhead: true }));
  const end = more.findLastIndex(({ at }) => { const there = usualAt(at); return there !== null && there.arrivals + there.waiting > 0; });
  return [...rows, ...more.slice(0, Math.max(DAY - rows.length, end + 1))].map((row) => ({ ...row, usual: usualAt(row.at) }));
}

/** @param {{state: BoardState}} shown */
export function Day({ state }) {
  return html`<section class="card day" aria-labelledby="day-title">
    <div class="day-head"><h2 id="day-title">${t("Today per half hour")}</h2>
      <p class="key"><span class="key-mark arrivals" aria-hidden="true"></span> ${t("Arrivals")}
        <span class="key-mark waiting" aria-hidden="true"></span> ${t("Waiting")}
        ${usual.size > 0 && html`<span class="key-mark usual" aria-hidden="true"></span> ${t("Usual day")}`}</p></div>
    ${state.half_hours.length > 0 ? html`<${Plot} rows=${withRoom(state.half_hours)} />` : html`<p class="soft">${t("Nobody has come yet today.")}</p>`}
    <${Usual} rows=${state.half_hours} />
    <dl class="figures">${FIGURES.map(({ testid, label, of }) => html`<div key=${testid}><dt>${t(label)}</dt><dd class="number" data-testid=${testid}>${of(state)}</dd></div>`)}</dl>
  </section>`;
}

/** The plot in one sentence, where there is a usual day: only whole half hours are compared. */
function Usual({ rows }) {
  const over = rows.slice(0, -1);
  if (usual.size === 0 || over.length === 0) return null;
  const sum = (count) => over.reduce((total, row) => total + count(row), 0);
  const last = over[over.length - 1];
  const values = { time: clockTime(last.at + HALF_HOUR_MS), came: sum(({ arrivals }) => arrivals), usual: whole.format(sum(({ at }) => usualAt(at).arrivals)),
    waited: last.waiting, usual_waited: whole.format(usualAt(last.at).waiting) };
  return html`<p class="day-told" data-testid="day-told">${t("Until {time}: {came} came (usually {usual}), {waited} waited (usually {usual_waited}).", values)}</p>`;
}

/** @param {{rows: BoardHalfHour[]}} shown */
function Plot({ rows }) {
  const past = rows.filter(({ isAhead }) => !isAhead);
  const figures = (row) => [...(row.isAhead ? [] : [row.arrivals, row.waiting]), ...(row.usual ? [row.usual.arrivals, row.usual.waiting] : [])];
  const most = Math.max(1, ...rows.flatMap(figures));
  const wide = 100 / rows.length;
  const middle = (place) => `${(place + 0.5) * wide}%`;
  const y = (count) => `${100 - (count / most) * 100}%`;
  const line = (kind, shown, count) => shown.slice(1).map((row, place) => html`<line class=${kind} key=${`${kind}${row.at}`} x1=${middle(place)} x2=${middle(place + 1)}
    y1=${y(count(shown[place]))} y2=${y(count(row))} />`);
  const expected = rows.filter((row) => row.usual);
  const step = Math.ceil(rows.length / LABELS);
  return html`<div class="plot" data-testid="plot">
    <div class="plot-field"><span class="plot-most number" aria-hidden="true">${whole.format(most)}</span>
      <svg class="plot-svg" aria-hidden="true">
        <line class="plot-grid" x1="0" x2="100%" y1="0.5" y2="0.5" />
        ${past.map((row, place) => html`<rect class="plot-bar" key=${row.at} x=${`${(place + 0.14) * wide}%`} width=${`${0.72 * wide}%`}
          y=${y(row.arrivals)} height=${`${(row.arrivals / most) * 100}%`} />`)}
        ${expected.map((row, place) => html`<line class="plot-tick" key=${`tick${row.at}`} x1=${`${(place + 0.06) * wide}%`} x2=${`${(place + 0.94) * wide}%`}
          y1=${y(row.usual.arrivals)} y2=${y(row.usual.arrivals)} />`)}
        ${line("plot-usual", expected, (row) => row.usual.waiting)}
        ${line("plot-line", past, (row) => row.waiting)}
        ${past.map((row, place) => html`<circle class="plot-dot" key=${row.at} cx=${middle(place)} cy=${y(row.waiting)} r="4" />`)}
      </svg></div>
    <div class="plot-times" aria-hidden="true">${rows.map((row, place) => html`<span key=${row.at}>${place % step === 0 ? clockTime(row.at) : ""}</span>`)}</div>
    <${Table} rows=${past} />
  </div>`;
}

function Table({ rows }) {
  const heads = [t("From"), t("Arrivals"), t("Calls"), t("Waiting"), ...(usual.size > 0 ? [t("Usual arrivals"), t("Usually waiting")] : [])];
  return html`<div class="visually-hidden"><table><caption>${t("Today per half hour")}</caption>
    <thead><tr>${heads.map((head) => html`<th scope="col" key=${head}>${head}</th>`)}</tr></thead>
    <tbody>${rows.map((row) => html`<tr key=${row.at}><th scope="row">${clockTime(row.at)}</th><td>${row.arrivals}</td><td>${row.calls}</td><td>${row.waiting}</td>
      ${row.usual && html`<td>${whole.format(row.usual.arrivals)}</td><td>${whole.format(row.usual.waiting)}</td>`}</tr>`)}</tbody></table></div>`;
}
