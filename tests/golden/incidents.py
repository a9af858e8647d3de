"""What else happens in the recorded morning: screens speak, paper fails, services close, staff help."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from tests.golden import ledger
from tests.golden.arrivals import press
from tests.golden.house import Say
from tests.golden.story import SLUG, Story

Act = Callable[[Story], None]
WELL, ENDED = {"paper": "ok"}, {"paper": "end", "condition": "paper_end"}
OUTCOMES: tuple[dict[str, Any], ...] = (  # of one job after the other
    {"outcome": "confirmed", "length_mm": 120, **WELL},
    {"outcome": "taken", "length_mm": 120, **WELL},
    {"outcome": "broken", "reason": "interrupted", **WELL},
    {"outcome": "broken", "reason": "paper_end", **ENDED},
    {"outcome": "refused", "reason": "cover_open", "condition": "cover_open"},
)


def print_some(story: Story) -> None:
    """Numbers are taken at the kiosk with the printer, whose computer meets all that can become of a paper."""
    say = _printer(story)
    first = len(story.told)  # so that no number of this office was asked for by the same press
    for number in range(first, first + len(OUTCOMES) + 2):
        press(story, number, kiosk="kiosk")
    for outcome in OUTCOMES:
        _print_next(say, outcome)
    say("printer", office=SLUG, paper="near_end")


def print_all(story: Story) -> None:
    """All that waits for the printer comes out."""
    say = _printer(story)
    while _print_next(say, OUTCOMES[0]):
        pass


def _printer(story: Story) -> Say:
    say = story.line("printer")
    say("join", room="printer", office=SLUG, version="golden", kind="network", paper_width_mm=80)
    say("printer", office=SLUG, **WELL)
    return say


def _print_next(say: Say, outcome: dict[str, Any]) -> bool:
    """Answers whether there was something to print."""
    jobs = say("printer", office=SLUG, **WELL)["jobs"]
    for job in jobs[:1]:
        asked = {"office": SLUG, "job": job["id"], "attempt": job["attempt"]}
        say("claim", **asked)
        say("printed", **asked, **outcome)
    return bool(jobs)


def settle_some(story: Story) -> None:
    """Staff look for papers, one is printed again, and the printer gets a new roll."""
    printer = story.number("printers", "printer")
    doubtful = [job for (job,) in ledger.asked(story.house.file, DOUBTFUL)]
    for job, decision in zip(doubtful, ("came-out", "again"), strict=False):
        story.form("ratna", f"/paper/jobs/{job}/{decision}")
    story.form("ratna", f"/paper/printers/{printer}/roll", metres="80")
    story.form("togar", "/paper/again", number="A001")
    story.form("togar", "/paper/again", number="Z999")


DOUBTFUL = "SELECT id FROM print_job WHERE state = 'failed' ORDER BY id"


SCREENS = (("display", "display", "ok"), ("display-all", "display", "silent"), ("kiosk", "kiosk", "none"))


def be_there(story: Story) -> None:
    """Screens tell that they are there."""
    for name, kind, sound in SCREENS:
        say = story.line(name)
        say("join", room=kind, office=SLUG)
        say("here", office=SLUG, key=f"golden-{name}", kind=kind, version="golden", sound=sound)


def speak(story: Story) -> None:
    """The display tells of what it has spoken."""
    say = story.line("display")
    for told in say("join", room="display", office=SLUG)["state"]["announcements"]:
        say("heard", office=SLUG, seq=told["seq"], key="golden-display")


def close_services(story: Story) -> None:
    for code, more in (("AKC", {"reason": "blangko_habis", "reopens_at": "14.30"}), ("AKN", {"reason": "siak_down"})):
        service = story.number("services", code)
        story.post("ratna", "/supervisor/services/close", {"service_id": service, **more})
    story.post("ratna", "/supervisor/services/close", {"service_id": service, "reason": "no such reason"})


def reopen_one(story: Story) -> None:
    story.post("lestari", "/supervisor/services/reopen", {"service_id": story.number("services", "AKN")})
    story.post("lestari", "/supervisor/services/carry-over", {"service_id": story.number("services", "AKC")})


def hand_out(story: Story) -> None:
    """At the reception: one number, some of a roll, and lists of today and of the day before."""
    form = {"key": "golden-reception-0001", "party": "2", "paper_lang": "id"}
    for _ in range(2):  # a second press gives none
        story.form("ratna", "/numbers/hand-out", **form, service=str(story.number("services", "ADU")))
    number = _next(story, "2026-11-23", "R") + 1
    story.form("ratna", "/numbers/roll", service=str(story.number("services", "AKW")), number=str(number))
    for day, line in LISTS.items():
        for offset in (0, 5):  # the second list lacks numbers
            number = _next(story, day, line[0]) + offset
            text = "\n".join(line.format(each) + end for each, end in ((number, ""), (number + 1, " P")))
            story.form("ratna", "/numbers/list", day=day, text=text)


LISTS = {"2026-11-23": "X{:03} 08.20 KON", "2026-11-20": "F{:03} 15.30 AMB +"}


def _next(story: Story, day: str, letter: str) -> int:
    question = LAST_NUMBER.format(day=day, letter=letter)
    return int(ledger.asked(story.house.file, question)[0][0]) + 1


LAST_NUMBER = (
    "SELECT last FROM number_counter JOIN series ON series.id = number_counter.series_id"
    " WHERE business_date = '{day}' AND letter = '{letter}'"
)


def pick(story: Story) -> None:
    """Calls out of order by those who may, and by one who may not."""
    service = story.number("services", "AMB")
    story.post("rina", "/counter/call-service", {"service_id": service, "reason": "darurat"})
    story.post("togar", "/counter/call-service", {"service_id": service, "reason": "darurat"})


def hand_over(story: Story) -> None:
    """A break, and a counter that goes from hand to hand."""
    story.post("budi", "/counter/pause", {"kind": "break", "reason": "salat"})
    story.post("martha", "/counter/hand-over", {"officer_id": story.number("officers", "azmi")})
    story.post("ratna", "/counter/take-over", {"counter_id": story.number("counters", 4)})


def come_back(story: Story) -> None:
    story.post("budi", "/counter/back")
    story.post("ratna", "/counter/close")
    story.post("martha", "/counter/open", {"counter_id": story.number("counters", 4)})


def pause(story: Story) -> None:
    story.post("budi", "/counter/pause", {"kind": "break", "reason": "rapat"})


AT: Mapping[int, Sequence[Act]] = {
    4: (be_there, speak),
    10: (print_some,),
    20: (close_services, hand_out),
    30: (settle_some, speak),
    40: (reopen_one, pick),
    52: (hand_over,),
    60: (come_back,),
    80: (pick, pause),
    98: (print_some, be_there),
    100: (speak,),
}
PRINTED_EVERY_MIN = 8


def at(minute: int) -> Iterator[Act]:
    """What happens then."""
    yield from AT.get(minute, ())
    if minute % PRINTED_EVERY_MIN == 0:
        yield print_all
