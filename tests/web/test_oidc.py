"""Single sign-on against a provider that runs: who comes in, and each way in which somebody else could."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from sqlalchemy import update
from werkzeug.test import TestResponse

from queue_app.config import Oidc
from queue_app.domain.log import events
from queue_app.store.office.second_factor_tables import SingleSignOn
from queue_app.store.office.tables import Officer
from queue_app.web.oidc_provider import AGAIN_S
from tests.offices import Office
from tests.servers.openid import CLIENT, SECRET, OpenId
from tests.web.phones import give, set_up
from tests.web.visitors import REACHED, Site, Visitor, make_site

BACK = f"{REACHED}/sign-in/sso/back"
NIP = "197812312005011001"


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenId]:
    with OpenId(tmp_path_factory.mktemp("openid")) as running:
        running.say(redirect_uri=BACK)
        yield running


def site_with(office: Office, folder: Path, provider: OpenId, **more: Any) -> Site:
    secret = folder / "client.secret"
    secret.write_text(SECRET + "\n", encoding="utf-8")
    oidc = Oidc(issuer=provider.issuer, client_id=CLIENT, client_secret_file=str(secret), label="SSO Kota", **more)
    return make_site(office, folder, oidc=oidc)


@pytest.fixture
def here(office: Office, tmp_path: Path, provider: OpenId) -> Site:
    provider.say(claims={"sub": "s-1", "preferred_username": "wati"}, told_issuer=provider.issuer)
    return site_with(office, tmp_path, provider)


@dataclass
class Way:
    """From the sign-in page to the provider and back."""

    visitor: Visitor
    back: str = ""

    def go(self, wished: str = "") -> str:
        """Where the provider leads back to."""
        sent = self.visitor.get(f"/sign-in/sso?next={wished}")
        assert sent.status_code == 302, sent.text
        answer = requests.get(sent.location, allow_redirects=False, timeout=20)
        self.back = answer.headers["Location"].removeprefix(REACHED)
        return self.back

    def arrive(self) -> TestResponse:
        return self.visitor.get(self.back)


def came(site: Site) -> tuple[Visitor, TestResponse]:
    way = Way(site.visitor())
    way.go()
    return way.visitor, way.arrive()


def is_in(visitor: Visitor) -> bool:
    return visitor.get("/counter/state").status_code == 200


def told(site: Site) -> list[events.Event]:
    return site.office.events()


def test_whoever_the_provider_knows_comes_in_to_the_own_account(here: Site) -> None:
    wati, answer = came(here)

    assert (answer.location, is_in(wati)) == ("/counter", True)
    assert told(here) == [
        events.SingleSignOnBound(here.office.officers["wati"]),
        events.SignedIn(here.office.officers["wati"], way="single_sign_on"),
    ]


def test_the_page_that_was_wished_for_opens_and_no_other_sites(here: Site) -> None:
    ways = [Way(here.visitor()) for _ in range(2)]

    reached = []
    for way, wished in zip(ways, ("/account", "//evil.test"), strict=True):
        way.go(wished)
        reached.append(way.arrive().location)

    assert reached == ["/account", "/counter"]


def test_the_way_there_carries_a_challenge_a_state_and_a_nonce_of_its_own(here: Site) -> None:
    asked = [parse_qs(urlsplit(here.visitor().get("/sign-in/sso").location).query) for _ in range(2)]

    assert [(each["response_type"], each["code_challenge_method"], each["scope"]) for each in asked] == [
        (["code"], ["S256"], ["openid profile"])
    ] * 2
    for name in ("state", "nonce", "code_challenge"):
        assert asked[0][name] != asked[1][name]
        assert len(asked[0][name][0]) >= 32


SPOILT: list[tuple[str, dict[str, Any]]] = [
    ("the nonce of another", {"claims": {"nonce": "another"}}),
    ("no nonce", {"claims": {"nonce": None}}),
    ("another audience", {"claims": {"aud": "another-program"}}),
    ("two audiences", {"claims": {"aud": ["antrean", "another"]}}),
    ("another issuer", {"claims": {"iss": "https://evil.test"}}),
    ("expired", {"claims": {"exp": 1_700_000_000}}),
    ("of tomorrow", {"claims": {"nbf": 4_000_000_000}}),
    ("without a signature", {"alg": "none"}),
    ("signed by the public key", {"alg": "HS256"}),
    ("signed by a stranger", {"alg": "strange"}),
]


@pytest.mark.parametrize("spoilt", [each for _, each in SPOILT], ids=[name for name, _ in SPOILT])
def test_a_word_that_is_not_the_providers_for_this_very_sign_in_opens_nothing(
    here: Site, provider: OpenId, spoilt: dict[str, Any]
) -> None:
    claims = {"sub": "s-1", "preferred_username": "wati", **spoilt.get("claims", {})}
    provider.say(**{**spoilt, "claims": claims})

    wati, answer = came(here)

    assert (answer.status_code, is_in(wati), told(here)) == (401, False, [])


def test_a_way_back_counts_once_and_in_its_own_browser_alone(here: Site) -> None:
    way, other = Way(here.visitor()), Way(here.visitor())
    way.go()
    other.go()
    others = here.visitor().get(way.back).status_code, other.visitor.get(way.back).status_code

    first, again = way.arrive().status_code, way.arrive().status_code

    assert (others, first, again) == ((401, 401), 302, 401)


def test_a_code_that_was_used_is_refused_by_the_provider_too(here: Site) -> None:
    way = Way(here.visitor())
    way.go()
    cookies = dict(way.visitor.browser._cookies or {})
    way.arrive()
    assert way.visitor.browser._cookies is not None
    way.visitor.browser._cookies.update(cookies)

    assert way.arrive().status_code == 401


@pytest.mark.parametrize("query", ["", "?code=x", "?state=x", "?error=access_denied", "?code=%00&state=%ff"])
def test_a_way_back_that_nobody_began_opens_nothing(here: Site, query: str) -> None:
    assert here.visitor().get(f"/sign-in/sso/back{query}").status_code == 401
    assert told(here) == []


def test_ten_minutes_after_it_began_a_way_ends(here: Site) -> None:
    way = Way(here.visitor())
    way.go()
    here.office.clock.tick(minutes=11)

    assert way.arrive().status_code == 401


def test_no_account_is_made_and_a_closed_one_stays_closed(here: Site, provider: OpenId) -> None:
    provider.say(claims={"sub": "s-9", "preferred_username": "siapa"})
    unknown = came(here)[1].status_code
    with here.office.desk.transaction(here.office.office_id) as work:
        work.connection.execute(update(Officer).where(Officer.username == "wati").values(is_active=False))
    provider.say(claims={"sub": "s-1", "preferred_username": "wati"})
    closed = came(here)[1].status_code

    assert (unknown, closed) == (403, 403)
    assert told(here)[-2:] == [events.SignInRefused(None), events.SignInRefused(here.office.officers["wati"])]


def test_a_mail_never_names_an_account(here: Site, provider: OpenId) -> None:
    provider.say(claims={"sub": "s-1", "email": "wati", "name": "wati", "email_verified": True})

    assert came(here)[1].status_code == 403


def test_a_name_that_the_provider_gave_to_somebody_else_opens_nothing(here: Site, provider: OpenId) -> None:
    came(here)
    provider.say(claims={"sub": "s-2", "preferred_username": "wati"})
    stranger = came(here)[1].status_code
    provider.say(claims={"sub": "s-1", "preferred_username": "renamed"})

    assert (stranger, came(here)[1].location) == (403, "/counter")
    assert here.office.rows(SingleSignOn.subject) == ["s-1"]


def test_an_account_may_be_found_by_its_nip(office: Office, tmp_path: Path, provider: OpenId) -> None:
    site = site_with(office, tmp_path, provider, claim="nip", matches="nip")
    with office.desk.transaction(office.office_id) as work:
        work.connection.execute(update(Officer).where(Officer.username == "joko").values(nip=NIP))
    provider.say(claims={"sub": "s-3", "nip": NIP})

    assert came(site)[1].location == "/counter"
    assert told(site)[-1] == events.SignedIn(office.officers["joko"], way="single_sign_on")


def test_keys_that_the_provider_changed_are_fetched_anew(here: Site, provider: OpenId) -> None:
    came(here)
    provider.say(new_keys=True, claims={"sub": "s-1", "preferred_username": "wati"})

    assert came(here)[1].location == "/counter"


def test_a_provider_that_calls_itself_by_another_name_is_not_believed(here: Site, provider: OpenId) -> None:
    provider.say(told_issuer="https://evil.test")

    answer = here.visitor().get("/sign-in/sso")

    assert (answer.status_code, "SSO Kota sedang tidak menjawab" in answer.text) == (503, True)


def test_while_the_provider_is_away_the_password_goes_on_and_nobody_asks_it_at_each_click(
    office: Office, tmp_path: Path, provider: OpenId
) -> None:
    site = site_with(office, tmp_path, provider)
    found = site.app.extensions["antrean.oidc"]
    now, asked = [0.0], list[str]()
    found.clock = lambda: now[0]
    found.settings = Oidc(issuer="http://127.0.0.1:9", client_id=CLIENT, label="SSO Kota")
    fetched = found._fetched

    def counted(url: str) -> Any:
        asked.append(url)
        return fetched(url)

    found._fetched = counted

    statuses = [site.visitor().get("/sign-in/sso").status_code for _ in range(3)]
    now[0] = AGAIN_S + 1
    later = site.visitor().get("/sign-in/sso").status_code

    assert (statuses, later, len(asked)) == ([503] * 3, 503, 2)
    assert is_in(site.signed_in("wati"))


def test_whoever_has_a_phones_code_gives_it_after_the_provider_too(here: Site) -> None:
    phone, _codes = set_up(here, here.signed_in("wati"))
    here.office.clock.tick(seconds=60)

    wati, answer = came(here)
    before = is_in(wati)

    assert (answer.location, before) == ("/sign-in/code", False)
    assert give(wati, phone.code()).location == "/counter"
    assert told(here)[-1] == events.SignedIn(here.office.officers["wati"], way="single_sign_on_code")


@pytest.mark.parametrize(("claims", "asked"), [({"amr": ["pwd", "otp"]}, False), ({"amr": ["pwd"]}, True), ({}, True)])
def test_a_second_factor_of_the_provider_counts_where_the_settings_say_so(
    office: Office, tmp_path: Path, provider: OpenId, claims: dict[str, Any], asked: bool
) -> None:
    site = site_with(office, tmp_path, provider, second_factor=["otp", "mfa"])
    set_up(site, site.signed_in("wati"))
    provider.say(claims={"sub": "s-1", "preferred_username": "wati", **claims})

    assert (came(site)[1].location == "/sign-in/code") is asked


def test_who_signs_out_is_asked_whether_out_of_the_provider_too(here: Site, provider: OpenId) -> None:
    wati, _answer = came(here)

    left = wati.browser.post("/sign-out", data={"csrf_token": wati.csrf()}).location
    page, way = wati.get(left).text, wati.get("/sign-in/sso/out").location

    assert (left, "Keluar juga dari SSO Kota" in page) == ("/sign-in?sso=1", True)
    assert way.startswith(f"{provider.issuer}/out?client_id=antrean&")


def test_without_a_provider_nothing_of_it_is_there(site: Site) -> None:
    paths = ("/sign-in/sso", "/sign-in/sso/back", "/sign-in/sso/out")

    assert [site.visitor().get(path).status_code for path in paths] == [404] * 3
    assert "/sign-in/sso" not in site.visitor().get("/sign-in").text


def test_what_the_browser_keeps_of_a_way_is_closed_and_for_that_address_alone(here: Site) -> None:
    answer = here.visitor().get("/sign-in/sso")

    (cookie,) = [each for each in answer.headers.getlist("Set-Cookie") if each.startswith("antrean_sso")]
    asked = parse_qs(urlsplit(answer.location).query)
    held = bytes.fromhex(cookie.partition("=")[2].partition(";")[0])
    assert cookie.split("; ")[3:] == ["HttpOnly", "Path=/sign-in/sso", "SameSite=Lax"]
    assert [name for name in ("state", "nonce") if asked[name][0].encode() in held + base64.b64encode(held)] == []
