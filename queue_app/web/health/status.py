"""`/healthz`, `/readyz` and `/metrics`: for machines that look after this one. They tell names only."""

from __future__ import annotations

import hmac
from functools import cache
from ipaddress import ip_address
from pathlib import Path

from flask import Blueprint, Flask, Response, current_app, request

from queue_app.config import Config
from queue_app.domain.log.errors import NotFound
from queue_app.domain.log.rights import Right
from queue_app.store.desk import Desk
from queue_app.web.frame import answers
from queue_app.web.frame.address import Address
from queue_app.web.frame.pages import config
from queue_app.web.frame.payloads import answer
from queue_app.web.health.readiness import Readiness

blueprint = Blueprint("health", __name__)

METRICS_TYPE = "text/plain"
VERSIONED = "text/plain; version=0.0.4; charset=utf-8"  # as Prometheus knows it
PASSED_ON = ("X-Forwarded-For", "Forwarded", "X-Real-IP", "Via")  # of a proxy: whoever asks sits elsewhere


def register(app: Flask, desk: Desk, settings: Config) -> None:
    app.extensions["antrean.readiness"] = Readiness(desk, settings)


@blueprint.get("/healthz")
@Address(Right.OPEN, "Whether the server lives: it looks at nothing", gives=answers.Health)
def healthz() -> Response:
    return answer({"is_alive": True})


@blueprint.get("/readyz")
@Address(Right.OPEN, "Whether the server may be given work", gives=answers.Ready, statuses=(200, 503))
def readyz() -> Response:
    readiness: Readiness = current_app.extensions["antrean.readiness"]
    faults = readiness.faults()
    away = [] if readiness.is_ending else readiness.away()
    found = answer({"is_ready": not faults, "faults": faults, "away": away}, 503 if faults else 200)
    found.headers["Cache-Control"] = "no-store"
    return found


@blueprint.get("/metrics")
@Address(Right.OPEN, "Counts of this worker for a Prometheus; only to whom the settings name", gives=METRICS_TYPE,
         refuses=(404,))  # fmt: skip
def metrics() -> Response:
    if not (config().metrics.is_on and _may_read()):
        raise NotFound(what="page")
    made: bytes = current_app.extensions["antrean.metrics"]()
    return Response(made, content_type=VERSIONED, headers={"Cache-Control": "no-store"})


def _may_read() -> bool:
    """Whoever has the token; where none is set, a program on this machine whose request no proxy passed on."""
    if token_file := config().metrics.token_file:
        said = request.headers.get("Authorization", "").removeprefix("Bearer ")
        return hmac.compare_digest(said.encode(), _token(token_file).encode())
    return not any(name in request.headers for name in PASSED_ON) and _is_here(request.remote_addr or "")


@cache
def _token(file: str) -> str:
    """As it stood when it was first asked for. An empty file would let everybody in."""
    token = Path(file).read_text(encoding="utf-8").strip()
    if not token:
        raise NotFound(what="page")
    return token


def _is_here(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
