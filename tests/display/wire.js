// Stands in for socket.io in these tests: the test itself plays the server.
(function () {
  "use strict";
  const handlers = {};
  function listen(event, handler) { (handlers[event] = handlers[event] || []).push(handler); }
  const socket = {
    connected: true,
    disconnect: function () { return socket; },
    connect: function () { return socket; },
    io: { on: listen, reconnectionDelayMax: function (ms) { window.wire.most_ms.push(ms); } },
    on: listen,
    emit: function (event, message, ack) {
      window.wire.sent.push([event, message]);
      if (ack && window.wire.answers[event]) { ack(window.wire.answers[event]); }
      if (ack && !window.wire.answers[event]) { window.wire.owed.push(ack); }
    },
  };
  window.wire = {
    sent: [],
    most_ms: [],
    answers: {},
    owed: [],
    fire: function (event, message) {
      if (event === "connect" || event === "disconnect") { socket.connected = event === "connect"; }
      (handlers[event] || []).forEach(function (handler) { handler(message); });
    },
  };
  window.io = function () { return socket; };
})();
