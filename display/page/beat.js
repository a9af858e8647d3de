// The language of the room. An office that speaks several is read in one at a time: labels, slide, running text and
// closings turn to the next together. A call is shown in the first of them, from its first word to its last.
(function () {
  "use strict";
  const Antrean = window.Antrean;
  const boot = Antrean.boot;
  const room = boot.room;

  const LEAST_MS = 10000; // a line of running text is read within it
  const LENGTH_MS = Math.max(room.slide_s * 1000, room.languages.length > 1 ? LEAST_MS : 0);

  const speaking = {};
  room.languages.forEach(function (lang) { speaking[lang] = Antrean.speaking(room.texts[lang] || {}); });

  const beat = { count: 0, onlanguage: null, onbeat: null };
  let place = 0;
  let since_ms = Date.now();
  let held_ms = null; // since when a call is spoken
  let is_paused = false;

  beat.lang = function () { return room.languages[held_ms === null ? place : 0]; };

  /** The text of an English msgid in the language of now. */
  beat.t = function (msgid, values) { return speaking[beat.lang()](msgid, values); };

  /** Of a text by language the one of now. */
  beat.own = function (texts) { return texts ? texts[beat.lang()] || texts[boot.lang] || "" : ""; };

  /** How long the language of now stays; for ever where there is no other. */
  beat.left_ms = function () { return room.languages.length > 1 ? since_ms + LENGTH_MS - Date.now() : Infinity; };

  /** Something new is to be read: the beat begins anew, in the language of now. */
  beat.restart = function () { since_ms = Date.now(); };

  function changed(before) {
    if (beat.lang() === before) { return; }
    document.documentElement.lang = beat.lang(); // a screen reader speaks all of it in its own language
    beat.onlanguage();
  }

  /** To be called each second: the next language's turn. isThrough: whether what runs past has been read to its end. */
  beat.tick = function (isThrough) {
    if (held_ms !== null || is_paused || Date.now() - since_ms < LENGTH_MS) { return; }
    if (!isThrough && room.languages.length > 1) { return; }
    const before = beat.lang();
    beat.count += 1;
    place = (place + 1) % room.languages.length;
    since_ms = Date.now();
    changed(before);
    beat.onbeat();
  };

  /** Whether a call is spoken now. Its time is not counted, or in a busy hall the first language would be the only one. */
  beat.hold = function (is_now) {
    const before = beat.lang();
    if (held_ms !== null) { since_ms += Date.now() - held_ms; }
    held_ms = is_now ? Date.now() : null;
    changed(before);
  };

  beat.pause = function (is_now) {
    is_paused = is_now;
    since_ms = Date.now();
  };

  document.documentElement.lang = beat.lang();
  Antrean.beat = beat;
})();
