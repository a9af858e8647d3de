// A scanned receipt brings its code behind the #, which no server sees: it goes into the blank, and out of the address.
(function () {
  "use strict";

  const code = location.hash.slice(1);
  if (/^[A-Za-z0-9]{10}$/.test(code)) {
    document.getElementById("code").value = code;
    history.replaceState(null, "", location.pathname + location.search);
  }
}());
