"""The shipped themes: what each of them promises of its contrast, with whatever colour an office chooses."""

from __future__ import annotations

import re

import pytest

from queue_app.domain.hall.contrast import contrast
from queue_app.domain.hall.hues import HUES
from queue_app.domain.hall.room import THEMES, RoomRules
from queue_app.web.display import _stylesheet, themes
from tests.display.conftest import ROOT, Screen, make_announcement, make_state
from tests.display.test_screen import CALLS, OPEN

FOLDERS = sorted(path.name for path in (ROOT / "display" / "themes").iterdir())
TEXTS = [("text", "back"), ("text", "card"), ("text", "sheet"), ("soft", "back"), ("soft", "card"), ("on-warn", "warn")]
ACCENTS = ["", "#1c5d99", "#ffff00", "#fefefe", "#010101", "#7f7f7f", "#c0392b", "#2e8b57"]
GRAPHIC = 3  # WCAG 2.2, 1.4.11
MARK = """() => "#" + getComputedStyle(document.querySelector(".waiting-cell")).borderLeftColor
    .match(/\\d+/g).slice(0, 3).map(part => Number(part).toString(16).padStart(2, "0")).join("")"""
SEEN = """selector => {
    const seen = getComputedStyle(document.querySelector(selector));
    return [seen.color, seen.backgroundColor].map(colour => "#" + colour.match(/\\d+/g).slice(0, 3)
        .map(part => Number(part).toString(16).padStart(2, "0")).join(""));
}"""


def colours(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", css))


def test_an_office_can_choose_each_folder_and_each_has_its_two_files() -> None:
    assert FOLDERS == sorted(THEMES) == sorted(themes())


@pytest.mark.parametrize("name", FOLDERS)
def test_every_text_of_a_theme_reaches_the_contrast_it_promises(name: str) -> None:
    found = colours((ROOT / "display" / "themes" / name / "theme.css").read_text(encoding="utf-8"))

    low = {pair for pair in TEXTS if contrast(found[pair[0]], found[pair[1]]) < themes()[name].contrast}
    assert (low, themes()[name].contrast >= (7 if name == "contrast" else 4.5)) == (set(), True)


@pytest.mark.parametrize("accent", ACCENTS)
@pytest.mark.parametrize("name", FOLDERS)
def test_a_call_is_readable_on_any_colour_that_an_office_chooses(name: str, accent: str) -> None:
    found = colours(_stylesheet(RoomRules(theme=name, accent=accent)))

    assert contrast(found["accent"], found["on-accent"]) >= themes()[name].contrast


@pytest.mark.parametrize("name", FOLDERS)
def test_the_browser_shows_a_call_in_the_themes_colours(still: Screen, name: str) -> None:
    still.open(make_state(calling=OPEN, last=CALLS), room={"theme": name})
    still.page.wait_for_function("!Antrean.clips.isLoading()")
    still.fire("state", make_state(101, calling=OPEN, last=CALLS, announcements=[make_announcement(101, "F014", 12)]))
    still.page.wait_for_selector("#hero.is-announced")
    still.page.evaluate("Promise.all(document.getAnimations().map(each => each.finished)).then(() => true)")

    assert contrast(*still.page.evaluate(SEEN, "#hero")) >= themes()[name].contrast


@pytest.mark.parametrize("name", FOLDERS)
def test_the_mark_of_each_group_stands_out_from_the_ground_of_the_theme(screen: Screen, name: str) -> None:
    found = colours((ROOT / "display" / "themes" / name / "theme.css").read_text(encoding="utf-8"))
    screen.open(make_state(), room={"theme": name})
    low = {}

    for hue in HUES:
        screen.fire("state", make_state(waiting=[{"group": "a", "name": {"id": "A"}, "hue": hue, "count": 1}]))
        mark = screen.page.evaluate(MARK)
        low[hue] = contrast(mark, found["back"]) < GRAPHIC

    assert low == dict.fromkeys(HUES, False)
