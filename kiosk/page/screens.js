// The screens: each is a function of the state and the boot data, and changes nothing.
(function (kiosk) {
  "use strict";

  const h = kiosk.h;
  const t = kiosk.t;
  const local = kiosk.local;
  const button = kiosk.button;

  function title(text, more) {
    return h("h1", Object.assign({id: "title", tabindex: "-1"}, more), [text]);
  }

  function series(service) {
    return h("span", {"class": "series", "aria-hidden": "true"}, [service.series]);
  }

  /** Why the service gives no number now, in words; null while it does. */
  function whyClosed(state, service) {
    const why = state.why[service.id];
    return why ? local(why, state.lang) : null;
  }

  // While the whole office is closed its reason stands above, and need not be read on each button.
  function queueLine(state, service) {
    const waiting = state.waiting[service.id] || 0;
    const why = whyClosed(state, service);
    if (why && state.closed) return null;
    if (why) return h("span", {"class": "queue none", "data-testid": "why-" + service.code}, [why]);
    return h("span", {"class": waiting ? "queue" : "queue none"}, [kiosk.queueText(waiting)]);
  }

  // A closed service may still be looked at: what to bring is worth knowing.
  function serviceButton(state, service) {
    const looks = whyClosed(state, service) ? "tile service shut" : "tile service";
    return button("service", service.id, {"class": looks, "data-testid": "service-" + service.code}, [
      series(service),
      h("span", {"class": "tile-text"}, [
        h("span", {"class": "tile-name"}, [local(service.name, state.lang)]), queueLine(state, service)
      ])
    ]);
  }

  function serviceGrid(state, services) {
    return h("div", {"class": "tiles"}, services.map(function (service) { return serviceButton(state, service); }));
  }

  function groupSection(state, group) {
    const rows = Math.ceil(group.services.length / 2);
    return h("section", {"class": "group rows-" + Math.min(rows, 6), "data-testid": "group-" + group.code}, [
      h("h2", {}, [local(group.name, state.lang)]), serviceGrid(state, group.services)
    ]);
  }

  function closedLine(state, group) {
    const shut = group.services.filter(function (service) { return whyClosed(state, service); });
    if (!shut.length || state.closed) return null;
    const names = shut.map(function (service) { return local(service.name, state.lang); }).join(" · ");
    return h("span", {"class": "tile-shut", "data-testid": "shut-" + group.code}, [t("Closed now: {names}", {names: names})]);
  }

  function groupTile(state, group) {
    const waiting = group.services.reduce(function (sum, service) { return sum + (state.waiting[service.id] || 0); }, 0);
    const names = group.services.map(function (service) { return local(service.name, state.lang); }).join(" · ");
    return button("group", group.code, {"class": "tile group-tile", "data-testid": "group-" + group.code}, [
      h("span", {"class": "tile-name"}, [local(group.name, state.lang)]),
      h("span", {"class": "tile-list soft"}, [names]),
      closedLine(state, group),
      h("span", {"class": waiting ? "queue" : "queue none"}, [kiosk.queueText(waiting)])
    ]);
  }

  // The office's own words.
  function notice(state, boot) {
    return boot.notice ? h("p", {"class": "notice", "data-testid": "notice"}, [local(boot.notice, state.lang)]) : null;
  }

  function chooseGroup(state, boot) {
    return h("main", {"class": "choose by-group", "data-key": "groups"}, [
      title(t("Please choose a service")),
      notice(state, boot),
      h("div", {"class": "tiles"}, boot.groups.map(function (group) { return groupTile(state, group); }))
    ]);
  }

  function chooseInGroup(state) {
    return h("main", {"class": "choose in-group", "data-key": "group-" + state.group.code}, [
      title(local(state.group.name, state.lang)),
      serviceGrid(state, state.group.services),
      h("div", {"class": "steps"}, [button("back", null, {"class": "button big", "data-testid": "back"}, ["← " + t("Back")])])
    ]);
  }

  function chooseOfAll(state, boot) {
    return h("main", {"class": "choose of-all", "data-key": "all"}, [
      title(t("Please choose a service")),
      notice(state, boot)
    ].concat(boot.groups.map(function (group) { return groupSection(state, group); })));
  }

  function closed(state, boot) {
    return h("main", {"class": "middle closed", "data-key": "closed", "data-testid": "closed"}, [
      title(t("No numbers are given now")),
      h("p", {"class": "lead", role: "status", "data-testid": "closed-why"}, [local(state.closed.why, state.lang)]),
      notice(state, boot),
      button("browse", null, {"class": "button big", "data-testid": "browse"}, [t("See the services and what to bring")])
    ]);
  }

  function choose(state, boot) {
    if (state.closed && !state.isBrowsing) return closed(state, boot);
    if (!state.isByGroup) return chooseOfAll(state, boot);
    return state.group ? chooseInGroup(state) : chooseGroup(state, boot);
  }

  function requirements(state) {
    const list = local(state.service.requirements, state.lang);
    return h("section", {"class": "card needs"}, [
      h("h2", {}, [t("Have these ready before taking a number")]),
      list.length
        ? h("ul", {"data-testid": "requirements"}, list.map(function (line) { return h("li", {}, [line]); }))
        : h("p", {"data-testid": "requirements"}, [t("No documents are needed.")])
    ]);
  }

  function priorityButton(state, priority) {
    const isChosen = state.priority === priority.code;
    const more = {"class": "toggle", "aria-pressed": String(isChosen), "data-testid": "priority-" + priority.code};
    return button("priority", priority.code, more, [
      kiosk.icon(priority.code), h("span", {}, [local(priority.name, state.lang)]),
      h("span", {"class": "tick", "aria-hidden": "true"}, [isChosen ? "✓" : ""])
    ]);
  }

  function priorities(state, boot) {
    return h("section", {"class": "card"}, [
      h("h2", {}, [t("Do you need priority?")]),
      h("p", {"class": "soft"}, [t("Touch one if it applies to you. No document is asked.")]),
      h("div", {"class": "toggles"}, boot.priorities.map(function (priority) { return priorityButton(state, priority); })),
      party(state)
    ]);
  }

  function party(state) {
    return h("div", {"class": "party", role: "group", "aria-labelledby": "party-title"}, [
      h("span", {id: "party-title"}, [t("People on this number")]),
      button("fewer", null, {"class": "button", "aria-label": t("One person fewer"), "data-testid": "fewer", disabled: state.party <= 1}, ["−"]),
      h("strong", {role: "status", "data-testid": "party"}, [state.party]),
      button("more", null, {"class": "button", "aria-label": t("One person more"), "data-testid": "more"}, ["+"])
    ]);
  }

  function facts(state) {
    const parts = whyClosed(state, state.service) ? [] : [kiosk.queueText(state.waiting[state.service.id] || 0)];
    if (state.service.standard_minutes) parts.push(t("about {count} minutes at the counter", {count: state.service.standard_minutes}));
    return parts.join(" · ");
  }

  function service(state, boot) {
    return h("main", {"class": "chosen", "data-key": "service-" + state.service.code}, [
      h("div", {"class": "chosen-name"}, [
        series(state.service),
        h("div", {}, [title(local(state.service.name, state.lang)), h("p", {"class": "soft"}, [facts(state)])])
      ]),
      h("div", {"class": "halves"}, [
        requirements(state), whyClosed(state, state.service) ? null : priorities(state, boot)
      ]),
      h("div", {"class": "steps"}, [
        button("back", null, {"class": "button big", "data-testid": "back"}, ["← " + t("Back")]),
        takeStep(state)
      ])
    ]);
  }

  // In the place of the next step: there is none.
  function takeStep(state) {
    const why = whyClosed(state, state.service);
    if (why) return h("p", {"class": "lead shut-why next", role: "status", "data-testid": "shut-why"}, [why]);
    return button("take", null, {"class": "button primary big next", "data-testid": "take"}, [t("Take a number")]);
  }

  function taking(state) {
    return h("main", {"class": "middle", "data-key": "taking", "data-testid": "taking"}, [
      h("div", {"class": "spinner", "aria-hidden": "true"}),
      title(t("Taking your number…")),
      state.isSlow ? h("p", {"class": "lead", role: "status"}, [t("Still trying. Please do not leave; you will get one number only.")]) : null,
      state.isSlow ? button("leave", null, {"class": "button big", "data-testid": "back"}, ["← " + t("Back")]) : null
    ]);
  }

  function refused(state) {
    return h("main", {"class": "middle", "data-key": "refused"}, [
      title(t("This number cannot be taken")),
      h("p", {"class": "lead message", role: "alert", "data-testid": "refused"}, [state.message || t("Please ask an officer for help.")]),
      button("back", null, {"class": "button primary big", "data-testid": "other-service"}, [t("Choose another service")])
    ]);
  }

  function code(url) {
    // A picture of its own, asked for after the number is shown: nobody waits for a code to be drawn.
    return h("img", {"class": "qr", src: url, alt: t("QR code to follow your number on your phone")}, []);
  }

  function stub(state) {
    const answer = state.ticket;
    return h("section", {"class": "card stub"}, [
      h("p", {"class": "soft"}, [t("Your queue number")]),
      title(answer.number, {"class": answer.number.length > 4 ? "number long" : "number", "data-testid": "ticket-number"}),
      answer.is_priority ? h("p", {"class": "badge priority"}, [t("Priority")]) : null,
      h("p", {"class": "ahead", "data-testid": "ticket-ahead"}, [
        answer.ahead ? t("People ahead of you: {count}", {count: answer.ahead}) : t("Nobody is ahead of you")
      ]),
      h("p", {"class": "stub-service"}, [local(answer.service, state.lang)]),
      h("p", {"class": "soft"}, [answer.taken_at_text])
    ]);
  }

  function follow(state) {
    const hasPaper = state.ticket.paper === "queued";
    return h("section", {"class": "follow"}, [
      h("p", {"class": "lead", "data-testid": "paper"}, [hasPaper ? t("Please take your paper") : t("Please take a photo of this number")]),
      code(state.ticket.qr_url),
      h("p", {}, [t("Scan to follow your number on your phone")])
    ]);
  }

  function ticket(state) {
    return h("main", {"class": "given", "data-key": "ticket"}, [
      h("div", {"class": "halves"}, [stub(state), follow(state)]),
      h("div", {"class": "countdown"}, [
        h("progress", {max: state.total_s, value: state.left_s, "aria-hidden": "true"}),
        h("p", {"class": "soft"}, [t("This screen starts over in {count} seconds.", {count: state.left_s})])
      ]),
      h("div", {"class": "steps"}, [
        button("longer", null, {"class": "button big", "data-testid": "longer"}, [t("Show longer")]),
        button("home", null, {"class": "button primary big next", "data-testid": "done"}, [t("Done")])
      ])
    ]);
  }

  const SCREENS = {choose: choose, service: service, taking: taking, refused: refused, ticket: ticket};

  /** The whole page of a state. */
  kiosk.page = function (state, boot) {
    return h("div", {id: "page"}, [
      h("div", {"class": "frame", "aria-hidden": state.still_s === null ? null : "true"}, [
        kiosk.header(state, boot.office), SCREENS[state.screen](state, boot), kiosk.footer(state)
      ]),
      kiosk.stillHere(state)
    ]);
  };
})(window.kiosk = window.kiosk || {});
