// The requirements of the open ticket, ticked off by the officer. The ticks stay on this page only, also while on hold.
import { html } from "./vendor/preact-htm.mjs";
import { serviceOf } from "./desk_names.js";
import { t } from "./texts.js";

const ticked = new Map();

/** What an officer has left unticked; nothing as long as nothing was ticked at all. */
export function missingOf({ leg_id, service_id }) {
  const seen = ticked.get(leg_id);
  return seen && seen.size > 0 ? serviceOf(service_id).requirements.filter((text) => !seen.has(text)) : [];
}

/** The checklist of an open ticket. */
export function Checklist({ open }) {
  const { requirements } = serviceOf(open.service_id);
  const seen = ticked.get(open.leg_id) || new Set();
  const tick = (text) => ({ target }) => {
    if (target.checked) seen.add(text);
    else seen.delete(text);
    ticked.set(open.leg_id, seen);
  };
  return html`<fieldset class="checklist" data-testid="checklist">
    <legend><h2>${t("Requirements")}</h2></legend>
    ${requirements.length === 0 && html`<p class="soft">${t("No documents are needed.")}</p>`}
    ${requirements.map((text) => html`<label class="tick" key=${text}>
      <input type="checkbox" defaultChecked=${seen.has(text)} onChange=${tick(text)} /><span>${text}</span></label>`)}
  </fieldset>`;
}
