// The spare of a live line: plain questions over HTTP, in a network that lets pages through and no websocket.
(function () {
  "use strict";
  const Antrean = window.Antrean;

  const PATIENCE_MS = 4000;
  const OTHER_PERSON = 409;
  const SPREAD = 0.25; // of the time between two questions: not every screen of a hall at once

  function stateIn(request, read) {
    try {
      return request.status === 200 ? read(JSON.parse(request.responseText)) : null;
    } catch (notJson) {
      return null; // the page of a sign-in, or of a proxy
    }
  }

  /** Questions to one address, as long as somebody looks for answers. */
  class Spare {
    /**
     * @param {{url: string, every_ms: number, read: (function(Object): Object)=,
     *   refused: (function(Object))=}} rules read: the state in an answer; refused: told that the page is another person's
     * @param {function(): function(Object)} question called when it asks; what it answers takes the state
     */
    constructor(rules, question) {
      this.rules = rules;
      this.read = rules.read || function (answer) { return answer.state; };
      this.question = question;
      this.nextAt = 0;
      this.answeredAt = null;
    }

    /** Whether answers come now, and how long the newest has held. @param {number} now of performance.now() */
    isFresh(now) {
      return this.answeredAt !== null && now - this.answeredAt < this.rules.every_ms * (1 + SPREAD) + PATIENCE_MS;
    }

    /** Ask, if it is time. done() is told of each answer. */
    look(now, done) {
      if (now < this.nextAt) { return; }
      const take = this.question();
      this.nextAt = now + this.rules.every_ms * (1 + SPREAD * (2 * Math.random() - 1));
      Antrean.request({ url: this.rules.url, patience_ms: PATIENCE_MS }, (request) => {
        if (request.status === OTHER_PERSON && this.rules.refused) { this.rules.refused(JSON.parse(request.responseText)); }
        const state = stateIn(request, this.read);
        if (!state) { return; }
        this.answeredAt = performance.now();
        take(state);
        done();
      });
    }

    /** The live line is back: the next time it fails, it is asked at once. */
    rest() {
      this.nextAt = 0;
      this.answeredAt = null;
    }
  }

  Antrean.Spare = Spare;
})();
