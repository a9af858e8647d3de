"""Every address of the program, with its blanks filled from one office."""

from __future__ import annotations

from typing import Any, NamedTuple

from queue_app.domain.log.rights import Right
from queue_app.web.frame.address import known
from tests.web.visitors import Site

NOT_OURS = {"HEAD", "OPTIONS"}


class Address(NamedTuple):
    method: str
    endpoint: str
    path: str
    right: Right


def addresses(site: Site) -> list[Address]:
    """One address for each method of each rule; the office has one ticket whose page can be seen."""
    blanks: dict[str, Any] = {
        "slug": "uji", "token": site.office.issue().token, "verb": "start", "name": "base.css", "kind": "kiosk",
        "device_id": 1, "day": "2026-11-23", "section": "groups", "setting": "office", "key": "umum", "code": "KTP",
        "year": 2026, "language": "id", "media_id": 1, "sheet": "figures", "job_id": 1, "printer_id": 1,
        "decision": "leave", "flood_id": 1, "table": "under_60", "note_id": 1, "period": "2026-11", "officer_id": 1,
        "leave_id": 1, "outage_id": 1,
        "course_id": 1, "criterion_id": 1,
        "form": "pdf", "token_id": 1, "version": 1, "line_id": 1, "change_id": 1,
        "file_id": 1, "forum_id": 1, "promise_id": 1, "complaint_id": 1,
        "request_id": 1, "breach_id": 1,
        "hook_id": 1, "way": "test",
    }  # fmt: skip
    own = {
        "/kiosk/page/<path:name>": {"name": "kiosk.css"},
        "/display/page/<path:name>": {"name": "display.css"},
        "/browser/<path:name>": {"name": "line.js"},
        "/display/voice/<path:name>": {"name": "id/chime.mp3"},
        '/evidence/files/team/<period>.<any("xlsx", "csv"):form>': {"form": "xlsx"},
        "/admin/officers/password/<key>": {"key": "wati"},
    }
    found, said = [], known(site.app)
    with site.app.test_request_context():
        for rule in site.app.url_map.iter_rules():
            filled = {**blanks, **own.get(rule.rule, {}), **(rule.defaults or {})}
            values: dict[str, Any] = {name: filled[name] for name in rule.arguments}
            built = rule.build(values)
            assert built is not None, rule.rule
            methods = sorted((rule.methods or set()) - NOT_OURS)
            found += [Address(method, rule.endpoint, built[1], said[rule.endpoint].right) for method in methods]
    return found
