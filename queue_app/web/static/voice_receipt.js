// The receipt: the draft is gone, the code can be copied and the sheet printed.
(function () {
  "use strict";

  const code = document.getElementById("code");
  const copy = document.getElementById("copy");
  const print = document.getElementById("print");

  function select() {
    const range = document.createRange();
    range.selectNodeContents(code);
    const chosen = window.getSelection();
    chosen.removeAllRanges();
    chosen.addRange(range);
  }

  try {
    localStorage.removeItem("antrean.voice." + document.querySelector("[data-sent]").getAttribute("data-sent"));
  } catch (_none) { /* nothing was kept there */ }
  copy.hidden = print.hidden = false;
  copy.addEventListener("click", function () {
    select();
    document.getElementById("copied").hidden = !document.execCommand("copy"); // also over HTTP, also in 2018
  });
  print.addEventListener("click", function () { window.print(); });
}());
