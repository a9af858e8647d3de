// What a screen is known by with the supervisor, and random keys.
(function () {
  "use strict";
  const Antrean = window.Antrean;

  const PLACE = "antrean.screen";

  function hex(byte) {
    return (byte + 256).toString(16).slice(1);
  }

  /** A random UUID (version 4), also where crypto.randomUUID is missing. */
  function uuid() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    const text = Array.from(bytes).map(hex).join("");
    return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join("-");
  }

  // Where the browser keeps nothing it is another screen each time.
  function kept() {
    const known = Antrean.kept.get(PLACE) || uuid();
    Antrean.kept.set(PLACE, known);
    return known;
  }

  Antrean.uuid = uuid;
  Antrean.screenKey = kept();
})();
