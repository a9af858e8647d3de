// Which clips say a call, in which order. Pure functions; nothing here touches sound or the page.
(function () {
  "use strict";
  const Antrean = window.Antrean = window.Antrean || {};

  const ONES = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"];
  const LARGEST = 9999;

  /** Words of a whole number from 0 to 9999, "se-" in place of "satu" before belas, puluh, ratus, ribu. */
  function cardinal(value) {
    if (value < 10) { return [ONES[value]]; }
    if (value < 20) { return value < 12 ? [["sepuluh", "sebelas"][value - 10]] : [ONES[value - 10], "belas"]; }
    if (value < 100) { return scaled(value, 10, "sepuluh", "puluh"); }
    if (value < 1000) { return scaled(value, 100, "seratus", "ratus"); }
    return scaled(value, 1000, "seribu", "ribu");
  }

  function scaled(value, unit, single, plural) {
    const count = Math.floor(value / unit);
    const rest = value % unit;
    const head = count === 1 ? [single] : cardinal(count).concat(plural);
    return rest === 0 ? head : head.concat(cardinal(rest));
  }

  /** Words of a printed number, sign by sign: "A001" -> a nol nol satu. Signs without a sound are left out. */
  function signs(printed) {
    return printed.toLowerCase().replace(/[^a-z0-9]/g, "").split("").map(function (sign) {
      return /[0-9]/.test(sign) ? ONES[Number(sign)] : sign;
    });
  }

  /** Phrases of one call's sentence; a breath belongs between two phrases. */
  function phrases(call) {
    const letters = signs(call.number.replace(/[0-9]/g, ""));
    const digits = signs(call.number.replace(/[^0-9]/g, ""));
    const counter = call.counter > LARGEST ? signs(String(call.counter)) : cardinal(call.counter);
    return [["nomor-antrean"], letters, digits, ["silakan-menuju", "loket"].concat(counter)].filter(function (phrase) {
      return phrase.length > 0;
    });
  }

  /** All clips of one call in order: the chime, then the sentence once. */
  function clips(call) {
    return [].concat.apply(["chime"], phrases(call));
  }

  Antrean.words = { cardinal: cardinal, signs: signs, phrases: phrases, clips: clips };
})();
