// Steps that need a word: cancelling, a note, and calling out of order.
import { html, useState } from "./vendor/preact-htm.mjs";
import { Dialog, Field, ListDialog } from "./desk_dialog.js";
import { choiceOptions, serviceOptions } from "./desk_names.js";
import { t } from "./texts.js";

/** Cancel a ticket, the open one or one that was searched. */
export function Cancel({ view, hands }) {
  const { leg_id, number } = view.dialog.ticket || view.state.open;
  return html`<${ListDialog} view=${view} hands=${hands} name="cancel" title=${t("Why is {number} cancelled?", { number })}
    submit=${t("Cancel ticket")} isDanger options=${choiceOptions("cancel")}
    onTake=${(reason) => hands.act("/counter/cancel", { leg_id, reason: reason.id }, number)} />`;
}

/** A note for whoever serves this visit next. */
export function Note({ view, hands }) {
  const { leg_id, number } = view.state.open;
  const save = (data) => {
    const text = data.get("text").trim();
    if (text) hands.act("/counter/note", { leg_id, text });
  };
  return html`<${Dialog} view=${view} hands=${hands} name="note" title=${t("Note on {number}", { number })}
    about=${t("Colleagues who serve this visit read it. No names, no NIK.")} submit=${t("Keep")} onSubmit=${save}>
    <${Field} label=${t("Note")}><input type="text" name="text" maxlength="200" autofocus autocomplete="off" data-testid="note-text" /><//>
  <//>`;
}

/** Call a service, or a ticket that was searched, out of order; the reason goes into the log. */
export function Pick({ view, hands }) {
  const [service, setService] = useState(null);
  const { ticket } = view.dialog;
  const whom = ticket ? { leg_id: ticket.leg_id } : { service_id: service && service.id };
  const call = ({ id }) => hands.act(ticket ? "/counter/call" : "/counter/call-service", { ...whom, reason: id });
  if (!ticket && !service) {
    return html`<${ListDialog} key="service" view=${view} hands=${hands} name="pick" search=${t("Search a service")}
      title=${t("Call which service out of order?")} submit=${t("Continue")} options=${serviceOptions()} onTake=${setService} />`;
  }
  return html`<${ListDialog} key="reason" view=${view} hands=${hands} name="pick-reason" submit=${t("Call")}
    title=${t("Why is {what} called out of order?", { what: ticket ? ticket.number : service.label })}
    about=${t("The reason is kept in the log.")} options=${choiceOptions("pick")} onTake=${call} />`;
}
