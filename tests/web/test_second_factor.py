"""The code beside the password: set up, asked, asked again, lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from queue_app.actions.office import accounts, second_factor
from queue_app.config import SignIn
from queue_app.domain.log import events
from queue_app.domain.log.rights import Role
from queue_app.store.office.second_factor_tables import RecoveryCode, SecondFactor
from queue_app.store.office.tables import LoginSession
from queue_app.web.frame import code_door
from queue_app.web.frame.cookies import name_of
from tests.offices import Office
from tests.web.phones import PAGE, Phone, give, scanned, set_up
from tests.web.visitors import Site, Visitor, make_site


def is_in(visitor: Visitor) -> bool:
    return visitor.get("/counter/state").status_code == 200


def told(site: Site, *kinds: type[events.Event]) -> list[events.Event]:
    return [each for each in site.office.events() if isinstance(each, kinds)]


def half_way(site: Site) -> tuple[Visitor, Phone]:
    """Somebody with a phone whose password was right."""
    phone, _codes = set_up(site, site.signed_in("wati"))
    site.office.clock.tick(seconds=60)
    visitor = site.visitor()
    assert visitor.sign_in("wati").location == "/sign-in/code"
    return visitor, phone


def test_the_password_alone_opens_nothing_and_the_code_does(site: Site) -> None:
    wati, phone = half_way(site)

    before, answer = is_in(wati), give(wati, phone.code())

    assert (before, answer.location, is_in(wati)) == (False, "/counter", True)
    assert told(site, events.SignedIn, events.SecondFactorSet) == [
        events.SignedIn(site.office.officers["wati"]),
        events.SecondFactorSet(site.office.officers["wati"]),
        events.SignedIn(site.office.officers["wati"], way="code"),
    ]


def test_a_code_counts_once_though_its_time_has_not_passed(site: Site) -> None:
    wati, phone = half_way(site)
    other = site.visitor()
    other.sign_in("wati")
    code = phone.code()

    assert [give(each, code).status_code for each in (wati, other)] == [302, 401]


@pytest.mark.parametrize(("off_s", "status"), [(-30, 302), (30, 302), (-90, 401), (90, 401)])
def test_a_phone_whose_clock_is_wrong_is_told_the_servers(site: Site, off_s: int, status: int) -> None:
    wati, phone = half_way(site)
    phone.off_s = off_s

    answer = give(wati, phone.code())

    assert (answer.status_code, "Jam server menunjukkan" in answer.text) == (status, status == 401)


def test_a_recovery_code_counts_once_in_place_of_the_phone(site: Site) -> None:
    _phone, codes = set_up(site, site.signed_in("wati"))
    first, second = site.visitor(), site.visitor()
    for each in (first, second):
        each.sign_in("wati")

    statuses = [give(first, f" {codes[0].upper()} ").status_code, give(second, codes[0]).status_code]

    assert (len(codes), statuses) == (10, [302, 401])
    assert told(site, events.SignedIn)[-1] == events.SignedIn(site.office.officers["wati"], way="recovery")


def test_the_database_holds_no_secret_and_no_recovery_code(site: Site) -> None:
    phone, codes = set_up(site, site.signed_in("wati"))

    kept = b"".join([*site.office.rows(SecondFactor.secret), *site.office.rows(RecoveryCode.mark)])

    assert len(site.office.rows(RecoveryCode.mark)) == len(codes) == 10
    assert [each for each in (phone._secret, *codes) if each.encode() in kept] == []


def test_codes_are_guessed_ten_times_an_hour_and_the_owner_is_kept_out_of_no_browser_of_theirs(site: Site) -> None:
    own = site.signed_in("wati")
    phone, _codes = set_up(site, own)
    thieves = [site.visitor() for _ in range(3)]
    for thief in thieves:
        thief.sign_in("wati")

    statuses = [[give(thief, "000000").status_code for _ in range(11)] for thief in thieves]
    site.office.clock.tick(seconds=60)
    own.sign_in("wati")

    assert statuses == [[401] * 10 + [429], [401] * 10 + [429], [429] * 11]
    assert give(own, phone.code()).status_code == 302


def test_between_password_and_code_a_browser_has_five_minutes(site: Site) -> None:
    wati, phone = half_way(site)
    site.office.clock.tick(seconds=code_door.LASTS_S + 1)

    assert wati.get("/sign-in/code").location == "/sign-in"
    assert wati.browser.post("/sign-in/code", data={"csrf_token": wati.csrf(), "code": phone.code()}).status_code == 302
    assert not is_in(wati)


def test_a_password_that_was_changed_meanwhile_opens_no_second_step(site: Site) -> None:
    wati, phone = half_way(site)
    accounts.set_password(site.office.desk, site.office.office_id, username="wati", password="lain-2026-kata", by=None)

    answer = give(wati, phone.code())

    assert (answer.location, is_in(wati)) == ("/sign-in", False)


@pytest.mark.parametrize(
    "spoilt", [lambda held: held[:-2] + "00", lambda _held: "00", lambda _held: "zz", lambda _h: ""]
)
def test_nobody_makes_the_cookie_of_a_half_way(site: Site, spoilt: Callable[[str], str]) -> None:
    wati, _phone = half_way(site)
    name = name_of(code_door.COOKIE, str(site.app.secret_key))
    cookie = wati.browser.get_cookie(name)
    assert cookie
    wati.browser.set_cookie(name, spoilt(cookie.value))

    assert wati.get("/sign-in/code").location == "/sign-in"


def test_setting_up_signs_out_every_other_browser_and_asks_the_password(site: Site) -> None:
    here, elsewhere = site.signed_in("wati"), site.signed_in("wati")
    phone, offer = scanned(site, here.get(PAGE).text)
    form = {"csrf_token": here.csrf(), "offer": offer, "code": phone.code()}

    refused = here.browser.post(PAGE, data={**form, "password": "salah"}).status_code
    set_up(site, here)

    assert (refused, is_in(here), is_in(elsewhere)) == (400, True, False)


def test_an_offer_is_its_persons_alone_and_lasts_an_hour(site: Site) -> None:
    wati, joko = site.signed_in("wati"), site.signed_in("joko")
    phone, offer = scanned(site, wati.get(PAGE).text)
    form = {"offer": offer, "code": phone.code(), "password": "kopi-susu-2026"}

    others = joko.browser.post(PAGE, data={**form, "csrf_token": joko.csrf()}).status_code
    site.office.clock.tick(minutes=59)
    wati.get("/counter/state")
    site.office.clock.tick(minutes=2)
    late = wati.browser.post(PAGE, data={**form, "csrf_token": wati.csrf()}).status_code

    assert (others, late, site.office.rows(SecondFactor.officer_id)) == (400, 400, [])


def test_before_the_password_is_changed_the_code_is_asked_again(site: Site) -> None:
    wati = site.signed_in("wati")
    phone, _codes = set_up(site, wati)
    fresh = wati.get("/account").status_code
    site.office.clock.tick(minutes=16)

    asked = wati.get("/account")
    token = site.office.rows(LoginSession.token_hash, LoginSession.ended_at.is_(None))
    answer = give(wati, phone.code(), way="/account/code?next=/account")

    assert (fresh, asked.location, answer.location) == (200, "/account/code?next=/account", "/account")
    assert wati.get("/account").status_code == 200
    assert site.office.rows(LoginSession.token_hash, LoginSession.ended_at.is_(None)) != token  # another session


def test_an_administrator_gives_the_code_again_before_people_are_changed(site: Site) -> None:
    site.give_role("joko", Role.ADMINISTRATOR)
    joko = site.signed_in("joko")
    set_up(site, joko)
    site.office.clock.tick(minutes=16)

    asked = [joko.get(f"/admin/{section}/add").status_code for section in ("officers", "groups")]
    written = joko.browser.post("/admin/officers/edit/wati", data={"csrf_token": joko.csrf(), "role": "administrator"})

    assert asked == [302, 200]
    assert written.location == "/account/code?next=/admin/officers/edit/wati"


@pytest.fixture
def asking(office: Office, tmp_path: Path) -> Site:
    """An office that asks its administrators and heads for a second factor."""
    site = make_site(office, tmp_path, sign_in=SignIn(second_factor="required"))
    site.give_role("joko", Role.ADMINISTRATOR)
    return site


def test_where_it_is_asked_for_an_administrator_without_one_sees_its_page_alone(asking: Site) -> None:
    joko = asking.signed_in("joko")

    shown = [joko.get(path) for path in ("/admin", "/admin/officers", PAGE)]
    refused = joko.get("/supervisor/state").status_code
    set_up(asking, joko)

    assert [(each.status_code, each.location) for each in shown] == [(302, PAGE), (302, PAGE), (200, None)]
    assert refused == 403
    assert joko.get("/admin").status_code == 200


def test_where_it_is_asked_for_officers_go_on_as_before_and_nobody_gives_it_up(asking: Site) -> None:
    joko = asking.signed_in("joko")
    set_up(asking, joko)

    given_up = joko.browser.post(f"{PAGE}/give-up", data={"csrf_token": joko.csrf()}).status_code

    assert is_in(asking.signed_in("wati"))
    assert (given_up, len(asking.office.rows(SecondFactor.secret))) == (409, 1)


def test_whoever_was_asked_for_nothing_gives_it_up_again(site: Site) -> None:
    wati = site.signed_in("wati")
    set_up(site, wati)

    wati.browser.post(f"{PAGE}/give-up", data={"csrf_token": wati.csrf()})

    assert site.visitor().sign_in("wati").location == "/counter"
    assert site.office.rows(SecondFactor.officer_id) + site.office.rows(RecoveryCode.officer_id) == []


def test_of_a_lost_phone_an_administrator_takes_the_code_away_and_its_owner_is_told(site: Site) -> None:
    site.give_role("joko", Role.ADMINISTRATOR)
    wati, joko = site.signed_in("wati"), site.signed_in("joko")
    set_up(site, wati)
    offered = "reset-second-factor" in joko.get("/admin/officers/edit/wati").text

    joko.browser.post("/admin/officers/second-factor/wati", data={"csrf_token": joko.csrf()})
    was_out = not is_in(wati)
    answer = wati.sign_in("wati")
    page = wati.get(PAGE).text

    assert (offered, was_out, answer.location) == (True, True, PAGE)
    assert re.search(r"Kode kedua Anda dihapus pada .+ oleh Joko", page)
    assert told(site, events.SecondFactorRemoved) == [
        events.SecondFactorRemoved(site.office.officers["wati"], by_id=site.office.officers["joko"])
    ]


def test_what_was_read_once_is_told_no_more(site: Site) -> None:
    wati = site.signed_in("wati")
    set_up(site, wati)
    second_factor.reset(site.office.desk, site.office.office_id, username="wati", by=None)
    wati.sign_in("wati")
    assert "pengelola server" in wati.get(PAGE).text

    answer = wati.browser.post(f"{PAGE}/told", data={"csrf_token": wati.csrf()})

    assert answer.location == "/counter"
    assert site.visitor().sign_in("wati").location == "/counter"


def test_a_new_phone_makes_the_old_one_and_its_recovery_codes_void(site: Site) -> None:
    wati = site.signed_in("wati")
    old, old_codes = set_up(site, wati)
    new, _codes = set_up(site, wati)
    site.office.clock.tick(seconds=60)
    other = site.visitor()
    other.sign_in("wati")

    assert [give(other, each).status_code for each in (old.code(), old_codes[0], new.code())] == [401, 401, 302]


def test_the_page_of_a_phone_is_kept_by_no_browser_and_asks_for_a_number_pad(site: Site) -> None:
    wati, _phone = half_way(site)

    asked = wati.get("/sign-in/code")

    assert asked.headers["Cache-Control"] == "no-store"
    assert re.findall(r'<input[^>]*id="code"[^>]*>', asked.text)[0].count("one-time-code") == 1
    assert 'inputmode="numeric"' in asked.text


def test_a_new_password_takes_no_second_factor_away(site: Site) -> None:
    set_up(site, site.signed_in("wati"))
    accounts.set_password(site.office.desk, site.office.office_id, username="wati", password="lain-2026-kata", by=None)

    assert site.visitor().sign_in("wati", "lain-2026-kata").location == "/sign-in/code"
