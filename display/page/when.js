// Times and days in the words of the room's language.
(function () {
  "use strict";
  const Antrean = window.Antrean;
  const t = Antrean.beat.t;

  const WEEKDAYS = function () {
    return [t("Sunday"), t("Monday"), t("Tuesday"), t("Wednesday"), t("Thursday"), t("Friday"), t("Saturday")];
  };
  const MONTHS = function () {
    return [t("January"), t("February"), t("March"), t("April"), t("May"), t("June"), t("July"), t("August"),
      t("September"), t("October"), t("November"), t("December")];
  };

  /** "08.05" in the office's zone; when: ms since 1970. */
  function time(when) {
    return t("{hour}:{minute}", Antrean.clock.inOffice(when));
  }

  /** "Minggu, 22 November 2026" in the office's zone. */
  function date(when) {
    const at = Antrean.clock.inOffice(when);
    const weekday = WEEKDAYS()[new Date(Date.UTC(at.year, at.month - 1, at.day)).getUTCDay()];
    return t("{weekday}, {day} {month} {year}", { weekday: weekday, day: Number(at.day), month: MONTHS()[at.month - 1], year: at.year });
  }

  Antrean.when = { time: time, date: date };
})();
