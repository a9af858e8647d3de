"""Signing in and out, and how a session ends."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from queue_app.actions.office import accounts
from queue_app.config import Server, SignIn
from queue_app.domain.log.errors import PageExpired, SignInRefused
from queue_app.domain.log.events import SignInRefused as SignInRefusedEvent
from queue_app.domain.log.rights import Role
from queue_app.store.desk import Desk
from queue_app.store.office.tables import LoginSession
from queue_app.texts import translate
from queue_app.web.frame import sign_in_door
from queue_app.web.frame.cookies import name_of
from tests.factories import PASSWORD
from tests.offices import Office
from tests.web.visitors import Site, Visitor, make_site

COOKIE_MARKS = {"HttpOnly", "SameSite=Lax", "Secure"}
REFUSAL = "Nama pengguna atau kata sandi salah."


def is_in(visitor: Visitor) -> bool:
    return visitor.get("/counter/state").status_code == 200


def test_the_right_password_opens_the_counter_page(site: Site) -> None:
    wati = site.visitor()

    answer = wati.sign_in("wati")

    assert (answer.status_code, answer.location) == (302, "/counter")
    assert is_in(wati)


def test_the_name_is_understood_in_capitals_and_with_spaces_around(site: Site) -> None:
    wati = site.visitor()

    wati.sign_in("  WATI ")

    assert is_in(wati)


@pytest.mark.parametrize(("lang", "title"), [("id", REFUSAL), ("en", "The user name or the password is not right.")])
def test_a_wrong_password_and_an_unknown_name_are_told_the_same(site: Site, lang: str, title: str) -> None:
    told = []
    for username, password in [("wati", "wrong"), ("nobody", PASSWORD), ("", ""), ("\x00", "\x00")]:
        visitor = site.visitor(lang=lang)
        answer = visitor.sign_in(username, password)
        told.append((answer.status_code, title in answer.text, is_in(visitor)))

    assert told == [(401, True, False)] * 4


def test_after_too_many_wrong_tries_even_the_right_password_must_wait(site: Site) -> None:
    guesser = site.visitor()
    statuses = [guesser.sign_in("wati", "wrong").status_code for _ in range(6)]

    answer = guesser.sign_in("wati")

    assert statuses == [401] * 5 + [429]
    assert answer.status_code == 429
    assert "60 detik" in answer.text
    assert not is_in(guesser)


def test_the_tries_of_one_address_do_not_lock_out_another(site: Site) -> None:
    guesser = site.visitor()
    for _ in range(6):
        guesser.sign_in("wati", "wrong")

    assert site.visitor().sign_in("wati").status_code == 302


def at(visitor: Visitor, other: Visitor) -> Visitor:
    """The visitor, at the address of the other."""
    visitor.browser.environ_base["REMOTE_ADDR"] = other.browser.environ_base["REMOTE_ADDR"]
    return visitor


@pytest.fixture
def narrow(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """Ten names at one address, remembered for longer than any machine takes to try them."""
    monkeypatch.setattr(sign_in_door, "NAMES_PER_ADDRESS", 2)
    return make_site(office, tmp_path, sign_in=SignIn(tries=5, per_s=3600))


def test_tries_of_names_that_are_nobodys_lock_nobody_out_at_their_address(narrow: Site) -> None:
    stranger = narrow.visitor()
    statuses = {stranger.sign_in(f"tamu{number}", "wrong").status_code for number in range(12)}

    assert statuses == {401}
    assert at(narrow.visitor(), stranger).sign_in("wati").status_code == 302


def test_tries_of_nobody_past_a_limit_are_told_the_same_and_write_nothing(narrow: Site) -> None:
    stranger = narrow.visitor()
    told = {(answer.status_code, REFUSAL in answer.text) for answer in
            (stranger.sign_in(f"tamu{number}", "wrong") for number in range(12))}  # fmt: skip

    assert told == {(401, True)}
    assert [each for each in narrow.office.events() if isinstance(each, SignInRefusedEvent)] == [
        SignInRefusedEvent(officer_id=None)
    ] * 10


def test_whoever_tries_many_accounts_from_one_address_must_wait_whatever_the_name(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sign_in_door, "NAMES_PER_ADDRESS", 1)
    site = make_site(office, tmp_path, sign_in=SignIn(tries=3))
    guesser = site.visitor()
    tried = [guesser.sign_in(name, "wrong").status_code for name in ("wati", "joko", "tini")]

    after = [guesser.sign_in(name, "wrong").status_code for name in ("joko", "nobody")]

    assert (tried, after) == ([401] * 3, [429] * 2)


def test_a_stranger_at_the_same_address_locks_nobody_out_of_the_browser_they_always_use(site: Site) -> None:
    wati = site.signed_in("wati")
    stranger = at(site.visitor(), wati)
    for _ in range(6):
        stranger.sign_in("wati", "wrong")

    assert (stranger.sign_in("wati").status_code, wati.sign_in("wati").status_code) == (429, 302)


def test_a_known_browser_guesses_no_more_than_any_other(site: Site) -> None:
    wati = site.signed_in("wati")

    statuses = [wati.sign_in("wati", "wrong").status_code for _ in range(6)]

    assert statuses == [401] * 5 + [429]


def test_a_browser_is_known_for_the_names_that_signed_in_there_and_no_other(site: Site) -> None:
    wati = site.signed_in("wati")
    stranger = at(site.visitor(), wati)
    for _ in range(6):
        stranger.sign_in("joko", "wrong")

    assert wati.sign_in("joko").status_code == 429


def test_many_right_sign_ins_of_one_address_are_no_guesses(site: Site) -> None:
    first = site.visitor()

    statuses = {at(site.visitor(), first).sign_in(name).status_code for name in ("wati", "joko", "tini") * 40}

    assert statuses == {302}


def test_a_form_without_its_token_is_refused(site: Site) -> None:
    answer = site.visitor().browser.post("/sign-in", data={"username": "wati", "password": PASSWORD})

    assert answer.status_code == 400
    assert translate("id", PageExpired().message_id) in answer.text


@pytest.mark.parametrize(
    ("wished", "reached"),
    [
        ("/supervisor", "/supervisor"),
        ("/counter", "/counter"),
        ("/account", "/account"),
        ("/supervisor%3Ftab%3Dofficers", "/supervisor?tab=officers"),
        ("/journal%3Fday%3D2026-11-23", "/supervisor"),
        ("/journal", "/supervisor"),  # not this role's
        ("/counter/state", "/supervisor"),  # no page
        ("/sign-out", "/supervisor"),  # no page either
        ("/", "/supervisor"),
        ("/kiosk/uji", "/supervisor"),
        ("https://elsewhere.example/", "/supervisor"),
        ("//elsewhere.example", "/supervisor"),
        ("/\\elsewhere.example", "/supervisor"),
        ("/counter@elsewhere.example", "/supervisor"),
        ("javascript:alert(1)", "/supervisor"),
        ("", "/supervisor"),
    ],
)
def test_after_signing_in_people_stay_on_this_site(site: Site, wished: str, reached: str) -> None:
    answer = site.visitor().sign_in("tini", way=f"/sign-in?next={wished}")

    assert answer.location == reached


def test_who_is_sent_to_sign_in_comes_back_to_the_same_view(site: Site) -> None:
    """The day and the tab that a link names were lost on the way."""
    visitor = site.visitor()
    way = visitor.get("/preview?day=2026-11-20&kind=ageing").location

    assert visitor.sign_in("tini", way=way).location == "/preview?day=2026-11-20&kind=ageing"


def test_the_cookie_of_a_session_is_for_this_site_and_no_script(site: Site) -> None:
    cookie = next(each for each in site.visitor().sign_in("wati").headers.getlist("Set-Cookie") if "antrean_" in each)

    assert cookie.split("; ")[1:] == ["HttpOnly", "Path=/", "SameSite=Lax"]


def test_the_database_keeps_no_token(site: Site) -> None:
    wati = site.signed_in("wati")

    cookie = wati.browser.get_cookie(name_of("antrean_session", str(site.app.secret_key)))

    assert cookie
    assert len(cookie.value) > 40
    assert cookie.value not in site.office.rows(LoginSession.token_hash)


def test_signing_out_ends_the_session_in_the_database(site: Site) -> None:
    wati = site.signed_in("wati")
    cookie = wati.browser.get_cookie(name_of("antrean_session", str(site.app.secret_key)))
    assert cookie

    answer = wati.browser.post("/sign-out", data={"csrf_token": wati.csrf()})
    wati.browser.set_cookie("antrean_session", cookie.value)  # a copy kept somewhere else

    assert (answer.status_code, answer.location) == (302, "/sign-in")
    assert site.office.rows(LoginSession.ended_at) == [site.office.clock()]
    assert not is_in(wati)


def test_a_session_ends_when_it_was_idle(site: Site) -> None:
    wati = site.signed_in("wati")

    seen = []
    for minutes in (59, 59, 61):
        site.office.clock.tick(minutes=minutes)
        seen.append(is_in(wati))

    assert seen == [True, True, False]


def test_a_session_ends_after_its_longest_time_however_busy(office: Office, tmp_path: Path) -> None:
    site = make_site(office, tmp_path, sign_in=SignIn(absolute_h=2))
    wati = site.signed_in("wati")

    seen = []
    for _ in range(5):
        office.clock.tick(minutes=29)
        seen.append(is_in(wati))

    assert seen == [True, True, True, True, False]


FIRST_PAGES = [
    (Role.OFFICER, "/counter"),
    (Role.SUPERVISOR, "/supervisor"),
    (Role.HEAD, "/supervisor"),
    (Role.ADMINISTRATOR, "/admin"),
    (Role.AUDITOR, "/journal"),
    (Role.INSPECTOR, "/complaints"),
]


@pytest.mark.parametrize(("role", "reached"), FIRST_PAGES)
def test_each_role_begins_at_its_own_page(site: Site, role: Role, reached: str) -> None:
    site.give_role("joko", role)

    assert site.visitor().sign_in("joko").location == reached


def test_over_https_every_cookie_stays_there(office: Office, tmp_path: Path) -> None:
    site = make_site(office, tmp_path, server=Server(proxies=1))
    visitor = site.visitor()
    visitor.browser.environ_base["HTTP_X_FORWARDED_PROTO"] = "https"
    visitor.browser.environ_base["HTTP_REFERER"] = "https://localhost/sign-in"
    shown = visitor.get("/sign-in?lang=en", base_url="https://localhost")
    token = html.unescape(re.findall(r'name="csrf_token"[^>]*value="([^"]+)"', shown.text)[0])
    form = {"username": "wati", "password": PASSWORD, "csrf_token": token}

    answer = visitor.browser.post("/sign-in", data=form, base_url="https://localhost")

    cookies = [*shown.headers.getlist("Set-Cookie"), *answer.headers.getlist("Set-Cookie")]
    attributes = {each.partition("=")[0]: set(each.split("; ")[1:]) & COOKIE_MARKS for each in cookies}
    own = {name_of(stem, str(site.app.secret_key)) for stem in ("antrean_form", "antrean_session", "antrean_known")}
    assert attributes == dict.fromkeys({"antrean_lang", *own}, COOKIE_MARKS)


def test_two_servers_of_one_machine_sign_nobody_out_of_the_other(office: Office, tmp_path: Path) -> None:
    """A browser keeps one jar for all ports of a machine: OctoPrint #1479, nullata/llamaMan #63."""
    real, practice = (_cookie_names(make_site(office, tmp_path / name)) for name in ("real", "practice"))

    assert real & {*practice, "session"} == set()


def _cookie_names(site: Site) -> set[str]:
    visitor = site.visitor()
    answers = [visitor.get("/sign-in"), visitor.sign_in("wati")]
    return {line.partition("=")[0] for answer in answers for line in answer.headers.getlist("Set-Cookie")}


@pytest.mark.parametrize("cookie", ["", "x", "\x7f", "a" * 3000])
def test_a_cookie_of_nobody_is_nobody(site: Site, cookie: str) -> None:
    visitor = site.visitor()
    visitor.browser.set_cookie("antrean_session", cookie)

    assert visitor.get("/counter/state").status_code == 401


def test_guesses_sent_before_the_first_is_answered_are_counted_too(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    visitor, looked_at = site.visitor(), list[str]()
    visitor.csrf()

    def look(_desk: Desk, *, username: str, password: str) -> str:
        looked_at.append(password)
        visitor.sign_in(username, "tebakan")  # the next guess, while this one is still being looked at
        raise SignInRefused

    monkeypatch.setattr(accounts, "sign_in", look)
    visitor.sign_in("wati", "tebakan")

    assert len(looked_at) == SignIn().tries


def test_who_signs_out_with_a_counter_open_is_told_so(site: Site) -> None:
    wati = site.at_counter("wati", 1)

    way = wati.browser.post("/sign-out", data={"csrf_token": wati.csrf()}).headers["Location"]

    assert way == "/sign-in?counter=1"
    assert "Loket 1 tetap milik Anda" in wati.get(way).text
