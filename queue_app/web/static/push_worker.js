// Shows what the server tells a phone while its page is closed, and opens the page again.
(function () {
  "use strict";

  const PAGE = new URL(self.location.href).searchParams.get("page");

  self.addEventListener("install", function () { self.skipWaiting(); });

  self.addEventListener("push", function (event) {
    const told = event.data.json();
    event.waitUntil(self.registration.showNotification(told.title, {
      body: told.body, tag: told.number, renotify: true, requireInteraction: true, vibrate: [300, 150, 300]
    }));
  });

  function isOpen(client) { return new URL(client.url).pathname === PAGE; }

  self.addEventListener("notificationclick", function (event) {
    event.notification.close();
    event.waitUntil(self.clients.matchAll({type: "window", includeUncontrolled: true}).then(function (all) {
      const found = all.find(isOpen);
      return found ? found.focus() : self.clients.openWindow(PAGE);
    }));
  });
})();
