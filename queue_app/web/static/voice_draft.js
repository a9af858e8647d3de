// What is half written survives a reload and a cut line: on this device alone, for a day, without name and pictures.
(function () {
  "use strict";

  const DAY_MS = 24 * 3600 * 1000;
  const LEFT_OUT = ["name", "contact", "website"]; // who it is from is written last, and never kept
  const form = document.querySelector("form[data-draft]");
  const key = "antrean.voice." + form.getAttribute("data-draft");
  const told = document.getElementById("draft");
  let isKept = true;

  function blanks() {
    return Array.prototype.filter.call(form.elements, function (each) {
      return each.name && each.type !== "file" && LEFT_OUT.indexOf(each.name) < 0;
    });
  }

  function isChoice(each) { return each.type === "radio" || each.type === "checkbox"; }

  function written() {
    const found = {};
    blanks().forEach(function (each) { if (!isChoice(each) || each.checked) { found[each.name] = each.value; } });
    return found;
  }

  function keep() {
    if (!isKept || !form.elements.text.value) { return; }
    try {
      localStorage.setItem(key, JSON.stringify({ at: Date.now(), blanks: written() }));
      told.hidden = false;
    } catch (_full) { /* a private window, or no room: then nothing is kept, and nothing is said of it */ }
  }

  function kept() {
    try {
      const found = JSON.parse(localStorage.getItem(key) || "null");
      if (found && Date.now() - found.at < DAY_MS && found.at <= Date.now()) { return found.blanks; }
      localStorage.removeItem(key);
    } catch (_none) { /* as above */ }
    return null;
  }

  function putBack(found) {
    if (!found || form.elements.text.value) { return; } // a form that came back holds what was written
    blanks().forEach(function (each) {
      if (isChoice(each)) { each.checked = found[each.name] === each.value; }
      else if (each.name in found) { each.value = found[each.name]; }
    });
    told.hidden = false;
  }

  function forget() {
    isKept = false;
    localStorage.removeItem(key);
    form.reset();
    told.hidden = true;
  }

  putBack(kept());
  form.addEventListener("input", keep);
  form.addEventListener("change", keep);
  document.getElementById("draft-forget").addEventListener("click", forget);
}());
