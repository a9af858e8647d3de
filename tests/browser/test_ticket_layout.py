from __future__ import annotations

from dataclasses import replace

from playwright.sync_api import Page, expect

from queue_app.actions.office import setup
from queue_app.domain.log.rights import Role
from queue_app.domain.office.plan import OfficePlan
from queue_app.store.desk import Desk
from queue_app.store.engines import Database
from tests.browser.conftest import Hall


def administrator(hall: Hall, path: str) -> Page:
    """Tini, who sets the office up in this test."""

    def edit(plan: OfficePlan) -> OfficePlan:
        role = {"tini": Role.ADMINISTRATOR}
        return replace(
            plan, officers=[replace(each, role=role.get(each.username, each.role)) for each in plan.officers]
        )

    database = Database(hall.database_url)
    setup.change(Desk(database), 1, by=None, edit=edit)
    database.close()
    page = hall.signed_in("tini", path)
    page.wait_for_url(f"**{path}")  # loaded: what it lists is there, and its scripts listen
    return page


HEIGHT = "document.querySelector('[data-testid=paper-58]')?.naturalHeight"


def drawn(page: Page) -> int:
    """The height in dots of the picture for 58 mm, once it is there."""
    height: int = page.wait_for_function(HEIGHT).json_value()
    return height


def test_the_picture_follows_what_is_chosen_before_anything_is_saved(hall: Hall) -> None:
    page = administrator(hall, "/admin/ticket")
    before = drawn(page)

    page.get_by_test_id("part-number").locator("select").first.select_option("8")

    expect(page.get_by_test_id("unsaved")).to_be_visible()
    page.wait_for_function(f"before => {HEIGHT} > before", arg=before)
    page.goto(page.url)  # a page that is loaded anew keeps what was chosen in some browsers, and shows it
    assert drawn(page) == before


def test_enter_in_the_form_saves_nothing(hall: Hall) -> None:
    page = administrator(hall, "/admin/ticket")

    page.get_by_test_id("part-number").locator("input[type=checkbox]").press("Enter")

    expect(page.get_by_test_id("ticket")).to_be_visible()
    expect(page.get_by_test_id("done")).to_have_count(0)
