// What hands do to the browser itself, on a screen that belongs to nobody: make it larger with two fingers, mark text,
// open a menu by a long press, pull it to load anew. None of that may be there for who comes next.
// A keyboard's own ways (Ctrl and plus) stay: they are those of who sets the screen up.
(function () {
  "use strict";
  const Antrean = window.Antrean;

  const LARGER = 1.01;
  const REFUSED = ["contextmenu", "selectstart", "dragstart", "gesturestart"];
  const STILL = {
    touchAction: "pan-x pan-y", overscrollBehavior: "none", userSelect: "none", webkitUserSelect: "none", webkitTouchCallout: "none"
  };

  function refuse(event) { event.preventDefault(); }

  // Some touch frames tell of two fingers as of a wheel.
  function refuseSize(event) {
    if (event.ctrlKey) { refuse(event); }
  }

  Object.assign(document.documentElement.style, STILL);
  REFUSED.forEach(function (name) { document.addEventListener(name, refuse); });
  document.addEventListener("wheel", refuseSize, { passive: false });

  Antrean.hands = {
    /** Nothing is marked any more. */
    unmark: function () { window.getSelection().removeAllRanges(); },
    /** Whether the page is larger all the same: some browsers can be told to let every page become so. */
    isLarger: function () {
      const seen = window.visualViewport;
      return Boolean(seen) && seen.scale > LARGER;
    },
    /** No script makes a page smaller; loading it anew in its own place does, which `reload` would not. */
    load: function () { location.replace(location.href); }
  };
})();
