// What a browser keeps over a reload. Where it keeps nothing, because its disk is full, or a policy or its owner forbids
// it, the page itself remembers as long as it is open: no screen stands still over what it only wished to remember.
// So it is in a training, which must leave nothing beside what the office's own screens remember.
(function () {
  "use strict";
  const Antrean = window.Antrean;

  const isTraining = Boolean(Antrean.boot.base);

  function keeping(storage) {
    const here = {}; // what could not be kept
    return {
      /** The text under this name, or null. */
      get: function (name) {
        if (name in here) { return here[name]; }
        try { return window[storage].getItem(name); } catch (refused) { return null; }
      },
      set: function (name, text) {
        delete here[name];
        try { window[storage].setItem(name, text); } catch (refused) { here[name] = text; }
      },
      forget: function (name) {
        delete here[name];
        try { window[storage].removeItem(name); } catch (refused) { /* then nothing was kept either */ }
      }
    };
  }

  /** On this computer, for all its tabs. */
  Antrean.kept = keeping(isTraining ? "none" : "localStorage");

  /** In this tab. */
  Antrean.keptInTab = keeping(isTraining ? "none" : "sessionStorage");
})();
