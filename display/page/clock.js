// The office's time of day, from the server's clock and the office's zone; the TV's own clock and zone are not trusted.
(function () {
  "use strict";
  const Antrean = window.Antrean;
  const t = Antrean.t;

  const SAMPLES = 8;
  const CLOCK_WAS_SET_MS = 2000;
  const WEEKDAYS = [t("Sunday"), t("Monday"), t("Tuesday"), t("Wednesday"), t("Thursday"), t("Friday"), t("Saturday")];
  const MONTHS = [t("January"), t("February"), t("March"), t("April"), t("May"), t("June"), t("July"), t("August"),
    t("September"), t("October"), t("November"), t("December")];

  // Digits only, always in this form: a TV may lack the Indonesian locale and would then answer in English.
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: Antrean.boot.office.zone, hour12: false,
    year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
  });
  let samples = [];
  let ahead_ms = 0;

  function inOffice(moment) {
    const found = parts.format(moment).match(/\d+/g);
    return { month: Number(found[0]), day: Number(found[1]), year: Number(found[2]),
      hour: found[3] === "24" ? "00" : found[3], minute: found[4] };
  }

  /**
   * Take the server's time (ms) from a state or beat. Of the last ones the one that was least on its way counts, so that
   * two displays of a hall speak at the same moment.
   */
  function set(now) {
    const sample = now - Date.now();
    if (Math.abs(sample - ahead_ms) > CLOCK_WAS_SET_MS) { samples = []; }
    samples.push(sample);
    if (samples.length > SAMPLES) { samples.shift(); }
    ahead_ms = Math.max.apply(null, samples);
  }

  /** The server's time now, as a Date. */
  function now() { return new Date(Date.now() + ahead_ms); }

  /** "08.05" in the office's zone. */
  function timeText(moment) {
    const at = inOffice(moment);
    return t("{hour}:{minute}", { hour: at.hour, minute: at.minute });
  }

  /** "Minggu, 22 November 2026" in the office's zone. */
  function dateText(moment) {
    const at = inOffice(moment);
    const weekday = WEEKDAYS[new Date(Date.UTC(at.year, at.month - 1, at.day)).getUTCDay()];
    return t("{weekday}, {day} {month} {year}", { weekday: weekday, day: at.day, month: MONTHS[at.month - 1], year: at.year });
  }

  Antrean.clock = { set: set, now: now, timeText: timeText, dateText: dateText };
})();
