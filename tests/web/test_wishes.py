"""What citizens choose on the page of their number, as forms that any phone sends; nobody else can send them."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from werkzeug.test import TestResponse

from queue_app.domain.queue.lifecycle import State
from queue_app.domain.queue.outcomes import Rules
from queue_app.screens.wishes import TOLD
from tests.actions.queue.test_calls import choose
from tests.web.visitors import Site, Visitor


def press(visitor: Visitor, token: str, wish: str, *, origin: str = "http://localhost", **fields: str) -> TestResponse:
    """As a browser sends the form, without any script."""
    return visitor.browser.post(
        f"/t/{token}/{wish}", data={"nth": "0", "count": "1", **fields}, headers={"Origin": origin}
    )


def told(answer: TestResponse) -> str:
    """What the page says of it, by its key; the answer leads to the page."""
    assert answer.status_code == 302
    return parse_qs(urlsplit(answer.location).query)["wish"][0]


def buttons(page: str) -> set[str]:
    return set(re.findall(r'data-testid="wish-(here|late|let-pass|cancel)"', page))


def test_who_waits_may_be_late_let_others_pass_or_give_up(site: Site) -> None:
    page = site.visitor(lang="id").get(f"/t/{site.office.issue().token}").text

    assert buttons(page) == {"late", "let-pass", "cancel"}
    assert "Nomor Anda tidak dipanggil selama 10 menit. Urutan Anda tetap." in page


def test_each_wish_leads_back_to_the_page_that_says_what_became_of_it(site: Site) -> None:
    tokens = [site.office.issue().token for _ in range(4)]
    citizen = site.visitor()

    assert told(press(citizen, tokens[0], "late")) == "late"
    assert told(press(citizen, tokens[0], "here")) == "here"
    assert told(press(citizen, tokens[1], "let-pass", count="2")) == "let_pass"
    assert told(press(citizen, tokens[2], "cancel")) == "cancelled"
    assert [leg.state for leg in site.office.legs().values()][2] == State.CANCELLED


LED_TO: dict[str, list[str]] = {  # what of -> what was pressed before
    "late": ["late"], "let_pass": ["let-pass"], "here": [], "cancelled": ["cancel"], "called": ["call"],
    "ended": ["cancel"], "not_offered": [], "nobody": [], "other_day": [], "staff": [],
}  # fmt: skip


def led_to(site: Site, presses: list[str]) -> str:
    token = site.office.issue().token
    site.office.issue()
    for each in presses:
        if each == "call":
            site.office.open_counter()
            site.office.call_next()
        else:
            press(site.visitor(), token, each)
    return token


def words_told(site: Site, token: str, key: str, *, lang: str = "en") -> str:
    page = site.visitor(lang=lang).get(f"/t/{token}?wish={key}").text
    return "".join(re.findall(r'data-testid="wish-told">([^<]*)<', page))


@pytest.mark.parametrize("key", TOLD)
def test_every_word_of_what_became_of_it_is_on_the_page_in_both_languages(site: Site, key: str) -> None:
    token = led_to(site, LED_TO[key])

    english, indonesian = (words_told(site, token, key, lang=each) for each in ("en", "id"))
    assert (english, indonesian not in {"", english}) == (TOLD[key], True)


@pytest.mark.parametrize(
    ("presses", "key"),
    [([], "late"), ([], "let_pass"), (["late"], "here"), ([], "cancelled"), ([], "called"), ([], "ended")],
)
def test_what_is_not_so_any_more_is_not_said_by_an_old_address(site: Site, presses: list[str], key: str) -> None:
    assert words_told(site, led_to(site, presses), key) == ""


def test_what_somebody_else_wrote_into_the_address_is_not_told(site: Site) -> None:
    page = site.visitor().get(f"/t/{site.office.issue().token}?wish=Bayar+Rp50.000").text

    assert "Rp50.000" not in page


def test_who_is_late_reads_until_when_and_may_say_to_be_there(site: Site) -> None:
    token = site.office.issue().token
    press(site.visitor(), token, "late")

    page = site.visitor(lang="id").get(f"/t/{token}").text

    assert buttons(page) == {"here", "cancel"}
    assert "Anda dipanggil paling cepat pukul 08.10." in page


def test_a_call_was_quicker_and_the_page_says_so(site: Site) -> None:
    token = site.office.issue().token
    site.office.open_counter()
    site.office.call_next()

    assert {told(press(site.visitor(), token, each)) for each in ("late", "here", "cancel")} == {"called"}
    assert buttons(site.visitor().get(f"/t/{token}").text) == set()


def test_a_number_that_is_over_says_so(site: Site) -> None:
    token = site.office.issue().token
    press(site.visitor(), token, "cancel")

    assert told(press(site.visitor(), token, "late")) == "ended"
    assert told(press(site.visitor(), token, "cancel")) == "cancelled"


def test_nobody_behind_and_not_offered_are_told_on_the_page(site: Site) -> None:
    token = site.office.issue().token

    assert told(press(site.visitor(), token, "let-pass", count="1")) == "nobody"
    choose(site.office, late_wish_min=0)
    assert told(press(site.visitor(), token, "late")) == "not_offered"


def test_a_double_press_is_one_wish(site: Site) -> None:
    token = site.office.issue().token
    site.office.issue()

    for _ in range(2):
        assert told(press(site.visitor(), token, "let-pass", count="1")) == "let_pass"

    assert site.office.legs()[1].wishes == 1


def test_whoever_is_signed_in_as_staff_cannot_choose_for_a_citizen(site: Site) -> None:
    token = site.office.issue().token
    before = site.office.events()
    officer = site.signed_in("wati")
    signed_in = site.office.events()

    assert {told(press(officer, token, each)) for each in ("late", "let-pass", "here", "cancel")} == {"staff"}
    assert (len(signed_in) - len(before), site.office.events()) == (1, signed_in)


def test_a_page_of_another_site_cannot_choose(site: Site) -> None:
    token = site.office.issue().token

    answers = [press(site.visitor(), token, "cancel", origin=each) for each in ("http://elsewhere.example", "null")]

    assert [each.status_code for each in answers] == [403, 403]
    assert site.office.legs()[1].state == State.WAITING


def test_a_stranger_who_guesses_is_stopped_and_nobody_else_is(site: Site) -> None:
    token, stranger = site.office.issue().token, site.visitor()

    assert [press(stranger, f"26112-{each:013}", "cancel").status_code for each in range(21)] == [404] * 20 + [429]
    assert press(stranger, token, "cancel").status_code == 429
    assert told(press(site.visitor(), token, "cancel")) == "cancelled"


@pytest.mark.parametrize("typed", ["", "-1", "1.5", "١", "100", "satu"])
def test_what_is_no_number_is_refused(site: Site, typed: str) -> None:
    assert press(site.visitor(), site.office.issue().token, "let-pass", count=typed).status_code == 400


def test_nothing_is_changed_by_a_look(site: Site) -> None:
    token = site.office.issue().token
    before = site.office.events()

    codes = [site.visitor().get(f"/t/{token}/{each}").status_code for each in ("late", "let-pass", "here", "cancel")]

    assert (codes, site.office.events()) == ([405] * 4, before)


def test_an_office_that_offers_nothing_lets_citizens_give_up(site: Site) -> None:
    choose(site.office, late_wish_min=0, let_pass_most=0)

    assert buttons(site.visitor().get(f"/t/{site.office.issue().token}").text) == {"cancel"}
    assert Rules().late_wish_min == 10


def test_the_counter_and_the_board_tell_who_is_late(site: Site) -> None:
    first, second, _third = (site.office.issue() for _ in range(3))
    press(site.visitor(), first.token, "late")
    press(site.visitor(), second.token, "let-pass", count="1")
    officer, supervisor = site.at_counter(), site.signed_in("tini")

    desk = officer.get("/counter/state").get_json()["state"]
    board = supervisor.get("/supervisor/state").get_json()["state"]

    assert [each["number"] for each in desk["aside"]] == ["A001"]
    assert [(each["number"], each.get("lets_pass")) for each in desk["next"]] == [("A003", None), ("A002", True)]
    ktp = next(each for each in board["services"] if each["id"] == site.office.services["KTP"])
    assert (ktp["aside"], ktp["wishes"], ktp["given_up"], ktp["waiting"]) == (2, 2, 0, 3)
