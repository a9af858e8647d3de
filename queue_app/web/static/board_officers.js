// Today's service times per officer and service: evidence beside other evidence, in the order of names, never a ranking.
import { html } from "./vendor/preact-htm.mjs";
import { minutes, stopwatch } from "./clock.js";
import { boot, t } from "./texts.js";

const NOTHING = "–";
const percent = new Intl.NumberFormat(boot.lang, { style: "percent", maximumFractionDigits: 0 });

const COLUMNS = [
  { label: "Served", of: (row) => row.count },
  { label: "Median", of: (row) => duration(row.median_s) },
  { label: "P90", of: (row) => duration(row.p90_s) },
  { label: "Within standard", of: (row) => (row.within_pct === null ? NOTHING : percent.format(row.within_pct / 100)) },
  { label: "Standard", kind: "whole", of: (row) => (row.standard_minutes ? minutes(row.standard_minutes) : NOTHING) },
  { label: "Call to start", of: (row) => duration(row.walk_s) },
  { label: "On hold", kind: "whole", of: (row) => (row.holds ? `${row.holds}× · ${stopwatch(row.held_s)}` : NOTHING) },
  { label: "Excluded", kind: "excluded", of: (row) => row.excluded || NOTHING },
];

function duration(seconds) {
  return seconds === null ? NOTHING : stopwatch(seconds);
}

/** Rows of one officer stand together under the name; the order is the server's. */
function byOfficer(rows) {
  const groups = new Map();
  rows.forEach((row) => groups.set(row.name, [...(groups.get(row.name) || []), row]));
  return [...groups];
}

/**
 * The table of officers' service times with the sentence that says what it is; fault: why there is none.
 * @param {{rows: Array<BoardOfficer>, fault: string}} shown
 */
export function OfficerTimes({ rows, fault }) {
  return html`<section class="card" tabindex="0" aria-labelledby="officers-title">
    <h2 id="officers-title">${t("Service times today")}</h2>
    ${rows.length === 0
      ? html`<p class=${fault ? "message" : "soft"} data-testid="no-officers">${fault || t("Nobody has been served yet today.")}</p>`
      : html`<table class="officers stacked" data-testid="officers">
          <thead><tr><th scope="col">${t("Officer")}</th><th scope="col">${t("Service")}</th>
            ${COLUMNS.map(({ label }) => html`<th scope="col" key=${label}>${t(label)}</th>`)}</tr></thead>
          ${byOfficer(rows).map(([name, own]) => html`<tbody key=${name}>
            ${own.map((row, place) => html`<tr key=${row.service}>
              ${place === 0 && html`<th scope="rowgroup" class="first" rowspan=${own.length}>${name}</th>`}
              <td class="text">${row.service}</td>
              ${COLUMNS.map(({ label, kind, of }) => html`<td key=${label} class=${kind} data-label=${t(label)}>${of(row)}</td>`)}</tr>`)}</tbody>`)}
        </table>`}
    <p class="footnote"><strong>${t("Supporting evidence, not a ranking.")}</strong>
      ${" "}${t("Compare only within the same service; a few records say little.")}
      ${" "}${t("Half of the services took at most the median, nine of ten at most the P90.")}
      ${" "}${t("A service counts once a visit, for the officer who finished it last; holds are no part of its time.")}
      ${" "}${t("Excluded from the times, but counted as served: what the officer, a supervisor or the system doubts, priority citizens, and services that did not end as done. One service may have several reasons.")}</p>
  </section>`;
}
