"""Weeks of a display in a minute: its clocks run fast, its loudspeaker is one that only counts, its calls never end."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

from tests.display.conftest import LOUDSPEAKER, Screen, Site, make_announcement, make_state, make_voice, shipped

CALL_EVERY_S = 9
BATCH = 250  # calls between two looks
# One call after another, each with all that changes with it; the wire keeps no record of what it was sent.
CALLS = """({ state, say, every_s }) => {
    let seq = state.seq;
    setInterval(() => {
        seq += 1;
        const number = "AFHKM"[seq % 5] + String(seq % 1000).padStart(3, "0"), counter = seq % 12 + 1;
        const shown = { number, counter }, now = Date.now();
        const last = (window.lastCalls = [shown, ...(window.lastCalls || [])].slice(0, 6));
        wire.sent = [];
        wire.fire("state", {
            ...state, seq, cursor: seq, now, last, calling: last.slice(0, 4), slides: String(Math.floor(seq / 40)),
            waiting: Array.from("AFHKM", (group, place) => (
                { group, name: { id: group }, hue: "blue", count: (seq * (place + 3)) % 40 + 1 })),
            announcements: [{ seq, number, counter, starts_at: now, is_heard: false }], say: { [seq]: say },
            closed: seq % 50 ? [] : [{ names: { id: "Akta" }, reason: { id: "listrik padam" }, expected: null }],
        });
    }, every_s * 1000);
}"""
SLIDES: tuple[dict[str, Any], ...] = (
    {"kind": "picture", "url": "/static/favicon.svg", "seconds": 5},
    {"kind": "maklumat", "title": {"id": "Maklumat"}, "text": {"id": "Kami melayani sesuai standar."}},
    {"kind": "figures", "title": {"id": "Hari ini"},
     "figures": [{"label": {"id": "Menunggu"}, "value": {"id": "12 orang"}}]},
)  # fmt: skip


@dataclass(frozen=True)
class Size:
    """What a page holds after so many calls, with nothing left to be collected. heap: bytes."""

    calls: int
    heap: int
    nodes: int
    listeners: int


def live(page: Page, site: Site, *, calls: int) -> Iterator[Size]:
    """Opens a display and lets it live; its size after each BATCH of calls."""
    page.add_init_script(LOUDSPEAKER)
    page.clock.install(time="2026-11-22T01:05:00Z")
    screen = Screen(page, site)
    screen.slides(*SLIDES)
    screen.open(make_state(100), voice=make_voice(packs=shipped("id")), room={"slide_s": 5})
    page.clock.run_for(2000)
    devtools = page.context.new_cdp_session(page)
    devtools.send("Performance.enable")
    say = json.loads(json.dumps(make_announcement(0)["say"]))
    page.evaluate(CALLS, {"state": make_state(100), "say": say, "every_s": CALL_EVERY_S})
    for done in range(BATCH, calls + 1, BATCH):
        page.clock.run_for(BATCH * CALL_EVERY_S * 1000)
        devtools.send("HeapProfiler.collectGarbage")
        found = {each["name"]: int(each["value"]) for each in devtools.send("Performance.getMetrics")["metrics"]}
        yield Size(done, found["JSHeapUsedSize"], found["Nodes"], found["JSEventListeners"])
    spoken = page.evaluate("Antrean.player.log[Antrean.player.log.length - 1]")
    assert spoken["seq"] >= 100 + calls - 2, spoken
