// Leaving the counter for a while or to somebody else.
import { html } from "./vendor/preact-htm.mjs";
import { ListDialog } from "./desk_dialog.js";
import { choiceOptions } from "./desk_names.js";
import { boot, t } from "./texts.js";

const BACK_OFFICE = "back_office";

/** Break with its reason, or work in the back office. */
export function Pause({ view, hands }) {
  const options = [...choiceOptions("pause"), { id: BACK_OFFICE, label: t("Back office") }];
  const pause = ({ id }) => hands.act("/counter/pause", id === BACK_OFFICE ? { kind: id } : { kind: "break", reason: id });
  return html`<${ListDialog} view=${view} hands=${hands} name="pause" title=${t("Reason for the break")}
    about=${t("The counter stays yours; nobody is called to it.")} submit=${t("Begin the break")} options=${options} onTake=${pause} />`;
}

/** The counter goes on under a colleague's name. */
export function HandOver({ view, hands }) {
  const options = boot.colleagues.map(({ id, name }) => ({ id, label: name }));
  return html`<${ListDialog} view=${view} hands=${hands} name="hand-over" search=${t("Search a colleague")}
    title=${t("Hand counter {number} over to whom?", { number: view.state.desk.counter })} submit=${t("Hand over")}
    empty=${t("Nobody has this name.")} options=${options} onTake=${({ id }) => hands.act("/counter/hand-over", { officer_id: id })} />`;
}
