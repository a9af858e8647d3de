// A screen that waits for its pairing: shows its code, gets a new one when the old one is too old, and loads its own
// page as soon as the code was typed in. Classic script: it also runs on TVs of 2017.
(function () {
  "use strict";

  const ASK_EVERY_MS = 3000;
  const boot = window.Antrean.boot;
  const lines = Array.prototype.slice.call(document.querySelectorAll(".left"));

  function t(msgid, values, lang) {
    return Antrean.speaking(boot.texts[lang])(msgid, values);
  }

  function tell(words, isCut) {
    lines.forEach(function (line) {
      line.textContent = words(line.getAttribute("data-lang"));
      line.classList.toggle("is-cut", isCut);
    });
  }

  function show(asked) {
    const code = asked.code.slice(0, 3) + " " + asked.code.slice(3);
    const minutes = Math.max(1, Math.ceil(asked.left_s / 60));
    Antrean.write(document.getElementById("code"), code);
    tell(function (lang) {
      return t("The code is valid for {minutes} more min and then changes by itself.", {minutes: minutes}, lang);
    }, false);
  }

  function cut() {
    tell(function (lang) { return t("The server cannot be reached. This screen tries again by itself.", {}, lang); }, true);
  }

  function refused() {
    tell(function (lang) { return t("Too many screens ask for a code. This screen tries again by itself.", {}, lang); }, true);
  }

  function again() {
    setTimeout(ask, ASK_EVERY_MS);
  }

  function answered(request) {
    if (request.status === 429) refused();
    else if (request.status !== 200) cut();
    else if (JSON.parse(request.responseText).is_paired) return location.reload();
    else show(JSON.parse(request.responseText));
    again();
  }

  function ask() {
    Antrean.request({url: boot.ask, body: {}}, answered, function () { cut(); again(); });
  }

  // A browser that keeps no cookie would be a new screen at each question, and never a paired one.
  if (navigator.cookieEnabled) ask();
  else tell(function (lang) { return t("This browser keeps no cookies, so it cannot be paired.", {}, lang); }, true);
})();
