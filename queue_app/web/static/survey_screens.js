// The screens of the tablet: each is a function of the state and the boot data, and changes nothing. What is read stands
// above, what is pressed in the lower half, where the thumb of the hand that holds the tablet is.
(function (survey) {
  "use strict";

  const html = htmPreact.html;
  const LANGUAGES = [["id", "Bahasa Indonesia"], ["en", "English"]];
  const DIGITS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"];

  function t(text, values) { return Antrean.speaking(survey.texts)(text, values); }

  function local(byLang, lang) { return byLang[lang] || byLang.id; }

  function title(text) { return html`<h1 id="title" tabindex="-1">${text}</h1>`; }

  function button(what, text, looks, value) {
    return html`<button type="button" class=${"button " + (looks || "")} data-do=${what} data-value=${value} data-testid=${what}>${text}</button>`;
  }

  function screen(name, above, below) {
    return html`<main key=${name} data-screen=${name} data-testid=${"screen-" + name}><div class="above">${above}</div><div class="below">${below}</div></main>`;
  }

  function header(state, boot) {
    return html`<header class="top"><strong>${boot.office.name}</strong>
      <div class="languages" role="group" aria-label=${t("Language")}>${LANGUAGES.map(function (pair) {
        return html`<button type="button" class="language" lang=${pair[0]} data-do="language" data-value=${pair[0]}
          aria-pressed=${String(state.lang === pair[0])} data-testid=${"lang-" + pair[0]}>${pair[1]}</button>`;
      })}</div></header>`;
  }

  function free() { return html`<p class="soft">${t("Anonymous: your answers are kept without your name and your number.")}</p>`; }

  function rest(state, boot) {
    return screen("rest", [
      title(t("Your opinion makes this service better.")),
      html`<p class="lead">${boot.is_on ? t("Once you have been served, this tablet asks how it was.") : t("The survey is not asked here now.")}</p>`
    ], free());
  }

  function key(text) {
    return html`<button type="button" class="key" data-do="key" data-value=${text} data-testid=${"key-" + text} translate="no">${text}</button>`;
  }

  function number(state, boot) {
    return screen("number", [
      title(t("Fill in the survey")),
      html`<p class="lead">${t("Type the number of your ticket of today.")}</p>`,
      html`<output class="typed" aria-live="polite" data-testid="typed" translate="no">${state.typed || "–"}</output>`,
      state.message ? html`<p class="message" role="alert" data-testid="message">${state.message}</p>` : null
    ], [
      html`<div class="keys letters">${boot.letters.map(key)}</div>`,
      html`<div class="keys">${DIGITS.map(key)}<button type="button" class="key" data-do="erase" aria-label=${t("Erase")} data-testid="erase">${"⌫"}</button></div>`,
      html`<div class="steps">${boot.place === "kiosk" ? button("leave", "← " + t("Back")) : null}${
        html`<button type="button" class="button primary next" data-do="find" data-testid="find" disabled=${!state.typed || state.isAsking}>${t("Continue")}</button>`}</div>`
    ]);
  }

  function faces(state) {
    return screen("faces", [
      html`<p class="lead">${t("Thank you, {number}.", {number: state.asked.number})}</p>`,
      title(t("How was our service?"))
    ], [
      survey.faces(t),
      html`<div class="steps">${button("dismiss", t("Not my number"))}${button("begin", t("Full survey (9 questions, ±2 minutes)"), "next")}</div>`
    ]);
  }

  function rated() {
    return screen("rated", [
      title(t("Thank you. That was noted.")),
      html`<p class="lead">${t("Nine short questions help us more. Each takes one press.")}</p>`
    ], html`<div class="steps tall">${button("finish", t("Done"))}${button("begin", t("Go on with the full survey (9 questions, ±2 minutes)"), "primary next")}</div>`);
  }

  function progress(state, boot) {
    const at = state.at + 1, all = boot.questions.length;
    return html`<p class="progress"><span class="soft">${t("Question {number} of {count}", {number: at, count: all})}</span>
      <progress max=${all} value=${at} aria-hidden="true"></progress></p>`;
  }

  function option(state, question, text, place) {
    const isChosen = state.values[question.code] === place + 1;
    return html`<button key=${question.code + place} type="button" class="option" data-do="answer" data-value=${place + 1} aria-pressed=${String(isChosen)}
      data-testid=${"option-" + (place + 1)}><b aria-hidden="true">${place + 1}</b><span>${text}</span></button>`;
  }

  function question(state, boot) {
    const asked = boot.questions[state.at];
    return screen("question-" + asked.code, [progress(state, boot), title(local(asked.text, state.lang))], [
      html`<div class="options" role="group" aria-labelledby="title">${local(asked.options, state.lang).map(function (text, place) {
        return option(state, asked, text, place);
      })}</div>`,
      html`<div class="steps">${button("back", "← " + t("Back"))}${button("skip", t("Skip this question"))}</div>`
    ]);
  }

  function asks(field) {
    const asked = {
      sex: t("Sex"), age_band: t("Age"), education: t("Education"), occupation: t("Occupation"),
      has_disability: t("Do you live with a disability?")
    };
    return asked[field];
  }

  function field(state, about) {
    return html`<div key=${about.field} class="field" role="group" aria-labelledby=${"asks-" + about.field}><p id=${"asks-" + about.field}>${asks(about.field)}</p><div class="chips">${about.choices.map(function (choice) {
      const isChosen = state.said[about.field] === choice.code;
      return html`<button type="button" class="chip" data-do="say" data-value=${about.field + ":" + choice.code} aria-pressed=${String(isChosen)}
        data-testid=${about.field + "-" + choice.code}>${local(choice.text, state.lang)}</button>`;
    })}</div></div>`;
  }

  function about(state, boot) {
    return screen("about", [title(t("About you, if you like")), html`<p class="soft">${t("All of it is optional and helps to understand the answers.")}</p>`], [
      boot.about.map(function (each) { return field(state, each); }),
      html`<div class="steps">${button("back", "← " + t("Back"))}${button("send", t("Send"), "primary next")}</div>`
    ]);
  }

  function sending(state) {
    return screen("sending", [
      title(t("Sending your answers…")),
      state.isCut ? html`<p class="lead" role="status">${t("The line is cut. Your answers are kept and sent as soon as it is back.")}</p>` : null
    ], null);
  }

  function thanks(state, boot) {
    const home = boot.place === "kiosk" ? t("To the start screen") : t("Done");
    return screen("thanks", [title(t("Thank you for your answers.")), free()], html`<div class="steps">${button("finish", home, "primary next")}</div>`);
  }

  function refused(state) {
    return screen("refused", [title(t("This cannot be answered")), html`<p class="message" role="alert" data-testid="refused">${state.message ||
      t("Please ask an officer for help.")}</p>`], html`<div class="steps">${button("finish", t("Done"), "primary next")}</div>`);
  }

  function still(state) {
    if (state.left_s === null) return null;
    return html`<div key="veil" class="veil"><div class="dialog card" role="dialog" aria-modal="true" aria-labelledby="still-title">
      <h2 id="still-title">${t("Are you still here?")}</h2><p class="soft">${t("This screen starts over in {count} seconds. Nothing was sent yet.", {count: state.left_s})}</p>
      <div class="steps">${button("finish", t("Start over"))}${button("still", t("Yes, continue"), "primary next")}</div></div></div>`;
  }

  function cut(state) {
    return state.isCut ? html`<p key="cut" class="cut" role="status" data-testid="cut">${t("No connection. This tablet comes back by itself.")}</p>` : null;
  }

  const SCREENS = {
    rest: rest, number: number, faces: faces, rated: rated, question: question, about: about, sending: sending, thanks: thanks, refused: refused
  };

  /** The whole page of a state. */
  survey.page = function (state, boot) {
    return html`<div class="frame" inert=${state.left_s !== null}>${header(state, boot)}${SCREENS[state.screen](state, boot)}${cut(state)}</div>${still(state)}`;
  };
})(window.survey = window.survey || {});
