// In the place of the live line: a screen that is only looked at, in small. It hears nothing, says nothing, and shows a
// call that nobody made.
(function () {
  "use strict";
  const Antrean = window.Antrean;

  window.AudioContext = window.webkitAudioContext = undefined;

  /** A line on which nothing comes. */
  Antrean.Line = class {
    constructor() {
      this.socket = { connected: false, on: function () {}, emit: function () {} };
      setTimeout(function () { Antrean.player.onstart(Antrean.boot.voice.sample); });
    }

    ask() {}
  };
})();
