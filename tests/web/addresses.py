"""Every address of the program, with its blanks filled from one office."""

from __future__ import annotations

from typing import Any, NamedTuple

from tests.web.visitors import Site

NOT_OURS = {"HEAD", "OPTIONS"}


class Address(NamedTuple):
    method: str
    endpoint: str
    path: str


def addresses(site: Site) -> list[Address]:
    """One address for each method of each rule; the office has one ticket whose page can be seen."""
    blanks = {"slug": "uji", "token": site.office.issue().token, "verb": "start", "name": "base.css"}
    names = {
        "/kiosk/page/<path:name>": "kiosk.css",
        "/display/page/<path:name>": "display.css",
        "/display/voice/<path:name>": "id/chime.mp3",
    }
    found = []
    with site.app.test_request_context():
        for rule in site.app.url_map.iter_rules():
            filled = {**blanks, "name": names.get(rule.rule, blanks["name"]), **(rule.defaults or {})}
            values: dict[str, Any] = {name: filled[name] for name in rule.arguments}
            built = rule.build(values)
            assert built is not None, rule.rule
            methods = sorted((rule.methods or set()) - NOT_OURS)
            found += [Address(method, rule.endpoint, built[1]) for method in methods]
    return found
