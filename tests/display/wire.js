// Stands in for socket.io in these tests: the test itself plays the server.
(function () {
  "use strict";
  const handlers = {};
  const socket = {
    connected: true,
    io: { on: function (event, handler) { handlers[event] = handler; }, reconnectionDelayMax: function (ms) { window.wire.most_ms.push(ms); } },
    on: function (event, handler) { handlers[event] = handler; },
    emit: function (event, message, ack) {
      window.wire.sent.push([event, message]);
      if (ack && window.wire.answers[event]) { ack(window.wire.answers[event]); }
    },
  };
  window.wire = {
    sent: [],
    most_ms: [],
    answers: {},
    fire: function (event, message) {
      if (event === "connect" || event === "disconnect") { socket.connected = event === "connect"; }
      if (handlers[event]) { handlers[event](message); }
    },
  };
  window.io = function () { return socket; };
})();
