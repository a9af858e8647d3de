"""The backups: whether there are any, how old the newest is, whether it opens, and whether it was ever tried."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from queue_app.doctor.finding import Finding, _, fault, fine, warning
from queue_app.doctor.patient import Patient
from queue_app.domain.log.errors import QueueError
from queue_app.domain.log.kept_errors import KeyUnusable
from queue_app.refusals import sentence
from queue_app.store.backup import backups, closed, shelf
from queue_app.store.backup.closed import Key

LATE, LOST = timedelta(hours=26), timedelta(days=4)
REHEARSE_EVERY = timedelta(days=92)
QUICK_BYTES = 300_000_000  # a backup that is read within seconds


def age(patient: Patient) -> Iterator[Finding]:
    """Of the newest one."""
    folder = Path(patient.config.backup.folder)
    if not patient.config.backup.folder:
        yield warning(
            _("The server makes no backups."),
            _("Name a folder on another disk in [backup] of config.toml, and restart the server."),
        )
        return
    if not folder.is_dir():
        yield fault(
            _("The folder of the backups, {folder}, is not there."),
            _("Plug the disk in, or connect the computer that it lies on."), folder=folder,
        )  # fmt: skip
        return
    if failed := shelf.failure(folder):
        yield fault(
            _("The backup of {at} failed: {reason}"), _("Mend that; it is tried again every ten minutes."),
            at=failed.at, reason=failed.reason,
        )  # fmt: skip
    yield from _newest(patient, folder)
    yield from _lies_apart(patient, folder)


def _newest(patient: Patient, folder: Path) -> Iterator[Finding]:
    if not patient.shelved:
        yield fault(_("There is no backup in {folder}."), _("Run: antrean backup --due"), folder=folder)
        return
    found = patient.shelved[0]
    old = patient.now - found.made_at
    if old <= LATE:
        yield fine(_("The newest backup is of {at} ({name})."), at=found.made_at, name=found.path.name)
        return
    level = fault if old > LOST else warning
    yield level(
        _("The newest backup is {age} old ({name})."), _("Look whether the server runs at night, and into its log."),
        age=old, name=found.path.name,
    )  # fmt: skip


def _lies_apart(patient: Patient, folder: Path) -> Iterator[Finding]:
    if patient.file and patient.file.exists() and patient.file.stat().st_dev == folder.stat().st_dev:
        yield warning(
            _("The backups lie on the same disk as the database: both are lost together."),
            _("Name a folder on another disk or computer, or copy the newest one to such a place each day."),
        )


def opens(patient: Patient) -> Iterator[Finding]:
    """Whether the newest one is whole, and the key is the one that it was closed under."""
    key = None
    try:
        if patient.config.backup.key_file:
            key = closed.read_key(Path(patient.config.backup.key_file))
    except KeyUnusable as exc:
        yield fault(
            _("The key of the backups cannot be used: {reason}"),
            _("Put the key back where it was. Only if there was never one: antrean backup --new-key"),
            reason=exc.data["reason"],
        )  # fmt: skip
        return
    if patient.shelved:
        yield _looked_through(patient, key)


def _looked_through(patient: Patient, key: Key | None) -> Finding:
    newest = patient.shelved[0]
    if newest.path.stat().st_size > QUICK_BYTES and not patient.is_full:
        return fine(_("The newest backup is large and was not read; antrean doctor --full does."))
    try:
        backups.check(newest.path, key)
    except QueueError as exc:
        return fault(
            _("The newest backup cannot be put back: {reason}"), _("Make another one: antrean backup --due"),
            reason=sentence(exc, lang=patient.lang),
        )  # fmt: skip
    is_closed = bool(newest.head.key)
    return fine(
        _("The newest backup was read to its end and is whole; it is closed under the key {key}.")
        if is_closed
        else _("The newest backup was read to its end and is whole; everybody who has it can read it."),
        key=newest.head.key,
    )  # fmt: skip


def was_tried(patient: Patient) -> Iterator[Finding]:
    """A backup that nobody ever put back is a hope."""
    if not patient.config.backup.folder:
        return
    done = shelf.rehearsal(Path(patient.config.backup.folder))
    if done is None:
        yield warning(_("No restore was ever rehearsed."), _("Run: antrean restore --rehearse"))
    elif patient.now - done.at > REHEARSE_EVERY:
        yield warning(
            _("The last rehearsal of a restore was on {at}."), _("Run: antrean restore --rehearse"), at=done.at
        )  # fmt: skip
    else:
        yield fine(
            _("A restore was rehearsed on {at}; it took {took}."), at=done.at,
            took=timedelta(seconds=max(1, done.seconds)),
        )  # fmt: skip


def seal_key(patient: Patient) -> Iterator[Finding]:
    """It is in no backup: without it what citizens confided is lost."""
    file = Path(patient.config.server.seal_file)
    if file.exists():
        yield fine(
            _("The key to what citizens confided, {file}, is in no backup: a copy must lie elsewhere."), file=file
        )
    elif any(patient.offices):
        yield warning(
            _("The key to what citizens confided, {file}, is not there."),
            _("Lay its copy back before the server makes a new one, which opens nothing of before."), file=file,
        )  # fmt: skip
