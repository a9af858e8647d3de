"""The PDF of a locked report: made once in each language, and the same bytes for ever."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from queue_app.domain.evidence.letter import Letter, canonical, sha256
from queue_app.domain.log.cycle_errors import EvidenceDiffers
from queue_app.domain.log.errors import NotFound
from queue_app.domain.log.events import PdfFrozen
from queue_app.store.desk import Desk
from queue_app.store.evidence import cycle, frozen
from queue_app.store.evidence.frozen import Kept
from queue_app.store.evidence.letters import Whose

Draw = Callable[[Letter], tuple[bytes, str]]  # the file, and where a signature belongs, as JSON


def pdf(desk: Desk, whose: Whose, letter: Letter, *, lang: str, draw: Draw) -> Kept:
    """The kept file; where there is none yet, what `draw` makes of the letter is kept, and the log has its hash.

    letter: the locked one of its bytes. Raises NotFound (it is not locked), EvidenceDiffers (the kept bytes are not
    those that were kept).
    """
    with desk.reading() as connection:
        report = cycle.progress(connection, whose.office_id, whose.officer_id, whose.period.code).report
        kept = frozen.find(connection, report.id, lang)
    if not report.is_locked:
        raise NotFound(what="report")
    return _checked(kept, whose) if kept else _keep(desk, whose, report.id, letter, lang=lang, draw=draw)


def _keep(desk: Desk, whose: Whose, report_id: int, letter: Letter, *, lang: str, draw: Draw) -> Kept:
    content, sign_at = draw(letter)
    made = Kept(content, hashlib.sha256(content).hexdigest(), sign_at)
    with desk.transaction(whose.office_id) as work:
        if earlier := frozen.find(work.connection, report_id, lang):  # another program was first
            return earlier
        frozen.keep(work.connection, report_id, lang, made, at=work.now)
        work.record(
            PdfFrozen(
                officer_id=whose.officer_id, period=whose.period.code, lang=lang,
                letter_sha256=sha256(canonical(letter)), sha256=made.sha256,
            )
        )  # fmt: skip
    return made


def _checked(kept: Kept, whose: Whose) -> Kept:
    if hashlib.sha256(kept.content).hexdigest() != kept.sha256:
        raise EvidenceDiffers(officer=whose.officer_id, period=whose.period.code)
    return kept
