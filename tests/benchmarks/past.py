"""Years of finished tickets, written by SQLite itself: a million with all their events in less than a minute."""

from __future__ import annotations

import secrets
import sqlite3
from datetime import UTC, date, datetime
from pathlib import Path

from queue_app.domain.log.chain import ROOT, link_hash
from queue_app.domain.queue.numbering import ORDER_STEP

A_DAY = 900  # tickets; a large office
_PAST = """
CREATE TEMP TABLE past AS
WITH RECURSIVE count(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM count WHERE n + 1 < :count)
SELECT n, n + 1 AS id, place, date(:today, days || ' days') AS day, 1 + n % :services AS service_id,
       n % 6 = 0 AS is_priority, julianday(:today) + days + (1.0 + place * 28 / 3600.0) / 24 AS at
FROM (SELECT n, n % :a_day AS place, n / :a_day - (:count - 1) / :a_day - 1 AS days FROM count)
"""
_AT = "strftime('%Y-%m-%d %H:%M:%S.000000', at {})"
_TICKETS = f"""
INSERT INTO ticket (id, office_id, series_id, business_date, number, token, press_key, is_priority, arrived_at)
SELECT past.id, :office, series_id, day, place + 1, token(), lower(hex(randomblob(16))), is_priority, {_AT.format("")}
FROM past CROSS JOIN service ON service.id = service_id ORDER BY n
"""
_LEGS = f"""
INSERT INTO leg (id, office_id, ticket_id, business_date, service_id, position, state, is_priority, order_no, queued_at,
                 called_at, started_at, ended_at, held_s, call_count, counter_id, officer_id, call_rule, call_turn)
SELECT id, :office, id, day, service_id, 1, 'finished', is_priority, id * {ORDER_STEP}, {_AT.format("")},
       {_AT.format("+ 0.008")}, {_AT.format("+ 0.009")}, {_AT.format("+ 0.013")}, 0, 1, 1 + n % :counters,
       1 + n % :counters, 'only_regular', 1
FROM past ORDER BY n
"""
_JOBS = f"""
INSERT INTO print_job (office_id, ticket_id, lang, ahead, url, state, attempts, created_at, next_try_at, sent_at)
SELECT :office, id, 'id', 5, 'http://antrean.example.go.id/t/0123456789012345678901', 'sent', 1, {_AT.format("")},
       {_AT.format("")}, {_AT.format("")}
FROM past ORDER BY n
"""
_AT_COUNTER = '{{"counter_id":%d,"leg_id":%d,"officer_id":%d,{}"ticket_id":%d}}'
_CALLED = _AT_COUNTER.format('"regular_run":1,"rule":"only_regular",')
_SERVED = _AT_COUNTER.format("")
_KINDS = (
    "(0, 'ticket.issued', 0), (1, 'ticket.called', 0.008), (2, 'ticket.started', 0.009), (3, 'ticket.finished', 0.013)"
)
_EVENTS = f"""
INSERT INTO event (office_id, seq, at, kind, data, hash)
SELECT :office, :founded + 4 * n + step + 1, {_AT.format("+ delay")}, kind,
       CASE step WHEN 0 THEN printf('{{"business_date":"%s","is_priority":%s,"leg_id":%d,"number":%d,"series_id":%d,'
                                    || '"service_id":%d,"ticket_id":%d}}', day,
                                    CASE is_priority WHEN 1 THEN 'true' ELSE 'false' END, past.id, place + 1, series_id,
                                    service_id, past.id)
                 WHEN 1 THEN printf('{_CALLED}', 1 + n % :counters, past.id, 1 + n % :counters, past.id)
                 ELSE printf('{_SERVED}', 1 + n % :counters, past.id, 1 + n % :counters, past.id) END,
       lower(hex(randomblob(32)))
FROM past CROSS JOIN service ON service.id = service_id
CROSS JOIN (SELECT column1 AS step, column2 AS kind, column3 AS delay FROM (VALUES {_KINDS})) ORDER BY n, step
"""
_COUNTERS = """
INSERT INTO number_counter (series_id, business_date, last)
SELECT series_id, day, max(place) + 1 FROM past CROSS JOIN service ON service.id = service_id GROUP BY series_id, day
"""
_HEAD = """
UPDATE chain_head SET seq = (SELECT max(seq) FROM event WHERE office_id = :office),
                      (hash, at) = (SELECT hash, at FROM event WHERE office_id = :office ORDER BY seq DESC LIMIT 1)
WHERE office_id = :office
"""


def write_past(path: Path, office_id: int, *, count: int, today: date) -> None:
    """So many tickets of the days before `today`, all finished and printed, into a new office's database.

    The hashes of the events are of the right form only, until `chain` has made them anew. Numbers run through the day
    over all series.
    """
    link = sqlite3.connect(path, isolation_level=None)
    # Nobody reads it yet and nothing of it is worth a power cut.
    for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-1000000", "temp_store=MEMORY"):
        link.execute(f"PRAGMA {pragma}")
    link.create_function("token", 0, lambda: secrets.token_urlsafe(16))
    keys = {"count": count, "a_day": A_DAY, "today": today.isoformat(), "office": office_id}
    for name in ("service", "counter"):
        keys[f"{name}s"] = link.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
    keys["founded"] = link.execute(f"SELECT seq FROM chain_head WHERE office_id = {office_id}").fetchone()[0]
    link.execute("BEGIN")
    for statement in (_PAST, _TICKETS, _LEGS, _JOBS, _EVENTS, _COUNTERS, _HEAD):
        link.execute(statement, keys)
    link.execute("COMMIT")
    link.execute("PRAGMA journal_mode=WAL")
    link.close()


def chain(path: Path, office_id: int) -> None:
    """Makes the chain of the office's log anew, so that it can be read as one that the program wrote."""
    link = sqlite3.connect(path, isolation_level=None)
    for statement in ("PRAGMA journal_mode=OFF", "PRAGMA synchronous=OFF", "DROP TRIGGER event_no_update", "BEGIN"):
        link.execute(statement)
    asked = "SELECT id, seq, at, kind, data FROM event WHERE office_id = ? ORDER BY seq"
    before = ROOT
    for row_id, seq, at, kind, data in link.execute(asked, [office_id]):
        before = link_hash(before, office_id, seq, at=at.replace(" ", "T") + "+00:00", kind=kind, data=data)
        link.execute("UPDATE event SET hash = ? WHERE id = ?", [before, row_id])
    link.execute("UPDATE chain_head SET hash = ? WHERE office_id = ?", [before, office_id])
    link.execute("COMMIT")
    link.execute("PRAGMA journal_mode=WAL")
    link.close()


def free_counters(path: Path) -> None:
    """Everyone at a counter is done, behind the back of the server: only to call there again."""
    now = datetime.now(UTC).replace(tzinfo=None).isoformat(sep=" ")
    link = sqlite3.connect(path)
    with link:
        link.execute(
            "UPDATE leg SET state = 'finished', started_at = ?, ended_at = ? WHERE state = 'called'", (now, now)
        )
    link.close()
