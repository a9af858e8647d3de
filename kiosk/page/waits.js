// How long the wait is: a few words for the eye, a sentence for whoever listens, and nothing where nothing is promised.
(function (kiosk) {
  "use strict";

  const html = htmPreact.html;
  const AT_ONCE_MIN = 5; // nobody waits, and so little is promised: then it is no wait

  /** Of several services the shortest and the longest wait; null where one of them promises nothing. */
  kiosk.widest = function (waits) {
    if (!waits.length || waits.indexOf(null) >= 0) return null;
    return {
      least: Math.min.apply(null, waits.map(function (wait) { return wait.least; })),
      most: Math.max.apply(null, waits.map(function (wait) { return wait.most; }))
    };
  };

  function briefly(wait) {
    return wait.least ? kiosk.t("{least}–{most} minutes", wait) : kiosk.t("up to {most} minutes", wait);
  }

  /** The wait in a sentence. */
  kiosk.waitText = function (wait) {
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
      <span class=${count ? "pill" : "pill none"} aria-hidden="true">${count ? peopleText(count) : kiosk.t("No wait")}</span>
      ${told ? html`<span class="wait" aria-hidden="true" data-testid="wait">${briefly(told)}</span>` : null}
      <span class="visually-hidden">${[kiosk.queueText(count)].concat(told ? kiosk.waitText(told) : []).join(", ")}</span>
    </span>`;
  };

  /** The same of one service, as facts in a row. */
  kiosk.queueFacts = function (count, wait) {
    return [kiosk.queueText(count)].concat(isWorthTelling(count, wait) ? kiosk.waitText(wait) : []);
  };
})(window.kiosk = window.kiosk || {});
