"""The one place where the parts are joined: pages, rights and live screens around one desk."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterable
from functools import partial
from types import ModuleType

from flask import Flask, Response, current_app, request
from flask_socketio import SocketIO
from werkzeug.middleware.proxy_fix import ProxyFix

from queue_app.config import Config
from queue_app.live.sockets import Live
from queue_app.live.wire import mend_malformed
from queue_app.secret import secret_key
from queue_app.store.desk import Desk
from queue_app.web import (
    accounts,
    alerts,
    api,
    check_in,
    citizen,
    counter,
    display,
    equipment,
    evidence_api,
    evidence_files,
    evidence_tokens,
    explained,
    floods,
    home,
    kiosk,
    lease,
    media,
    numbers,
    office_api,
    office_page,
    oidc,
    paper,
    preview,
    promises,
    push,
    recap,
    second_factor,
    service_figures,
    speech,
    staffing,
    standards,
    supervisor,
    waits,
    wishes,
)
from queue_app.web.admin import devices, index, wizard
from queue_app.web.booking import day as bookings_day
from queue_app.web.booking import own as booking_own
from queue_app.web.booking import public as booking
from queue_app.web.booking import reception as bookings
from queue_app.web.calendar import outages
from queue_app.web.calendar import own as own_calendar
from queue_app.web.calendar import team as team_calendar
from queue_app.web.city import page as city
from queue_app.web.complaints import days as complaint_days
from queue_app.web.complaints import files as complaint_files
from queue_app.web.complaints import pages as complaints
from queue_app.web.doctor import page as doctor
from queue_app.web.evidence import own, team, unit
from queue_app.web.forum import public as forum_public
from queue_app.web.forum import staff as forum
from queue_app.web.frame import (
    address,
    auth,
    client,
    cookies,
    errors,
    flood,
    forwarded,
    hosts,
    limits,
    line_shim,
    navigation,
    pages,
    pairing,
    repeated,
    sign_in_door,
    throttle,
    whose,
)
from queue_app.web.frame.address import COUNTED_WHILE_READ
from queue_app.web.health import measured, status
from queue_app.web.history import index as history
from queue_app.web.history import notes as history_notes
from queue_app.web.hooks import page as hooks
from queue_app.web.ikm import changes as ikm_changes
from queue_app.web.ikm import plan as ikm_plan
from queue_app.web.ikm import public as ikm_public
from queue_app.web.ikm import staff as ikm
from queue_app.web.journal import index as journal
from queue_app.web.pekppp import page as pekppp
from queue_app.web.people import courses, recognition
from queue_app.web.privacy import account as privacy_account
from queue_app.web.privacy import breaches as privacy_breaches
from queue_app.web.privacy import notice as privacy_notice
from queue_app.web.privacy import own as privacy_own
from queue_app.web.privacy import register as privacy_register
from queue_app.web.privacy import requests as privacy_requests
from queue_app.web.reference import page as reference
from queue_app.web.survey import answering, f03, tablet
from queue_app.web.survey import comments as survey_comments
from queue_app.web.survey import forms as survey_forms
from queue_app.web.survey import imports as survey_imports
from queue_app.web.survey import kiosk as survey_kiosk
from queue_app.web.survey import staff as surveys
from queue_app.web.training import index as training
from queue_app.web.training import room
from queue_app.web.training.running import Trainings
from queue_app.web.voice import at_kiosk as voice_kiosk
from queue_app.web.voice import intake, voice_files
from queue_app.web.voice import page as voice
from queue_app.web.voice import status as voice_status

PING_EVERY_S, PONG_WITHIN_S = 25.0, 20.0  # of each screen's line
BODY_LIMIT = 16 * 1024  # bytes; no request of ours comes near
FILE_ITSELF = "application/octet-stream"
CSP = (
    "default-src 'self'; img-src 'self' data:; connect-src 'self' ws: wss:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=()",
}
FRAMED = {"admin.miniature"}
IN_A_FRAME = {  # of a training, whose screens stand side by side in a page of its own, and of what is in FRAMED
    **HEADERS,
    "Content-Security-Policy": CSP.replace("frame-ancestors 'none'", "frame-ancestors 'self'"),
    "X-Frame-Options": "SAMEORIGIN",
}
OF_A_TRAINING = (room, kiosk, speech, display, media, pairing, citizen, wishes, counter, standards)
# Where the settings say that the office's address is https: nobody on the way can lead its browsers back to http.
ALWAYS_HTTPS = {"Strict-Transport-Security": "max-age=31536000; includeSubDomains"}
ONLY_OVER_HTTPS = {"Cross-Origin-Opener-Policy": "same-origin"}  # over HTTP a browser complains of it and ignores it


def create_app(config: Config, desk: Desk, *, async_mode: str = "threading") -> Flask:
    """The whole program around one desk: pages, rights, live screens. `app.extensions["socketio"]` serves sockets.

    async_mode: "gevent" in `antrean serve`, "threading" in tests without a server.
    """
    logging.getLogger("queue_app").setLevel(config.log.level)
    modules = (
        voice, voice_status, voice_files, intake, home, kiosk, speech, display, media, tablet, pairing, citizen,
        answering, push, wishes, accounts, counter, supervisor, alerts, equipment, paper, numbers, floods,
        preview, staffing, recap, explained, history, history_notes, own, team, unit, evidence_files,
        evidence_tokens, evidence_api, own_calendar, team_calendar, outages, courses, recognition, devices,
        journal, wizard, api, index, standards, service_figures, promises, waits, office_page, office_api,
        training, complaints, survey_kiosk, ikm, ikm_plan, ikm_changes, ikm_public, surveys, survey_comments,
        survey_forms, survey_imports, pekppp, booking, booking_own, bookings, bookings_day, check_in,
        complaint_files, forum, forum_public, f03, voice_kiosk, complaint_days, status, privacy_notice,
        privacy_own, privacy_account, privacy_register, privacy_breaches, doctor, lease, second_factor, oidc,
        hooks, city, reference, privacy_requests,
    )  # fmt: skip
    app = _program(config, desk, secret_key(config.server.secret_file), modules, async_mode=async_mode)
    app.config["HEADERS"] = HEADERS
    oidc.register(app, config.oidc)
    status.register(app, desk, config)
    if config.push.is_on:
        from queue_app.push import public_key  # noqa: PLC0415 - its packages are an extra

        app.extensions["antrean.push_key"] = public_key(config.push)
    trainings = Trainings(config, desk, partial(_training_at, async_mode))
    app.extensions["antrean.trainings"] = trainings
    app.wsgi_app = trainings.before(app.wsgi_app)  # type: ignore[assignment, method-assign]
    return app


def _training_at(async_mode: str, config: Config, desk: Desk, address: str) -> Flask:
    """The program of a training: the screens of one way of a number, with a key of its own, below its address."""
    app = _program(config, desk, secrets.token_hex(32), OF_A_TRAINING, async_mode=async_mode)
    app.config.update(HEADERS=IN_A_FRAME, SESSION_COOKIE_PATH=address, IS_TRAINING=True)
    return app


def _program(config: Config, desk: Desk, key: str, modules: Iterable[ModuleType], *, async_mode: str) -> Flask:
    app = Flask("queue_app", static_folder=None)
    app.config.update(
        SECRET_KEY=key,
        SESSION_COOKIE_NAME=cookies.name_of("antrean_form", key),
        MAX_CONTENT_LENGTH=BODY_LIMIT,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,  # a counter stays open all day; the token ends with the session
        SEND_FILE_MAX_AGE_DEFAULT=None,
    )
    app.extensions["antrean.desk"] = desk
    app.extensions["antrean.config"] = config
    known = hosts.register(app, config.server)
    pages.register(app)
    errors.register(app)
    measured.register(app)
    app.before_request(_allow_large)  # before the CSRF check, which reads the body
    throttle.register(app, config.live.redis_url)
    flood.register(app)
    sign_in_door.register(app)
    forwarded.register(app, config.server.proxies)
    limits.register(app)
    whose.register(app)
    auth.register(app)
    navigation.register(app)
    for module in modules:
        app.register_blueprint(module.blueprint)
    auth.exempt_devices(app)
    app.after_request(_secure)
    app.wsgi_app = repeated.before(app.wsgi_app, desk.database.away_s)  # type: ignore[assignment, method-assign]
    app.wsgi_app = client.told_bare(app.wsgi_app)  # type: ignore[assignment, method-assign]
    if config.server.proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=config.server.proxies, x_proto=config.server.proxies
        )
    _go_live(app, config, desk, async_mode, known)
    line_shim.register(app, desk)
    return app


def _go_live(app: Flask, config: Config, desk: Desk, async_mode: str, known: hosts.Hosts) -> None:
    socketio = SocketIO(
        app,
        async_mode=async_mode,
        transports=["websocket"],
        cors_allowed_origins=known.allows,
        ping_timeout=PONG_WITHIN_S,
        ping_interval=PING_EVERY_S,
        max_http_buffer_size=16384,
        async_handlers=False,  # one event of a screen after the other: a flood waits in its own line
    )
    mend_malformed(socketio.server)
    live = Live(socketio, desk, config, admit=whose.admit, build=pages.build())
    desk.publish = live.published
    app.extensions["antrean.live"] = live
    app.extensions["antrean.metrics"] = partial(_metrics, desk, live, config)


def _metrics(desk: Desk, live: Live, config: Config) -> bytes:
    from queue_app.live.metrics import exposed  # noqa: PLC0415 - its package is loaded where somebody asks

    return exposed(desk, live, config)


def _allow_large() -> None:
    """The few addresses that take more than others."""
    said = address.of(request.endpoint)
    if said is None or said.limit is None:
        return
    if said.limit != COUNTED_WHILE_READ:
        request.max_content_length = request.max_form_memory_size = said.limit
    elif request.mimetype == FILE_ITSELF:  # a form would be read before its right
        request.max_content_length = COUNTED_WHILE_READ


def _secure(response: Response) -> Response:
    response.headers.update(IN_A_FRAME if request.endpoint in FRAMED else current_app.config["HEADERS"])
    if request.is_secure:
        response.headers.update(ONLY_OVER_HTTPS)
        if pages.config().server.public_url.startswith("https://"):
            response.headers.update(ALWAYS_HTTPS)
    if response.mimetype == "text/html":
        response.headers.setdefault("Cache-Control", "no-store")  # but of a page that is the same for everybody
    return response
