"""One process of a crowd at the real server, started many times: `python -m tests.crash.crowd issue|call ...`.

It waits for a line on its standard input, so that all begin at once, and prints the numbers it was answered as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from tests.people import Person

PAUSE_S = 0.05  # of an officer with nobody waiting
LONG_S = 60  # a crowd on two cores may stand in line for long


def issue(url: str, name: str, count: str, services: str) -> list[str]:
    """Takes `count` numbers, of each service in turn (a JSON list of ids)."""
    person = Person(url, keeps_connection=True, timeout_s=LONG_S)
    ids = json.loads(services)
    numbers = []
    sys.stdin.readline()
    for turn in range(int(count)):
        press = {"key": f"crowd-{name}-{turn:04d}", "service_id": ids[turn % len(ids)]}
        status, answer = person.post("/kiosk/uji/tickets", press)
        assert status == 201, answer
        numbers.append(answer["number"])
    person.close()
    return numbers


def call(url: str, name: str, counter_id: str, flag: str) -> list[str]:
    """Calls, starts and finishes, until nobody waits and the file `flag` says that nobody comes any more."""
    person = Person(url, keeps_connection=True, timeout_s=LONG_S)
    person.sign_in(f"petugas{name}")
    done(person, "open", counter_id=int(counter_id))
    numbers: list[str] = []
    sys.stdin.readline()
    while True:
        is_over = Path(flag).exists()  # asked before: who came since is called in the next turn
        status, answer = person.post("/counter/call-next")
        if status == 200:
            open_now = answer["open"]
            numbers.append(open_now["number"])
            done(person, "start", leg_id=open_now["leg_id"])
            done(person, "finish", leg_id=open_now["leg_id"])
        elif answer["error"] != "nobody_waiting":
            raise AssertionError(answer)
        elif is_over:
            break
        else:
            time.sleep(PAUSE_S)
    person.close()
    return numbers


def done(person: Person, verb: str, **body: int) -> None:
    status, answer = person.post(f"/counter/{verb}", body)
    assert status == 200, answer


WHAT = {"issue": issue, "call": call}

if __name__ == "__main__":
    sys.stdout.write(json.dumps(WHAT[sys.argv[1]](*sys.argv[2:])))
