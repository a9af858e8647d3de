// The screen of a ticket that was given: what it promises of paper holds as long as the printer works.
(function (kiosk) {
  "use strict";

  const html = htmPreact.html;
  const t = kiosk.t;

  /** Whether paper is on its way: promised with the number, and nothing has failed since. */
  kiosk.hasPaper = function (state, boot) {
    return state.ticket.paper === "queued" && !kiosk.paperTrouble(state, boot);
  };

  function expected(times) {
    if (!times) return null;
    return html`<p class="expected" data-say=${t("You are expected to be called between {first} and {last}.", times)} data-testid="ticket-expected">
      <span>${t("Expected call: {times}", {times: times.first + "–" + times.last})}</span>${times.is_early ? html` <span class="early">${"· " + t("early estimate")}</span>` : null}</p>`;
  }

  // A kiosk that works by itself does not know who waits.
  function ahead(answer) {
    if (answer.is_alone) return t("You are called in the order in which you came.");
    return answer.ahead ? t("People ahead of you: {count}", {count: answer.ahead}) : t("Nobody is ahead of you");
  }

  function stub(state, boot) {
    const answer = state.ticket;
    const group = boot.groups.find(function (each) { return each.code === answer.group; });
    const looks = answer.number.length > 4 ? "number long" : "number";
    return html`<section class=${"card stub " + kiosk.hue(group)}>
      ${group ? html`<p class="stub-group">${kiosk.mark(group, boot)}<span>${kiosk.local(group.name, state.lang)}</span></p>` : null}
      <p class="soft">${t("Your queue number")}</p>
      <h1 id="title" tabindex="-1" translate="no" class=${looks} data-say=${answer.number.split("").join(", ")} data-testid="ticket-number">${answer.number}</h1>
      ${boot.base ? html`<p class="badge training" data-testid="training-mark">${t("TRAINING")}</p>` : null}
      ${answer.is_priority ? html`<p class="badge priority">${t("Priority")}</p>` : null}
      <p class="ahead" data-testid="ticket-ahead">${ahead(answer)}</p>
      ${expected(answer.expected)}
      <p class="stub-service">${kiosk.local(answer.service, state.lang)}</p>
      <p class="soft">${answer.taken_at_text}</p>
    </section>`;
  }

  function paperLines(state, boot) {
    const hasPaper = kiosk.hasPaper(state, boot);
    const isMissed = !hasPaper && state.ticket.paper !== "none";
    return html`<p class="lead" role="status" data-testid="paper">${hasPaper ? t("Please take your paper") : t("Please take a photo of this number")}</p>
      ${isMissed ? html`<p data-testid="no-paper">${t("No paper comes out now. Your number is valid without it.")}</p>` : null}`;
  }

  // The code is a picture of its own, asked for after the number is shown: nobody waits for it to be drawn.
  function code(address) {
    return [
      html`<img class="qr" src=${address} alt=${t("QR code to follow your number on your phone")} />`,
      html`<p>${t("Scan to follow your number on your phone")}</p>`,
    ];
  }

  function follow(state, boot) {
    return html`<section class="follow">
      ${paperLines(state, boot)}
      ${state.ticket.qr_url ? code(state.ticket.qr_url) : null}
    </section>`;
  }

  // The place stays while nothing is asked: buttons must not move under a finger.
  function countdown(state) {
    if (state.left_s === null) return html`<div key="calm" class="countdown"></div>`;
    return html`<div key="ending" class="countdown" data-testid="ending">
      <progress max=${state.total_s} value=${state.left_s} aria-hidden="true"></progress>
      <p>${t("This screen starts over in {count} seconds.", {count: state.left_s})}</p>
    </div>`;
  }

  kiosk.ticket = function (state, boot) {
    return html`<main key="ticket" data-screen="ticket" class=${kiosk.hasPaper(state, boot) ? "given" : "given photo"}>
      <div class="body"><div class="halves">${stub(state, boot)}${follow(state, boot)}</div></div>
      ${countdown(state)}
      <div class="steps">
        <button type="button" class="button big" data-do="longer" data-testid="longer">${t("Give me more time")}</button>
        <button type="button" class="button primary big next" data-do="home" data-testid="done">${t("Done")}</button>
      </div>
    </main>`;
  };
})(window.kiosk = window.kiosk || {});
