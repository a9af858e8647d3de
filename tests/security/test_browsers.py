"""What a browser, or whoever asks in its place, is told and is not told: proofs that docs/security.md names."""

from __future__ import annotations

from pathlib import Path

import pytest

from queue_app.config import Server
from queue_app.domain.log.rights import Right, Role
from queue_app.web.frame.address import Address
from tests.offices import Office
from tests.web.visitors import Site, make_site

HSTS = "Strict-Transport-Security"


@pytest.fixture
def site(office: Office, tmp_path: Path) -> Site:
    return make_site(office, tmp_path)


@pytest.mark.parametrize(
    ("public_url", "came_by", "told"),
    [
        ("https://antrean.test", "https", "max-age=31536000; includeSubDomains"),
        ("https://antrean.test", "http", None),
        ("http://antrean.test", "https", None),
        ("", "https", None),
    ],
)
def test_a_server_whose_address_is_https_is_never_asked_without_it_again(
    office: Office, tmp_path: Path, public_url: str, came_by: str, told: str | None
) -> None:
    site = make_site(office, tmp_path, server=Server(public_url=public_url, hosts=["localhost"]))

    assert site.visitor().get("/sign-in", base_url=f"{came_by}://localhost").headers.get(HSTS) == told


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_a_fault_tells_nothing_of_its_inside(site: Site, accept: str) -> None:
    def fails() -> str:
        raise RuntimeError("the secret of the inside")

    site.app.add_url_rule("/fails", view_func=Address(Right.OPEN, "Fails")(fails), endpoint="fails")

    answer = site.visitor().browser.get("/fails", headers={"Accept": accept})

    assert answer.status_code == 500
    assert [word for word in ("secret", "Traceback", "RuntimeError", ".py") if word in answer.text] == []
    assert (site.app.debug, site.app.testing) == (False, False)


@pytest.mark.parametrize("folder", ["/static/", "/static", "/static/vendor/", "/files/", "/browser/", "/display/page/"])
def test_no_folder_is_listed(site: Site, folder: str) -> None:
    assert site.visitor().get(folder, follow_redirects=True).status_code == 404


@pytest.mark.parametrize("path", ["/", "/counter", "/o/uji"])
def test_no_request_is_sent_back_to_its_sender(site: Site, path: str) -> None:
    answer = site.visitor().browser.open(path, method="TRACE", headers={"Cookie": "antrean_session=secret"})

    assert (answer.status_code, "secret" in answer.text) == (405, False)


@pytest.mark.parametrize(
    ("role", "path"),
    [
        (Role.OFFICER, "/account"), (Role.OFFICER, "/account/second-factor"), (Role.OFFICER, "/counter/state"),
        (Role.ADMINISTRATOR, "/admin/officers"), (Role.ADMINISTRATOR, "/admin/file/set-up.toml"),
        (Role.SUPERVISOR, "/complaints"), (Role.AUDITOR, "/journal"),
    ],
)  # fmt: skip
def test_no_page_of_staff_is_kept_by_a_browser(site: Site, role: Role, path: str) -> None:
    site.give_role("joko", role)

    answer = site.signed_in("joko").get(path)

    assert (answer.status_code, answer.headers.get("Cache-Control")) == (200, "no-store")


@pytest.mark.parametrize(
    "wished", ["//evil.test", "https://evil.test", "/\\evil.test", "javascript:alert(1)", "/%0d%0a"]
)
def test_a_sign_in_leads_to_no_other_site(site: Site, wished: str) -> None:
    assert site.visitor().sign_in("wati", way=f"/sign-in?next={wished}").location == "/counter"
