"""The office that is recorded: a demo office in its second morning, told through its own addresses and sockets.

Whatever is answered on the way is part of the record.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.golden import ledger, plain
from tests.golden.caller import Caller
from tests.golden.held import local
from tests.golden.house import House, Say, demo_text

SLUG = "medan"
ROLES = {  # who signs in -> how the record names them
    "togar": "officer", "ratna": "supervisor", "lestari": "head", "agus": "administrator", "wayan": "auditor",
    "sari": "inspector",
}  # fmt: skip
DEVICES = ("kiosk", "display", "survey", "printer")
FOUNDED, PLAYED, OPENING = local("2026-11-19 07:00"), local("2026-11-21 09:00"), local("2026-11-23 08:00")
PLAYED_SEED, PLAYED_PEOPLE = 7, 120
LONG = 1000  # characters of a field that are told by their number
OTHERWISE = {  # in the demo's file -> what the record makes of it
    "[office]\n": "[office]\npairs_devices = true\n",
    'username = "rina"\n': 'username = "rina"\nmay_pick = true\n',
    'code = "IKD"\n': 'code = "IKD"\ndaily_quota = 40\n',
}


@dataclass
class Story:
    """Everyone who lives in the office, and what they were answered."""

    house: House
    told: list[str] = field(default_factory=list)
    callers: dict[str, Caller] = field(default_factory=dict)

    def post(self, who: str, path: str, body: object = None) -> Any:
        """JSON as a page's script sends it; answers the answer's JSON."""
        answer = self.callers[who].do(self.house, "POST", path, json={} if body is None else body)
        return self._note(who, path, body, answer.status_code, json.loads(answer.text))

    def form(self, who: str, path: str, **fields: str) -> None:
        """A form as a browser sends it."""
        told = {name: value if len(value) < LONG else f"{len(value)} characters" for name, value in fields.items()}
        self._send(who, path, fields, told)

    def file(self, who: str, path: str, text: str) -> None:
        """A form with a file in it."""
        self._send(who, path, {"file": (io.BytesIO(text.encode()), "a.toml")}, f"{len(text)} characters")

    def _send(self, who: str, path: str, fields: Mapping[str, Any], told: object) -> None:
        caller = self.callers[who]
        answer = caller.do(self.house, "POST", path, data={"csrf_token": caller.csrf, **fields})
        shown = answer.location or plain.body(answer)
        self._note(who, path, told, answer.status_code, shown.splitlines())

    def upload(self, who: str, path: str, content: bytes) -> None:
        caller, kind = self.callers[who], "application/octet-stream"
        answer = caller.do(self.house, "POST", path, data=content, content_type=kind)
        self._note(who, path, f"{len(content)} bytes", answer.status_code, answer.text.splitlines())

    def line(self, who: str) -> Say:
        """What is said on a socket of theirs is noted too."""
        say = self.house.line(self.callers[who].cookie)
        return lambda event, **said: self._note(who, event, said, 0, say(event, **said))

    def at(self, minutes: float) -> None:
        """Minutes after the opening of the second day."""
        self.house.clock.now = OPENING + timedelta(minutes=minutes)

    def number(self, what: str, name: object) -> int:
        return ledger.numbers(self.house.file, what)[name]

    def _note(self, who: str, path: str, body: object, status: int, answer: Any) -> Any:
        at = self.house.clock.now.isoformat()
        told = {"at": at, "who": who, "path": path, "body": body, "status": status, "answer": answer}
        self.told.append(plain.marked(plain.shown(told)))
        return answer


def plan_file(folder: Path) -> Path:
    """The demo's file with what it leaves out."""
    text = demo_text()
    for before, after in OTHERWISE.items():
        assert before in text, before
        text = text.replace(before, after, 1)
    furniture = Path(__file__).with_name("furniture.toml").read_text(encoding="utf-8")
    path = folder / "office.toml"
    path.write_text(text + furniture, encoding="utf-8")
    return path


def come_in(story: Story, *usernames: str) -> None:
    for username in usernames:
        caller = story.callers[username] = Caller(username)
        caller.sign_in(story.house)
        story.told.append(f"{username} signed in")


def pair(story: Story, kind: str, name: str, **place: str) -> None:
    """The screen shows its code, the administrator types it and says where it stands."""
    caller = story.callers[name] = Caller(name)
    caller.learn_token(story.house)
    code = story.post(name, f"/pairing/{SLUG}/{kind}")["code"]
    story.form("agus", "/admin/devices", code=code, name=name)
    if place:
        story.form("agus", f"/admin/devices/{story.number('devices', name)}/place", **place)
