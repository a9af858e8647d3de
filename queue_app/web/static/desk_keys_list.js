// Every key of the counter page, and how single keys are switched off.
import { html } from "./vendor/preact-htm.mjs";
import { Dialog } from "./desk_dialog.js";
import { KNOWN_STEPS } from "./desk_steps.js";
import { t } from "./texts.js";

const REST = [
  { place: "stage", label: "For this ticket" },
  { place: "side", label: "For this counter" },
];
const IN_LISTS = [
  { key: "1–9", label: "Choose in a list" },
  { key: "Enter", label: "Do what is chosen" },
  { key: "Esc", label: "Leave a dialog" },
  { key: "?", label: "All keys" },
];

const stepsAt = (place) => KNOWN_STEPS.filter((step) => step.place === place);

function Part({ title, steps }) {
  return html`<section><h3>${title}</h3><dl>${steps.map(({ key, label }) => html`<div key=${key}>
    <dt><kbd>${key}</kbd></dt><dd>${t(label)}</dd></div>`)}</dl></section>`;
}

/** The list of keys; the box below it switches those of one letter off, on this computer. */
export function Keys({ view, hands }) {
  return html`<${Dialog} view=${view} hands=${hands} name="keys" title=${t("All keys")}
    about=${t("Three keys a citizen: P calls, M starts, S finishes.")}>
    <div class="keys" tabindex="0" autofocus aria-label=${t("All keys")} role="group">
      <${Part} title=${t("For each citizen")} steps=${stepsAt("main")} /><${Part} title=${t("In lists and dialogs")} steps=${IN_LISTS} />
      ${REST.map(({ place, label }) => html`<${Part} key=${place} title=${t(label)} steps=${stepsAt(place)} />`)}</div>
    <label class="tick"><input type="checkbox" checked=${view.keysOn} data-testid="keys-switch" onChange=${hands.switchKeys} />
      <span>${t("Single keys act")} <span class="soft">${t("Switch them off if a key is pressed by mistake now and then; buttons stay.")}</span></span></label>
  <//>`;
}
