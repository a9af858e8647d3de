// How long the wait is: a few words for the eye, a sentence for whoever listens, and nothing where nothing is promised.
(function (kiosk) {
  "use strict";

  const html = htmPreact.html;
  const HOURS_MIN = 120; // given in half hours from here on
  const AT_ONCE_MIN = 5; // nobody waits, and so little is promised: then it is no wait

  /** Of several services the shortest and the longest wait; null where one of them promises nothing. */
  kiosk.widest = function (waits) {
    if (!waits.length || waits.indexOf(null) >= 0) return null;
    return {
      least: Math.min.apply(null, waits.map(function (wait) { return wait.least; })),
      most: Math.max.apply(null, waits.map(function (wait) { return wait.most; }))
    };
  };

  // Half hours with the sign of the language: 1,5 or 1.5.
  function hours(minutes) {
    const text = String(minutes / 60);
    return document.documentElement.lang === "id" ? text.replace(".", ",") : text;
  }

  function inHours(wait) { return {least: hours(wait.least), most: hours(wait.most)}; }

  function briefly(wait) {
    if (wait.most >= HOURS_MIN) {
      return wait.least ? kiosk.t("{least}–{most} hours", inHours(wait)) : kiosk.t("up to {most} hours", inHours(wait));
    }
    return wait.least ? kiosk.t("{least}–{most} minutes", wait) : kiosk.t("up to {most} minutes", wait);
  }

  /** The wait in a sentence. */
  kiosk.waitText = function (wait) {
    if (wait.most >= HOURS_MIN) {
      return wait.least
        ? kiosk.t("expected wait {least} to {most} hours", inHours(wait)) : kiosk.t("expected wait up to {most} hours", inHours(wait));
    }
    return wait.least ? kiosk.t("expected wait {least} to {most} minutes", wait) : kiosk.t("expected wait up to {most} minutes", wait);
  };

  function peopleText(count) {
    return count === 1 ? kiosk.t("1 person") : kiosk.t("{count} people", {count: count});
  }

  /** How many wait. */
  kiosk.queueText = function (count) {
    return count ? kiosk.t("{count} waiting", {count: count}) : kiosk.t("No queue");
  };

  function isWorthTelling(count, wait) {
    return wait !== null && (count > 0 || wait.most > AT_ONCE_MIN);
  }

  /** How many wait and how long it takes, in as many words as fit beside a name; `wait` is null where nobody knows. */
  kiosk.queue = function (count, wait) {
    const told = isWorthTelling(count, wait) ? wait : null;
    return html`<span class="queue">
      ${count || !told ? html`<span class=${count ? "pill" : "pill none"} aria-hidden="true">${count ? peopleText(count) : kiosk.t("No wait")}</span>` : null}
      ${told ? html`<span class="wait" aria-hidden="true" data-testid="wait">${briefly(told)}</span>` : null}
      <span class="visually-hidden">${[kiosk.queueText(count)].concat(told ? kiosk.waitText(told) : []).join(", ")}</span>
    </span>`;
  };

  /** The same of one service, as facts in a row. */
  kiosk.queueFacts = function (count, wait) {
    return [kiosk.queueText(count)].concat(isWorthTelling(count, wait) ? kiosk.waitText(wait) : []);
  };
})(window.kiosk = window.kiosk || {});
