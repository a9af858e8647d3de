"""The database: whether it is there, sound, to be written to, of this version, and whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from queue_app.doctor.finding import Finding, _, fault, fine, size, warning
from queue_app.doctor.patient import Patient
from queue_app.store import onlooker, schema
from queue_app.store.backup import bare, marks, shelf

QUICK_BYTES = 500_000_000  # a file that is looked through within seconds
LARGE_LOG = 256_000_000
FIXED = (3, 51, 3)  # https://www.sqlite.org/wal.html#walresetbug
_TRY = "UPDATE alembic_version SET version_num = version_num"
_PLACES = text(
    "SELECT current_setting('server_version'), current_setting('max_connections')::int, "
    "(SELECT count(*) FROM pg_stat_activity), pg_is_in_recovery()"
)
LEAST_LEFT = 10  # connections; each worker may want as many


def opens(patient: Patient) -> Iterator[Finding]:
    """Whether it is there and answers; what is told first, for without it little else can be looked at."""
    if patient.file is None:
        yield from _server_opens(patient)
    elif not patient.file.exists():
        yield fault(
            _("There is no database at {file}."),
            _("At the first start: antrean init. If there was one: restore a backup; see docs/keeping.md."),
            file=patient.file,
        )
    else:
        yield from _file_opens(patient.file)


def _file_opens(file: Path) -> Iterator[Finding]:
    try:
        if not bare.is_database(file):
            yield fault(_("{file} is no database."), _("Restore the newest backup; see docs/keeping.md."), file=file)
            return
        with closing(onlooker.opened(file)) as own:
            own.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchall()
    except (OSError, sqlite3.Error) as exc:
        yield fault(
            _("The database {file} cannot be opened: {reason}"),
            _("Look whether the file may be read by this user and whether another program holds it."),
            file=file, reason=exc,
        )  # fmt: skip
        return
    yield fine(_("The database {file} opens ({size})."), file=file, size=size(file.stat().st_size))


def _server_opens(patient: Patient) -> Iterator[Finding]:
    shown = make_url(patient.url).render_as_string(hide_password=True)
    try:
        with onlooker.looking(patient.url) as connection:
            version, most, used, is_copy = connection.execute(_PLACES).one()
    except (SQLAlchemyError, OSError) as exc:
        yield fault(
            _("The database {address} does not answer: {reason}"),
            _("Look whether PostgreSQL runs, and whether address, user and password of database.url are right."),
            address=shown, reason=_first_line(exc),
        )  # fmt: skip
        return
    yield fine(_("PostgreSQL {version} answers at {address}."), version=version, address=shown)
    if is_copy:
        yield fault(
            _("It is a copy that only follows another server."), _("Name the server that leads in database.url.")
        )
    if most - used < LEAST_LEFT:
        yield warning(
            _("Only {left} of {most} connections are left."),
            _("Raise max_connections, or end programs that hold connections."), left=most - used, most=most,
        )  # fmt: skip
    else:
        yield fine(_("{left} of {most} connections are left."), left=most - used, most=most)


def is_written(patient: Patient) -> Iterator[Finding]:
    """A change that is taken back."""
    try:
        if patient.file is None:
            _try_server(patient.url)
        else:
            _try_file(patient.file)
    except (sqlite3.Error, DBAPIError) as exc:
        yield fault(
            _("The database cannot be written to: {reason}"),
            _("Look at the disk's free space, at the rights of the folder, and whether another program holds it."),
            reason=_first_line(exc),
        )  # fmt: skip
        return
    yield fine(_("It can be written to: a change was tried and taken back."))


def _try_file(file: Path) -> None:
    with closing(onlooker.opened(file)) as own:
        own.execute("BEGIN IMMEDIATE")
        own.execute(_TRY)
        own.execute("ROLLBACK")


def _try_server(url: str) -> None:
    engine = create_engine(url, hide_parameters=True)
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("SET LOCAL lock_timeout = '3s'")
            connection.exec_driver_sql(_TRY)
            connection.rollback()
    finally:
        engine.dispose()


def is_sound(patient: Patient) -> Iterator[Finding]:
    """SQLite's own look through the file; PostgreSQL looks at its pages itself."""
    if patient.file is None:
        return
    if patient.file.stat().st_size > QUICK_BYTES and not patient.is_full:
        yield fine(_("The file is large and was not looked through; antrean doctor --full does."))
        return
    told = str(patient.database.exec_driver_sql("PRAGMA quick_check(1)").scalar())
    if told != "ok":
        yield fault(
            _("The database's file is damaged: {reason}"),
            _("Stop the server, keep this file, restore the newest backup, and have the disk looked at."),
            reason=told,
        )  # fmt: skip
    else:
        yield fine(_("The file was looked through, and nothing in it is damaged."))


def version(patient: Patient) -> Iterator[Finding]:
    """Of the schema, beside this program's."""
    found, newest = str(patient.database.execute(text(schema.VERSION)).scalar()), schema.newest()
    if found < newest:
        yield fault(
            _("The database is of an older version ({found}; this program wants {newest})."),
            _("Make a backup, then: antrean migrate"), found=found, newest=newest,
        )  # fmt: skip
    elif found > newest:
        yield warning(
            _("The database is of a newer version ({found}) than this program ({newest})."),
            _("Install the newer version again."), found=found, newest=newest,
        )  # fmt: skip
    else:
        yield fine(_("Its schema is this program's ({newest})."), newest=newest)


def way_of_writing(patient: Patient) -> Iterator[Finding]:
    """SQLite: its version, its journal and how large that is."""
    if patient.file is None:
        return
    mode = str(patient.database.exec_driver_sql("PRAGMA journal_mode").scalar())
    beside = patient.file.with_name(patient.file.name + "-wal")
    held = beside.stat().st_size if beside.exists() else 0
    if held > LARGE_LOG:
        yield warning(
            _("SQLite's log beside the database has grown to {size}."),
            _("Look for programs that keep the database open without an end, and restart the server."),
            size=size(held),
        )  # fmt: skip
    yield fine(
        _("SQLite {version}, journal {mode}; its log beside the file holds {size}."),
        version=sqlite3.sqlite_version, mode=mode, size=size(held),
    )  # fmt: skip
    if sqlite3.sqlite_version_info < FIXED:
        yield fine(_("SQLite below 3.51.3: let no other program write to the database, nor litestream."))


def is_whole(patient: Patient) -> Iterator[Finding]:
    """Whether it lacks its end: copied without its log, or older than what is known of it elsewhere."""
    mark = marks.noted(patient.file) if patient.file else None
    lost = marks.behind(patient.database, marks.since_restored(shelf.known(patient.shelved[:1]), mark))
    for each in lost:
        yield fault(
            _("The log of {office} ends at entry {has}, but entry {seq} was known on {at}: an older copy, it seems."),
            _("Do not go on with it before you know why; see docs/keeping.md, “A copy that lacks its end”."),
            office=each.office, has=each.has, seq=each.seq, at=each.known.at,
        )  # fmt: skip
    if mark and mark.doubt_at and not lost:
        yield warning(
            _("On {at} the server was started on a database that looked like a copy without its end."),
            _("Compare with a recap or a backup of the days before; when all is well, delete {file}."),
            at=mark.doubt_at, file=marks.mark_of(patient.file) if patient.file else "",
        )  # fmt: skip
    elif not lost and not mark and patient.lacks_log:
        yield fault(
            _("The database was copied while in use, without its -wal: its last changes are missing."),
            _("Look for {file}-wal where it was copied from, or restore a backup."), file=patient.file,
        )  # fmt: skip
    elif not lost:
        yield fine(_("The log holds everything that is known of it elsewhere."))


def _first_line(error: Exception) -> str:
    return str(getattr(error, "orig", None) or error).strip().partition("\n")[0]
