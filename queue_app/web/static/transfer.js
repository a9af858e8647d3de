// Choosing the service a ticket goes on to: type to filter, arrows to move, Enter picks, Esc closes.
import { Component, html } from "./vendor/preact-htm.mjs";
import { t } from "./texts.js";

/** Services whose name holds every typed word; without those the ticket cannot go to, its own. */
export function matching(services, typed, ownId) {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return services.filter(({ id, name }) => id !== ownId && words.every((word) => name.toLowerCase().includes(word)));
}

export class Transfer extends Component {
  constructor() {
    super();
    this.state = { typed: "", at: 0 };
  }

  componentDidMount() {
    this.cameFrom = document.activeElement;
    this.base.showModal();
  }

  componentWillUnmount() {
    if (this.cameFrom.isConnected) this.cameFrom.focus();
  }

  componentDidUpdate() {
    const chosen = this.base.querySelector("[aria-selected=true]");
    if (chosen) chosen.scrollIntoView({ block: "nearest" });
  }

  found() {
    return matching(this.props.services, this.state.typed, this.props.open.service_id);
  }

  onKey(event) {
    const found = this.found();
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in moves && found.length > 0) {
      event.preventDefault();
      this.setState({ at: (this.state.at + moves[event.key] + found.length) % found.length });
    } else if (event.key === "Enter" && !event.repeat && found[this.state.at]) {
      event.preventDefault();
      this.props.hands.transfer(found[this.state.at].id);
    }
  }

  render({ open, hands }, { typed, at }) {
    const found = this.found();
    return html`<dialog class="transfer" aria-labelledby="transfer-title" onClose=${hands.leaveTransfer}>
      <h2 id="transfer-title">${t("Transfer {number} to which service?", { number: open.number })}</h2>
      <p class="soft">${t("Now: {service}. The time of arrival stays.", { service: open.service })}</p>
      <input type="text" role="combobox" autocomplete="off" autofocus data-testid="service-search"
        aria-label=${t("Search a service")} placeholder=${t("Search a service")} value=${typed}
        aria-expanded="true" aria-controls="transfer-list" aria-autocomplete="list"
        aria-activedescendant=${found[at] ? `to-${found[at].id}` : null}
        onInput=${(event) => this.setState({ typed: event.target.value, at: 0 })}
        onKeyDown=${(event) => this.onKey(event)} />
      <ul id="transfer-list" role="listbox" aria-label=${t("Services")} tabindex="-1">
        ${found.map(({ id, name }, place) => html`<li key=${id} id=${`to-${id}`} role="option"
          aria-selected=${String(place === at)} data-testid=${`service-choice-${id}`} onClick=${() => hands.transfer(id)}>${name}</li>`)}
      </ul>
      ${found.length === 0 && html`<p class="soft" role="status">${t("No service has this name.")}</p>`}
      <div class="transfer-foot">
        <span class="soft"><kbd>↑</kbd> <kbd>↓</kbd> ${t("move")} · <kbd>Enter</kbd> ${t("choose")} · <kbd>Esc</kbd> ${t("cancel")}</span>
        <button type="button" class="button" data-testid="transfer-cancel" onClick=${hands.leaveTransfer}>${t("Cancel")}</button>
      </div>
    </dialog>`;
  }
}
