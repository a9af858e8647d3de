// What became of a ticket: finished how, or - when the next is called over it - which of the endings.
import { html, useState } from "./vendor/preact-htm.mjs";
import { Field, ListDialog } from "./desk_dialog.js";
import { choiceOptions, serviceOf, serviceOptions } from "./desk_names.js";
import { missingOf } from "./desk_checklist.js";
import { keyName } from "./desk_keys.js";
import { stepsOf, USUAL } from "./desk_steps.js";
import { t } from "./texts.js";

const INCOMPLETE = "berkas_kurang"; // the outcome that names what is missing

/** Finish with details: Enter at once says what the one key S says; the rest is below it. */
export function Finish({ view, hands }) {
  const { open } = view.state;
  const [next, setNext] = useState("");
  const finish = (outcome, data) => {
    const missing = data.getAll("missing");
    if (outcome.id === INCOMPLETE && missing.length === 0 && serviceOf(open.service_id).requirements.length > 0) {
      hands.tell(t("Please tick what is missing."));
      return;
    }
    hands.act("/counter/finish", {
      leg_id: open.leg_id,
      outcome: outcome.id,
      documents: Number(data.get("documents")),
      ...(data.get("family") && { family: Number(data.get("family")) }),
      missing,
      ...(next && { next_service_id: Number(next), stay: data.get("stay") !== null }),
    });
  };
  return html`<${ListDialog} view=${view} hands=${hands} name="finish" isLoose title=${t("Finish {number}", { number: open.number })}
    submit=${t("Finish")} label=${t("Outcome")} options=${choiceOptions("outcome")} onTake=${finish}>
    ${(outcome) => html`
      ${outcome.id === INCOMPLETE && html`<${Missing} open=${open} />`}
      <div class="fields">
        <${Field} label=${t("Number of documents")}><input type="number" name="documents" min="0" max="99" data-testid="documents"
          key=${outcome.id} defaultValue=${outcome.id === USUAL.outcome ? USUAL.documents : 0} /><//>
        ${serviceOf(open.service_id).asks_family && html`<${Field} label=${t("Family members (may stay empty)")}><input type="number"
          name="family" min="1" max="30" data-testid="family" /><//>`}
        <${Field} label=${t("Next service of this visit")}><select value=${next} data-testid="next-service"
          onChange=${({ target }) => setNext(target.value)}>
          <option value="">${t("None")}</option>
          ${serviceOptions(open.service_id).map(({ id, label }) => html`<option value=${id}>${label}</option>`)}</select><//>
        ${next && html`<label class="tick"><input type="checkbox" name="stay" data-testid="stay" />
          <span>${t("Serve it here, at once")}</span></label>`}
      </div>`}
  <//>`;
}

function Missing({ open }) {
  const missing = missingOf(open);
  return html`<fieldset class="checklist"><legend>${t("What is missing?")}</legend>
    ${serviceOf(open.service_id).requirements.map((text) => html`<label class="tick" key=${text}>
      <input type="checkbox" name="missing" value=${text} defaultChecked=${missing.includes(text)} /><span>${text}</span></label>`)}
  </fieldset>`;
}

const ENDINGS = ["finish", "finish-details", "hold", "transfer", "no-show", "cancel"];

/** The next is called while a ticket is open: what became of it? Only then the next one is called. */
export function Ask({ view, hands }) {
  const { open } = view.state;
  const steps = stepsOf(view);
  const options = ENDINGS.map((id) => steps.find((step) => step.id === id)).filter(({ why }) => !why)
    .map((step) => ({ id: step.id, label: t(step.label), key: step.key, step }));
  const take = ({ step }) => hands.step(step, { thenCall: true });
  const byKey = (event) => {
    const option = options.find(({ key }) => key === keyName(event));
    if (!option || event.repeat) return;
    event.preventDefault();
    take(option);
  };
  return html`<${ListDialog} view=${view} hands=${hands} name="ask" title=${t("What became of {number}?", { number: open.number })}
    about=${t("The next ticket is called after that.")} submit=${t("Continue")} options=${options} onTake=${take} onKey=${byKey} />`;
}
