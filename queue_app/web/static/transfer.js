// Choosing where a ticket goes on to: type to filter, arrows to move, Enter sends; the fields below are for the rarer ways.
import { html } from "./vendor/preact-htm.mjs";
import { Field, ListDialog } from "./desk_dialog.js";
import { serviceOf, serviceOptions } from "./desk_names.js";
import { boot, t } from "./texts.js";

/** Transfer to a service, perhaps to one counter or officer, with a note, and back here afterwards. */
export function Transfer({ view, hands }) {
  const { open } = view.state;
  const transfer = (service, data) => {
    const [kind, id] = (data.get("whom") || "").split(":");
    const note = (data.get("note") || "").trim();
    hands.act("/counter/transfer", {
      leg_id: open.leg_id,
      service_id: service.id,
      ...(id && { [kind]: Number(id) }),
      ...(note && { note }),
      ...(data.get("come_back") && { come_back: true }),
    });
  };
  const others = boot.counters.filter(({ id }) => id !== view.state.desk.counter_id);
  return html`<${ListDialog} view=${view} hands=${hands} name="service" isLoose options=${serviceOptions(open.service_id)}
    title=${t("Transfer {number} to which service?", { number: open.number })} search=${t("Search a service")} label=${t("Services")}
    about=${t("Now: {service}. The time of arrival stays.", { service: serviceOf(open.service_id).name })}
    empty=${t("No service has this name.")} submit=${t("Transfer")} onTake=${transfer}>
    <div class="fields">
      <${Field} label=${t("To whom")}><select name="whom" data-testid="transfer-whom">
        <option value="">${t("Whoever is free")}</option>
        <optgroup label=${t("Counter")}>${others.map(({ id, number }) => html`<option value=${`counter_id:${id}`}>
          ${t("Counter {number}", { number })}</option>`)}</optgroup>
        <optgroup label=${t("Officer")}>${boot.colleagues.map(({ id, name }) => html`<option value=${`officer_id:${id}`}>${name}</option>`)}</optgroup>
      </select><//>
      <${Field} label=${t("Note for the colleague")}><input type="text" name="note" maxlength="200" autocomplete="off" data-testid="transfer-note" /><//>
      <label class="tick"><input type="checkbox" name="come_back" data-testid="come-back" /><span>${t("and come back here")}</span></label>
    </div>
  <//>`;
}
