// The server's clock and the office's time of day. The clock and the zone of the device itself are not trusted.
(function () {
  "use strict";
  const Antrean = window.Antrean;
  const boot = Antrean.boot;

  const SAMPLES = 8;
  const CLOCK_WAS_SET_MS = 2000;

  // Digits only, always in this form: a TV may lack the Indonesian locale and would then answer in English.
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: boot.office.time_zone, hour12: false,
    year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
  });
  let samples = [];
  let ahead_ms = 0;

  /**
   * Take the server's time. Of the last ones the one that was least on its way counts, so that two displays of a hall
   * speak at the same moment.
   */
  function set(at) {
    const sample = at - Date.now();
    if (Math.abs(sample - ahead_ms) > CLOCK_WAS_SET_MS) { samples = []; }
    samples.push(sample);
    if (samples.length > SAMPLES) { samples.shift(); }
    ahead_ms = Math.max.apply(null, samples);
  }

  /** The server's time, in milliseconds since 1970. */
  function now() { return Date.now() + ahead_ms; }

  /** A moment in the office's zone: {year, month, day, hour, minute}, two digits each but the year. */
  function inOffice(when) {
    const found = parts.format(new Date(when)).match(/\d+/g);
    return { month: found[0], day: found[1], year: found[2], hour: found[3] === "24" ? "00" : found[3], minute: found[4] };
  }

  /** "08.05" in the office's zone. */
  function timeText(when) {
    const at = inOffice(when);
    return at.hour + "." + at.minute;
  }

  /** "2026-11-22" in the office's zone. */
  function dateText(when) {
    const at = inOffice(when);
    return at.year + "-" + at.month + "-" + at.day;
  }

  set(boot.state.now);
  Antrean.clock = { set: set, now: now, inOffice: inOffice, timeText: timeText, dateText: dateText };
})();
