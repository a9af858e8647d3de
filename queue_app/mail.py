"""Sending a letter through the mail server of the settings."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable, Mapping, Sequence
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from pathlib import Path
from types import MappingProxyType

from queue_app.config import Mail
from queue_app.domain.office.file_text import decoded

TIMEOUT_S = 20.0
NOTHING: Mapping[str, bytes] = MappingProxyType({})


def send(
    settings: Mail, subject: str, text: str, *, attached: Mapping[str, bytes] = NOTHING, to: Sequence[str] = ()
) -> None:
    """To these addresses, else to everyone who keeps the heads. attached: PDFs by the name of their file.

    Raises OSError, of which smtplib's errors are.
    """
    letter = EmailMessage()
    letter["From"], letter["To"] = settings.sender, ", ".join(to or settings.keepers)
    letter["Subject"], letter["Date"], letter["Message-ID"] = subject, formatdate(), make_msgid(domain="antrean")
    letter.set_content(text)
    for name, content in attached.items():
        letter.add_attachment(content, maintype="application", subtype="pdf", filename=name)
    with _WAYS[settings.security](settings) as server:
        if settings.user:
            server.login(settings.user, decoded(Path(settings.password_file).read_bytes()).strip())
        server.send_message(letter)


def _plain(settings: Mail) -> smtplib.SMTP:
    return smtplib.SMTP(settings.host, settings.port, timeout=TIMEOUT_S)


def _starting_tls(settings: Mail) -> smtplib.SMTP:
    server = _plain(settings)
    server.starttls(context=ssl.create_default_context())
    return server


def _tls(settings: Mail) -> smtplib.SMTP:
    context = ssl.create_default_context()
    return smtplib.SMTP_SSL(settings.host, settings.port, timeout=TIMEOUT_S, context=context)


_WAYS: dict[str, Callable[[Mail], smtplib.SMTP]] = {"none": _plain, "starttls": _starting_tls, "tls": _tls}
