"""Write docs/api.md: every address of the program, from what it tells of itself, with answers that it really gave.

    python -m docs.write_api

The office of the examples is the one of the tests, at a fixed time.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from docs.rooms import ROOT
from queue_app.live import sockets, stations
from queue_app.screens.audience import KINDS
from queue_app.store import schema
from queue_app.store.engines import Database
from queue_app.store.office.founding import found_office
from queue_app.web.reference.reading import GROUPS, Field, Operation, Struct, kind_of, operations, structs
from tests.factories import FOUNDED, cheap_hash, make_plan
from tests.offices import make_office
from tests.web.visitors import Site, make_site

API = ROOT / "docs" / "api.md"
HEAD = (ROOT / "docs" / "api_head.md").read_text(encoding="utf-8")
EXAMPLES = ("/api/city", "/api/offices/uji/services", "/api/offices/uji/waits", "/api/offices/uji/queue-monitor")
LINE = """\
Changes come over Socket.IO (protocol 5, at `/socket.io`, by websocket alone). A screen joins a room, is answered
`{"state": ...}`, and from then on is sent `state`, the whole state, after each change; a display is sent `change`,
the fields that are new, with `since`, the `mark` of the state that they belong to. `beat` comes every 10 seconds
with `seq`, by which a screen sees that it has missed something, and joins again. A refusal is `{"error": ...,
"message": ...}`, as above. The fields of each state stand in `browser/states.js`; the same states can be asked for
at the addresses below.

`office` is the office's name in addresses; `token` names a ticket in the room `ticket`; `page` is a signed-in
page's own token. A star stands behind what must be sent."""
# What a screen may say over its line: event -> the struct that it sends.
SAID: dict[str, type[msgspec.Struct]] = {
    "join": sockets.Join, "heard": sockets.Heard, "claim": stations.Claim, "printed": stations.Printed,
    "printer": stations.Looked, "here": stations.Here, "left": stations.Left, "ping": stations.Ping,
}  # fmt: skip


def api(site: Site) -> str:
    """The whole page."""
    document: Any = site.visitor().get("/api/openapi.json").json
    told = operations(document)
    parts = [HEAD.rstrip(), *_refusals(document), "## The line of a screen", LINE, *_line()]
    for group in GROUPS:
        parts += [f"## {group.title}", group.says]
        parts += [_full(each, site) for each in told[group.key]] if group.is_full else [_table(told[group.key])]
    parts += ["## Bodies and answers", "A star stands behind what is always there, or must be sent."]
    return "\n\n".join([*parts, *(_struct(each) for each in structs(document, told))]) + "\n"


def _refusals(document: Any) -> Iterator[str]:
    lines = ["| status | `error` is one of |", "|---|---|"]
    for status, said in sorted(document["components"]["responses"].items()):
        codes = said["description"].partition(": ")[2].split(", ")
        lines.append(f"| {status} | {', '.join(f'`{each}`' for each in codes)} |")
    yield "\n".join(lines)


def _line() -> Iterator[str]:
    rooms = ["| room | right |", "|---|---|", *(f"| `{name}` | `{kind.right}` |" for name, kind in KINDS.items())]
    yield "\n".join(rooms)
    _, schemas = msgspec.json.schema_components(list(SAID.values()), ref_template="{name}")
    events = ["| a screen says | with |", "|---|---|"]
    for name, kind in SAID.items():
        found = schemas.get(kind.__name__, {})
        required = set(found.get("required", ()))
        fields = [
            f"`{each}`{'*' if each in required else ''} {kind_of(how)}"
            for each, how in found.get("properties", {}).items()
        ]
        events.append(f"| `{name}` | {_cell(', '.join(fields) or '–')} |")
    yield "\n".join(events)


def _full(each: Operation, site: Site) -> str:
    lines = [f"### {each.method} {each.path}", "", f"{each.says}. Who may: {each.may}.", ""]
    lines += [f"- {place}: {_field(field)}" for field, place in each.asks]
    if each.body:
        lines += [f"- body, {each.body}: {'; '.join(map(_field, each.takes)) or 'nothing'}"]
    name = f" [{each.struct}](#{each.struct.lower()})" if each.struct else ""
    lines += [f"- answer: {each.gives or 'HTML'}{name}; {each.statuses}"]
    found = next((path for path in EXAMPLES if each.method == "GET" and _is_of(path, each.path)), "")
    return "\n".join([*lines, *(_example(site, found) if found else ())])


def _is_of(path: str, rule: str) -> bool:
    return path == rule.replace("{slug}", "uji")


def _example(site: Site, path: str) -> Iterator[str]:
    answer = site.visitor().get(path).json
    yield from ("", f"`curl http://localhost:8000{path}`", "", "```json")
    yield json.dumps(answer, ensure_ascii=False, indent=2)
    yield "```"


def _table(found: Sequence[Operation]) -> str:
    lines = (f"| {each.method} | `{_cell(each.path)}` | {_cell(each.says)} | {each.may} |" for each in found)
    return "\n".join(["| | address | what it is | who may |", "|---|---|---|---|", *lines])


def _struct(each: Struct) -> str:
    said = [each.says, ""] if each.says else []
    return "\n".join([f"### {each.name}", "", *said, *(f"- {_field(field)}" for field in each.fields)]).rstrip()


def _field(field: Field) -> str:
    kind = f"[{field.kind}](#{field.struct.lower()})" if field.struct else field.kind
    return f"`{field.name}`{'*' if field.is_required else ''} {kind}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _of_the_tests(folder: Path) -> Iterator[Site]:
    url = f"sqlite:///{folder / 'api.db'}"
    schema.migrate(url)
    database = Database(url)
    found_office(database, make_plan(), at=FOUNDED, hash_password=cheap_hash)
    yield make_site(make_office(database, 1), folder)
    database.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        for site in _of_the_tests(Path(made)):
            API.write_text(api(site), encoding="utf-8")
