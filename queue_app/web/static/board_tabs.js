// The two faces of the board as tabs, for who may see officers' times: arrow keys move between them, and the address keeps which one is shown.
import { html, useState } from "./vendor/preact-htm.mjs";
import { t } from "./texts.js";

const TABS = { now: { label: "Now" }, officers: { label: "Officers" } };
export const NAMES = Object.keys(TABS);
const STEPS = { ArrowRight: 1, ArrowLeft: -1 };
const ENDS = { Home: 0, End: NAMES.length - 1 };

/** Which of these tabs the address names, and how another is chosen. @returns {[string, function(string): void]} */
export function useTab(names) {
  const wished = new URLSearchParams(window.location.search).get("tab");
  const [tab, setTab] = useState(names.includes(wished) ? wished : "now");
  const choose = (name) => {
    const address = new URL(window.location.href);
    address.searchParams.set("tab", name);
    window.history.replaceState(null, "", address);
    setTab(name);
  };
  return [tab, choose];
}

function next(tab, key) {
  if (key in ENDS) return NAMES[ENDS[key]];
  return key in STEPS ? NAMES[(NAMES.indexOf(tab) + STEPS[key] + NAMES.length) % NAMES.length] : null;
}

/** @param {{tab: string, choose: function(string): void}} shown */
export function Tabs({ tab, choose }) {
  const onKeyDown = (event) => {
    const name = next(tab, event.key);
    if (name === null) return;
    event.preventDefault();
    choose(name);
    document.getElementById(`tab-${name}`).focus();
  };
  return html`<div class="tabs" role="tablist" aria-label=${t("Parts of the board")} onKeyDown=${onKeyDown}>
    ${NAMES.map((name) => html`<button type="button" role="tab" class="tab" key=${name} id=${`tab-${name}`} data-testid=${`tab-${name}`}
      aria-selected=${String(name === tab)} aria-controls=${`panel-${name}`} tabindex=${name === tab ? 0 : -1} onClick=${() => choose(name)}>${t(TABS[name].label)}</button>`)}
  </div>`;
}

/** What a tab shows. */
export function Panel({ name, children }) {
  return html`<div role="tabpanel" id=${`panel-${name}`} aria-labelledby=${`tab-${name}`}>${children}</div>`;
}
