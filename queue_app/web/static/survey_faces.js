// Four faces for one press. Each has its word beside it: a colour or a mouth alone says nothing to who cannot see it.
(function (survey) {
  "use strict";

  const html = htmPreact.html;
  const MOUTHS = { // score -> from a mouth that hangs to one that laughs
    1: "M15 35q9-11 18 0",
    2: "M16 33q8-5 16 0",
    3: "M16 30q8 6 16 0",
    4: "M14 28h20q-2 11-10 11t-10-11z"
  };

  function words(t) {
    return { 1: t("Not satisfied"), 2: t("Less satisfied"), 3: t("Satisfied"), 4: t("Very satisfied") };
  }

  function face(score, word) {
    return html`<button key=${"face-" + score} type="button" class=${"face face-" + score} data-do="rate" data-value=${score} data-testid=${"face-" + score}>
      <svg viewBox="0 0 48 48" aria-hidden="true"><circle cx="24" cy="24" r="21" /><circle class="eye" cx="17" cy="19" r="2.6" /><circle class="eye" cx="31" cy="19" r="2.6" />
        <path d=${MOUTHS[score]} /></svg>
      <span>${word}</span>
    </button>`;
  }

  /** The row of faces. @param {function(string): string} t the language now shown */
  survey.faces = function (t) {
    const said = words(t);
    return html`<div class="faces" role="group" aria-labelledby="title">${[1, 2, 3, 4].map(function (score) { return face(score, said[score]); })}</div>`;
  };
})(window.survey = window.survey || {});
