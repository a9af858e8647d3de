// The way to the survey, from the start screen.
(function (kiosk) {
  "use strict";

  const html = htmPreact.html;

  kiosk.entries.push(function (_state, boot) {
    if (!boot.survey) return null;
    return html`<button key="survey" type="button" class="tile" data-do="open" data-value=${boot.survey} data-testid="survey">
      <span class="tile-text"><span class="tile-name">${kiosk.t("Fill in the survey")}</span><span class="soft">${kiosk.t("Been served? Tell us how it was.")}</span></span>
    </button>`;
  });
})(window.kiosk = window.kiosk || {});
