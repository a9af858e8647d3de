"""Room on the disk, for how long, and who may read what lies there."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from queue_app.doctor.finding import Finding, _, fault, fine, size, warning
from queue_app.doctor.patient import Patient
from queue_app.store.log import chain, reading

LEAST, LITTLE = 200_000_000, 1_000_000_000  # bytes
LEAST_DAYS, SPAN_DAYS = 30, 30
GROUP_AND_OTHERS = 0o077


def room(patient: Patient) -> Iterator[Finding]:
    """Where the uploads lie, and the database where it is a file."""
    places = {_existing(Path(patient.config.server.files_dir))}
    if patient.file:
        places.add(_existing(patient.file.parent))
    for place in sorted(places):
        free = shutil.disk_usage(place).free
        if free < LEAST:
            yield fault(
                _("Only {free} are free in {folder}: soon nothing can be written any more."),
                _("Make room now: delete what is not Antrean's, or take a larger disk."), free=size(free), folder=place,
            )  # fmt: skip
        elif free < LITTLE:
            yield warning(
                _("Only {free} are free in {folder}."), _("Make room, or take a larger disk."),
                free=size(free), folder=place,
            )  # fmt: skip
        else:
            yield fine(_("{free} are free in {folder}."), free=size(free), folder=place)


def how_long(patient: Patient) -> Iterator[Finding]:
    """For how many days the room is enough, if the log goes on growing as in the last month."""
    if patient.file is None:
        return
    since = patient.now - timedelta(days=SPAN_DAYS)
    heads = [reading.head(patient.database, each.id).seq for each in patient.offices]
    before = [chain.head_before(patient.database, each.id, since)[0] for each in patient.offices]
    grown, held = sum(heads) - sum(before), patient.file.stat().st_size
    if grown <= 0:
        return
    a_day = held / sum(heads) * grown / SPAN_DAYS
    days = int(shutil.disk_usage(patient.file.parent).free / a_day)
    if days < LEAST_DAYS:
        yield warning(
            _("At the rate of the last month the disk is full in {days} days."), _("Take a larger disk in time."),
            days=days,
        )  # fmt: skip
    else:
        yield fine(_("The database grows by {size} a day; the room lasts for more than {days} days."),
                   size=_small(a_day), days=min(days, 3650))  # fmt: skip


def _small(bytes_: float) -> str:
    return size(bytes_) if bytes_ >= 1e6 else f"{max(1, bytes_ / 1000):.0f} kB"


def rights(patient: Patient) -> Iterator[Finding]:
    """Keys are their owner's alone; the folders can be written to."""
    server = patient.config.server
    keys = [Path(each) for each in (server.secret_file, server.seal_file, patient.config.backup.key_file) if each]
    open_ones = [each for each in keys if _is_open(each)]
    for each in open_ones:
        yield warning(_("Others on this computer may read the key {file}."), _("Run: chmod 600 {file}"), file=each)
    if not open_ones:
        yield fine(_("The keys can be read by their owner only."))
    for folder in {Path(server.files_dir), *([patient.file.parent] if patient.file else [])}:
        if folder.exists() and not os.access(folder, os.W_OK):
            yield fault(
                _("This user may not write into {folder}."), _("Give the folder to the user whom the server runs as."),
                folder=folder,
            )  # fmt: skip


def _is_open(file: Path) -> bool:
    if os.name == "nt":  # where the folder's own list of people says it
        return False
    return file.exists() and bool(file.stat().st_mode & GROUP_AND_OTHERS)


def _existing(folder: Path) -> Path:
    """The folder, or the first above it that is there."""
    return next(each for each in (folder, *folder.parents) if each.is_dir())
