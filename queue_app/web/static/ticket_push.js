// The button by which this phone is woken when its turn is near, also while the page is closed.
(function () {
  "use strict";

  const place = document.getElementById("push");
  if (!place || !("serviceWorker" in navigator) || !("PushManager" in window) || !("Notification" in window)) return;

  const button = document.getElementById("push-ask");
  const said = document.getElementById("push-said");
  const worker = told("worker") + "&page=" + encodeURIComponent(told("page"));
  const scope = told("worker").replace(/[^/]*$/, "") + told("page").slice(1); // one for each ticket on this phone
  let subscription = null; // of this phone, while it follows this ticket

  function told(name) { return place.getAttribute("data-" + name); }

  function show(name) {
    said.textContent = told(name);
    button.textContent = told(subscription ? "end" : "ask");
    button.disabled = false;
  }

  function bytes(text) {
    const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, function (letter) { return letter.charCodeAt(0); });
  }

  function tell(of, isWanted) {
    const keys = of.toJSON().keys;
    const body = {endpoint: of.endpoint, p256dh: keys.p256dh, auth: keys.auth, is_wanted: isWanted, lang: told("lang")};
    const asked = {method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify(body)};
    return fetch(told("url"), asked).then(function (answer) {
      if (!answer.ok) throw new Error(answer.status);
      subscription = isWanted ? of : null;
    });
  }

  // A worker that is still being installed cannot subscribe.
  function active(registration) {
    const installing = registration.installing || registration.waiting;
    if (!installing) return registration;
    return new Promise(function (done) {
      installing.addEventListener("statechange", function () { if (installing.state === "activated") done(registration); });
    });
  }

  function register() {
    return navigator.serviceWorker.register(worker, {scope: scope});
  }

  function follow() {
    return register().then(active).then(function (registration) {
      return registration.pushManager.subscribe({userVisibleOnly: true, applicationServerKey: bytes(told("key"))});
    }).then(function (of) { return tell(of, true); });
  }

  function ask() {
    return Notification.requestPermission().then(function (answer) {
      return answer === "granted" ? follow().then(function () { return "on"; }) : "denied";
    });
  }

  // Whoever opens the page again must not be told that it goes on.
  function end() {
    const of = subscription;
    return tell(of, false).then(function () { return of.unsubscribe(); }).then(function () { return "off"; });
  }

  button.addEventListener("click", function () {
    button.disabled = true;
    (subscription ? end() : ask()).then(show, function () { show("failed"); });
  });

  // Whoever opened the page again is still told, by the worker that is the newest now.
  function known(registration) {
    if (!registration || !registration.scope.endsWith(scope)) return null;
    return registration.pushManager.getSubscription().then(function (of) {
      return of ? register().then(function () { return of; }) : null;
    });
  }

  navigator.serviceWorker.getRegistration(scope).then(known).then(function (of) {
    subscription = of || null;
    show(subscription ? "on" : "off");
    place.hidden = false;
  }, function () { place.hidden = true; });
})();
