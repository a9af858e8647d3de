// What this page was given at its start, and its texts in the page's language.
(function () {
  "use strict";
  const Antrean = window.Antrean = window.Antrean || {};

  Antrean.boot = JSON.parse(document.getElementById("boot").textContent);

  /** The text for an English msgid, with {name} filled from values; the msgid itself when there is no translation. */
  Antrean.t = function (msgid, values) {
    const text = Antrean.boot.texts[msgid] || msgid;
    return text.replace(/\{(\w+)\}/g, function (whole, name) {
      return values && name in values ? values[name] : whole;
    });
  };
})();
