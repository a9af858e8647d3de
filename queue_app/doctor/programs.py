"""What the server needs of others: mail, Redis; and what must not be installed beside it."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

from queue_app.doctor.finding import Finding, _, fault, fine, warning
from queue_app.doctor.patient import Patient

ANSWER_S = 4.0
PREFERRED = ("eventlet", "geventwebsocket")  # Flask-SocketIO and Engine.IO take them where they find them


def mail(patient: Patient) -> Iterator[Finding]:
    """Whether its server takes a connection; nothing is sent."""
    settings = patient.config.mail
    if not settings.host:
        yield fine(_("No mail is set up: the head of the log goes nowhere by mail."))
        return
    if settings.password_file and not Path(settings.password_file).is_file():
        yield fault(
            _("The password of the mail server, {file}, is not there."), _("Write it, or correct mail.password_file."),
            file=settings.password_file,
        )  # fmt: skip
    yield _answers(settings.host, settings.port, _("The mail server {host} takes connections."), _MAIL_SILENT)


def redis(patient: Patient) -> Iterator[Finding]:
    """Whether it can be reached, where several workers need it."""
    if not patient.config.live.redis_url:
        return
    parts = urlsplit(patient.config.live.redis_url)
    host, port = parts.hostname or "localhost", parts.port or 6379
    yield _answers(host, port, _("Redis takes connections at {host}."), _REDIS_SILENT)


_MAIL_SILENT = (
    _("The mail server {host} does not answer: {reason}"),
    _("Look at [mail] in config.toml and at the network."),
)
_REDIS_SILENT = (
    _("Redis does not answer at {host}: {reason}"),
    _("Start Redis: until then screens of other workers hear of a change seconds late."),
)


def _answers(host: str, port: int, says: str, silent: tuple[str, str]) -> Finding:
    where = f"{host}:{port}"
    try:
        with socket.create_connection((host, port), timeout=ANSWER_S):
            return fine(says, host=where)
    except OSError as exc:
        return warning(*silent, host=where, reason=exc.strerror or exc)


def strangers(_patient: Patient) -> Iterator[Finding]:
    """Packages that take the screens' line away from the server's own way, by being there."""
    found = [each for each in PREFERRED if find_spec(each)]
    for each in found:
        yield warning(
            _("The package {name} is installed here: it would be preferred, and screens' lines break with it."),
            _("Remove it from this environment: pip uninstall {name}"), name=each,
        )  # fmt: skip
    if not found:
        yield fine(_("No package is installed that would break the screens' lines."))
