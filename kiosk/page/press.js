// One press of "take a number": its key, its memory over a reload, and sending it until it is answered.
// The same key always goes out again, so the server makes one ticket whatever the line does.
(function (kiosk) {
  "use strict";

  const BACKOFF_MS = 1000;
  const TRY_AGAIN = {0: true, 408: true, 425: true, 429: true};

  function answerOf(request) {
    try {
      return JSON.parse(request.responseText);
    } catch (notJson) {
      return null;
    }
  }

  /**
   * The presses of one office's kiosk in this browser tab.
   * @param {string} slug the office
   */
  function presses(slug) {
    const place = "antrean.kiosk." + slug + ".press";
    return {
      /** The press that a reload interrupted, or null. */
      pending: function () {
        return JSON.parse(Antrean.keptInTab.get(place));
      },
      /** Remember a new press. @param {{service_id: number, priority: ?string, lang: string}} wish */
      begin: function (wish) {
        // Keys of one day stand together in the server's index (as tokens do: domain/queue/numbering.py).
        const press = Object.assign({key: Date.now().toString(36) + "-" + Antrean.uuid()}, wish);
        Antrean.keptInTab.set(place, JSON.stringify(press));
        return press;
      },
      keep: function (press) {
        Antrean.keptInTab.set(place, JSON.stringify(press));
      },
      forget: function () {
        Antrean.keptInTab.forget(place);
      }
    };
  }

  /**
   * Post the press until it is answered. `on.ticket(answer)` or `on.refused(message)` is called once, `message` may be null.
   * `on.told(message)` is called at each answer that says why it is not yet.
   * @returns {function()} stop: no further try and no further answer
   */
  function send(url, press, on) {
    let request = null;
    let timer = null;
    let isStopped = false;

    function again() {
      if (!isStopped) timer = setTimeout(attempt, BACKOFF_MS);
    }

    function answered() {
      if (isStopped) return;
      const answer = answerOf(request);
      if (TRY_AGAIN[request.status] && answer && answer.message) on.told(answer.message);
      const isTicket = request.status >= 200 && request.status < 300;
      if (TRY_AGAIN[request.status] || request.status >= 500 || (isTicket && !(answer && answer.number))) again();
      else if (isTicket) on.ticket(answer);
      else on.refused(answer && answer.message ? answer.message : null);
      if (answer && answer.error === "not_paired") location.reload(); // the page then says what to do
    }

    function attempt() {
      request = Antrean.request({url: url, body: press}, answered, again);
    }

    attempt();
    return function stop() {
      isStopped = true;
      clearTimeout(timer);
      request.abort();
    };
  }

  kiosk.presses = presses;
  kiosk.send = send;
})(window.kiosk = window.kiosk || {});
