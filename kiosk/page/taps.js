// Fingers: which press counts, and where Tab may go while a question is open.
(function (kiosk) {
  "use strict";

  const DOUBLE_TAP_MS = 400;
  const DOUBLE_TAP_PX = 48;

  /** What is on the screen now, by name. */
  function shown() {
    return document.querySelector(".rest") ? "rest" : document.querySelector("main").getAttribute("data-screen");
  }

  /**
   * The second half of a double tap must not press what the first half brought under the finger.
   * @returns {function(MouseEvent): boolean} whether this press counts
   */
  kiosk.taps = function () {
    let last = {at: -DOUBLE_TAP_MS, x: 0, y: 0, shown: ""};

    function isSecondHalf(event) {
      const isClose = Math.abs(event.clientX - last.x) < DOUBLE_TAP_PX && Math.abs(event.clientY - last.y) < DOUBLE_TAP_PX;
      return event.detail > 0 && isClose && event.timeStamp - last.at < DOUBLE_TAP_MS && last.shown !== shown();
    }

    return function counts(event) {
      if (isSecondHalf(event)) return false;
      last = {at: event.timeStamp, x: event.clientX, y: event.clientY, shown: shown()};
      return true;
    };
  };

  /** Keeps the key Tab inside what lies over the screen. @param {KeyboardEvent} event */
  kiosk.keepInside = function (event) {
    const inside = Array.from(document.querySelectorAll(".dialog button, .rest button"));
    if (!inside.length) return;
    const next = inside.indexOf(document.activeElement) + (event.shiftKey ? -1 : 1);
    inside[(next + inside.length) % inside.length].focus();
    event.preventDefault();
  };
})(window.kiosk = window.kiosk || {});
