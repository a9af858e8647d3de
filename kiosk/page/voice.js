// The way to what citizens have to say, from the start screen.
(function (kiosk) {
  "use strict";

  const html = htmPreact.html;

  kiosk.entries.push(function (_state, boot) {
    if (!boot.voice) return null;
    return html`<button key="voice" type="button" class="tile" data-do="open" data-value=${boot.voice} data-testid="voice">
      <span class="tile-text"><span class="tile-name">${kiosk.t("Complaint or idea")}</span><span class="soft">${kiosk.t("Here, on your own phone, or on paper.")}</span></span>
    </button>`;
  });
})(window.kiosk = window.kiosk || {});
