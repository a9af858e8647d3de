// The note that the turn is near, and that it has come: by vibration, and by a sound once a tap has allowed it. The
// sounds are made here, none is loaded.
(function () {
  "use strict";
  const Antrean = window.Antrean;
  const t = Antrean.t;

  const NEAR = { vibration: [200, 150, 200], notes: [660, 880] };
  const CALL = { vibration: [400, 200, 400, 200, 800], notes: [660, 880, 1100, 660, 880, 1100] };
  const NOTE_S = 0.3;
  const LOUD = 0.4;
  const Audio = window.AudioContext || window.webkitAudioContext;
  let context = null;
  let isKnown = false; // that the turn is near

  function play(notes) {
    if (!context) { return; }
    context.resume(); // a phone that slept has stopped it
    notes.forEach((hertz, place) => tone(hertz, context.currentTime + place * NOTE_S));
  }

  function tone(hertz, at) {
    const voice = context.createOscillator();
    const loudness = context.createGain();
    voice.frequency.value = hertz;
    loudness.gain.setValueAtTime(0.0001, at);
    loudness.gain.exponentialRampToValueAtTime(LOUD, at + 0.02);
    loudness.gain.exponentialRampToValueAtTime(0.0001, at + NOTE_S);
    voice.connect(loudness);
    loudness.connect(context.destination);
    voice.start(at);
    voice.stop(at + NOTE_S);
  }

  function note(kind) {
    if (navigator.vibrate) { navigator.vibrate(kind.vibration); }
    play(kind.notes);
  }

  // A browser lets a page sound only once somebody has touched it for that.
  function turn() {
    const button = document.getElementById("remind-button");
    if (context) { context.close(); }
    context = context ? null : new Audio();
    button.setAttribute("aria-pressed", String(Boolean(context)));
    Antrean.write(button, context ? t("Reminder is on") : t("Remind me"));
    play(NEAR.notes);
  }

  const offered = document.getElementById("remind");
  if (offered && Audio) {
    offered.hidden = false;
    document.getElementById("remind-button").addEventListener("click", turn);
  }

  Antrean.note = {
    /** Few are ahead: told once. */
    near: function () {
      if (!isKnown) { note(NEAR); }
      isKnown = true;
    },
    /** Who opens the page then needs no note. */
    known: function () { isKnown = true; },
    call: function () { note(CALL); }
  };
})();
