// What every page begins with: what the server wrote into it, its texts, and a request. The first script of every page.
(function () {
  "use strict";
  const Antrean = window.Antrean = window.Antrean || {};

  const PATIENCE_MS = 5000;

  /** What the server wrote into the page: lang, texts, office, state and more. */
  Antrean.boot = JSON.parse(document.getElementById("boot").textContent);

  const base = Antrean.boot.base || ""; // where this program stands: "", or below an address of its own, as a training

  /** Where "/counter/state" is; what is below the base already, or no path from the root, stays as it is. */
  Antrean.here = function (url) { return url.charAt(0) !== "/" || url.indexOf(base + "/") === 0 ? url : base + url; };

  /** A text with {name} replaced by values.name. */
  Antrean.fill = function (text, values) {
    return text.replace(/\{(\w+)\}/g, function (hole, name) { return name in values ? String(values[name]) : hole; });
  };

  /** How a catalogue speaks: the text of an English msgid, with its {names} filled; the msgid itself where it has none. */
  Antrean.speaking = function (texts) {
    return function (msgid, values) { return Antrean.fill(texts[msgid] || msgid, values || {}); };
  };

  /** The text in the page's language. */
  Antrean.t = Antrean.speaking(Antrean.boot.texts);

  const written = new WeakMap(); // node -> its text, as it was before a browser translated it

  /**
   * Set a text only where it is another one: a screen reader reads a status again each time it is set, and a browser that
   * translates the page translates it again.
   */
  Antrean.write = function (node, text) {
    if ((written.has(node) ? written.get(node) : node.textContent) !== text) { node.textContent = text; }
    written.set(node, text);
  };

  /**
   * One request: a POST where there is a body. done(request) gets whatever was answered; failed() is told that nothing was.
   * @param {{url: string, body: Object=, type: string=, patience_ms: number=, mark: string=}} asked
   *   type: of the response, a text otherwise; mark: of the answer that is here already, which is not sent again
   */
  Antrean.request = function (asked, done, failed) {
    const request = new XMLHttpRequest();
    request.open(asked.body ? "POST" : "GET", Antrean.here(asked.url));
    request.timeout = asked.patience_ms || PATIENCE_MS;
    request.responseType = asked.type || "";
    if (asked.body) { request.setRequestHeader("Content-Type", "application/json"); }
    if (asked.mark) { request.setRequestHeader("If-None-Match", asked.mark); }
    if (Antrean.boot.csrf) { request.setRequestHeader("X-CSRFToken", Antrean.boot.csrf); } // whose page asks
    request.onload = function () { done(request); };
    request.onerror = request.ontimeout = failed || null;
    request.send(asked.body ? JSON.stringify(asked.body) : null);
    return request;
  };
})();
