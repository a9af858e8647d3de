// The screen of a ticket that was given: what it promises of paper holds as long as the printer works.
(function (kiosk) {
  "use strict";

  const h = kiosk.h;
  const t = kiosk.t;
  const button = kiosk.button;

  /** Whether paper is on its way: promised with the number, and nothing has failed since. */
  kiosk.hasPaper = function (state, boot) {
    return state.ticket.paper === "queued" && !kiosk.paperTrouble(state, boot);
  };

  function code(url) {
    // A picture of its own, asked for after the number is shown: nobody waits for a code to be drawn.
    return h("img", {"class": "qr", src: url, alt: t("QR code to follow your number on your phone")}, []);
  }

  function stub(state) {
    const answer = state.ticket;
    const looks = answer.number.length > 4 ? "number long" : "number";
    return h("section", {"class": "card stub"}, [
      h("p", {"class": "soft"}, [t("Your queue number")]),
      kiosk.title(answer.number, {"class": looks, "data-say": answer.number.split("").join(", "), "data-testid": "ticket-number"}),
      answer.is_priority ? h("p", {"class": "badge priority"}, [t("Priority")]) : null,
      h("p", {"class": "ahead", "data-testid": "ticket-ahead"}, [
        answer.ahead ? t("People ahead of you: {count}", {count: answer.ahead}) : t("Nobody is ahead of you")
      ]),
      h("p", {"class": "stub-service"}, [kiosk.local(answer.service, state.lang)]),
      h("p", {"class": "soft"}, [answer.taken_at_text])
    ]);
  }

  function paperLines(state, boot) {
    if (kiosk.hasPaper(state, boot)) return [h("p", {"class": "lead", role: "status", "data-testid": "paper"}, [t("Please take your paper")])];
    return [
      h("p", {"class": "lead", role: "status", "data-testid": "paper"}, [t("Please take a photo of this number")]),
      state.ticket.paper === "none" ? null : h("p", {"data-testid": "no-paper"}, [t("No paper comes out now. Your number is valid without it.")])
    ];
  }

  function follow(state, boot) {
    return h("section", {"class": "follow"}, paperLines(state, boot).concat([
      code(state.ticket.qr_url),
      h("p", {}, [t("Scan to follow your number on your phone")])
    ]));
  }

  // The place stays while nothing is asked: buttons must not move under a finger.
  function countdown(state) {
    if (state.left_s === null) return h("div", {"class": "countdown", "data-key": "calm"}, []);
    return h("div", {"class": "countdown", "data-key": "ending", "data-testid": "ending"}, [
      h("progress", {max: state.total_s, value: state.left_s, "aria-hidden": "true"}),
      h("p", {}, [t("This screen starts over in {count} seconds.", {count: state.left_s})])
    ]);
  }

  kiosk.ticket = function (state, boot) {
    const looks = kiosk.hasPaper(state, boot) ? "given" : "given photo";
    return h("main", {"class": looks, "data-key": "ticket"}, [
      h("div", {"class": "body"}, [h("div", {"class": "halves"}, [stub(state), follow(state, boot)])]),
      countdown(state),
      h("div", {"class": "steps"}, [
        button("longer", null, {"class": "button big", "data-testid": "longer"}, [t("Show longer")]),
        button("home", null, {"class": "button primary big next", "data-testid": "done"}, [t("Done")])
      ])
    ]);
  };
})(window.kiosk = window.kiosk || {});
