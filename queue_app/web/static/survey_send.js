// Sending what a person has answered, until the server has it: a cut line loses nothing, and nothing counts twice.
(function (survey) {
  "use strict";

  const BACKOFF_MS = 2000;
  const TRY_AGAIN = [0, 408, 425, 502, 503, 504];
  const HAS_IT = "already_answered"; // an earlier try came through, and its answer was lost on the way

  function read(request) {
    try {
      return JSON.parse(request.responseText) || {};
    } catch (notJson) {
      return {};
    }
  }

  /**
   * Post until it is answered: done(answer), or refused(message), is called once. cut() is told of each try that failed.
   * @param {{url: string, body: Object, isOnce: boolean=}} asked isOnce: that it was taken before is as good
   */
  survey.send = function (asked, on) {
    let tries = 0;

    function again() {
      on.cut();
      setTimeout(attempt, BACKOFF_MS);
    }

    function answered(request) {
      const answer = read(request);
      if (request.status >= 200 && request.status < 300) on.done(answer);
      else if (answer.error === "not_paired") location.reload(); // the page then says what to do
      else if (answer.error === HAS_IT && (tries > 1 || asked.isOnce)) on.done({});
      else if (TRY_AGAIN.indexOf(request.status) >= 0) again();
      else on.refused(answer.message || null);
    }

    function attempt() {
      tries += 1;
      Antrean.request(asked, answered, again);
    }

    attempt();
  };

  /** One question to the server now: done(answer) or cut(). */
  survey.ask = function (url, on) {
    Antrean.request({ url: url }, function (request) {
      if (request.status === 200) on.done(read(request));
      else if (request.status === 401) location.reload();
      else on.cut();
    }, on.cut);
  };
})(window.survey = window.survey || {});
