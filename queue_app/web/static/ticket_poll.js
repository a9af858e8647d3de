// Asks for the line of the whole office: the same bytes for every phone, and none where nothing has changed. So a
// server has thousands of pages, of which only those near their turn hold a line of their own.
(function () {
  "use strict";
  const Antrean = window.Antrean;

  const SEEN_MS = 5000; // between two questions of a page that somebody looks at
  const UNSEEN_MS = 30000;
  const AGAIN_MS = 2000; // after one that failed
  const AT_ONCE_MS = 1000; // not again so soon, however often a page is shown
  const SPREAD = 0.25; // not all phones of a hall at once
  const PATIENCE_MS = 5000;
  const TRIES = 2; // fail before anybody is told

  /** Questions after the line of an office, until it is stopped. */
  class Poll {
    /**
     * @param {string} url
     * @param {Object} on line(line): a new one has come
     *   same(): it is as it was
     *   cut(since): tells since when (ms of the server's clock) nothing is heard, null once there is an answer again
     */
    constructor(url, on) {
      this.url = url;
      this.on = on;
      this.mark = "";
      this.failed = 0;
      this.heardAt = Antrean.clock.now();
      this.askedAt = performance.now();
      this.timer = null;
      this.isAsking = this.isCut = this.isOver = false;
      this.pace = 1; // how many times slower, where nothing is due
      document.addEventListener("visibilitychange", () => { if (document.hidden) { this.wait(UNSEEN_MS); } else { this.now(); } });
      window.addEventListener("online", () => this.now());
      window.addEventListener("offline", () => this.cut());
      this.next();
    }

    /** Something else brings what it would have brought. */
    stop() {
      this.isOver = true;
      clearTimeout(this.timer);
      this.uncut();
    }

    next() { this.wait((document.hidden ? UNSEEN_MS : SEEN_MS) * this.pace); }

    wait(ms) {
      clearTimeout(this.timer);
      if (!this.isOver) { this.timer = setTimeout(() => this.ask(), ms * (1 + SPREAD * (2 * Math.random() - 1))); }
    }

    now() {
      if (performance.now() - this.askedAt > AT_ONCE_MS) { this.ask(); } else { this.next(); }
    }

    ask() {
      if (this.isOver || this.isAsking) { return; }
      this.isAsking = true;
      this.askedAt = performance.now();
      Antrean.request({ url: this.url, patience_ms: PATIENCE_MS, mark: this.mark },
        (request) => this.answered(request), () => this.unanswered());
    }

    answered(request) {
      const line = request.status === 304 ? null : lineIn(request);
      if (request.status !== 304 && !line) { this.unanswered(); return; }
      this.isAsking = false;
      if (this.isOver) { return; }
      this.hear(Date.parse(request.getResponseHeader("Date")));
      this.next(); // whatever becomes of this one
      if (line) {
        this.mark = request.getResponseHeader("ETag") || "";
        this.on.line(line);
      } else {
        this.on.same();
      }
    }

    hear(date) {
      if (date) { Antrean.clock.set(date); }
      this.heardAt = Antrean.clock.now();
      this.failed = 0;
      this.uncut();
    }

    uncut() {
      if (this.isCut) { this.on.cut(null); }
      this.isCut = false;
    }

    unanswered() {
      this.isAsking = false;
      this.failed += 1;
      if (this.failed >= TRIES) { this.cut(); }
      this.wait(AGAIN_MS * Math.min(this.failed, TRIES));
    }

    cut() {
      if (this.isCut || this.isOver) { return; }
      this.isCut = true;
      this.on.cut(this.heardAt);
    }
  }

  function lineIn(request) {
    try {
      const line = request.status === 200 ? JSON.parse(request.responseText) : null;
      return line && line.line ? line : null;
    } catch (notJson) {
      return null; // the page of a proxy or of a network that wants a sign-in
    }
  }

  Antrean.Poll = Poll;
})();
