// The public page of an office: renews what changes in the course of the day, while somebody looks at it.
// Without this script the page is complete, and its own link shows it anew.
"use strict";

(function () {
  const EVERY_MS = 30000;
  const cut = document.getElementById("cut");

  function show(page) {
    const parts = Array.from(document.querySelectorAll("[data-now]"));
    const fresh = parts.map((part) => page.getElementById(part.id));
    const isAnother = fresh.some((part) => !part) || page.querySelectorAll("[data-now]").length !== parts.length;
    if (isAnother) {
      location.reload(); // the office has other services now
      return;
    }
    parts.forEach((part, place) => {
      if (part.innerHTML !== fresh[place].innerHTML) part.innerHTML = fresh[place].innerHTML;
    });
  }

  function renew() {
    if (document.hidden) return;
    fetch(location.href, { credentials: "same-origin" })
      .then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(String(answer.status)))))
      .then((text) => {
        show(new DOMParser().parseFromString(text, "text/html"));
        cut.hidden = true;
      })
      .catch(() => {
        cut.hidden = false;
      });
  }

  if (!window.fetch) return;
  setInterval(renew, EVERY_MS);
  document.addEventListener("visibilitychange", renew);
})();
