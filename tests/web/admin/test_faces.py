"""Pictogram and hue of a group: chosen from pictures in the set-up, with what the kiosk makes of them."""

from __future__ import annotations

import re

from queue_app.domain.hall.hues import HUES
from queue_app.domain.hall.pictograms import PICTOGRAMS
from tests.web.admin.forms import send
from tests.web.admin.test_index import administrator, logged, plan_of
from tests.web.visitors import Site

FORM = "/admin/groups/edit/umum"


def test_the_form_shows_the_picture_of_each_choice(site: Site) -> None:
    page = administrator(site).get(FORM).text

    drawn = re.findall(r'pictograms\.svg\?v=\w+#(\w+)"></use></svg>[^<]', page)
    hues = re.findall(r'class="swatch hue-(\w+)"', page)

    assert (drawn, hues) == (list(PICTOGRAMS), list(HUES))


def test_what_is_chosen_is_in_the_set_up_and_in_the_log(site: Site) -> None:
    tini = administrator(site)

    send(tini, FORM, pictogram="stamp", hue="teal")

    group = plan_of(site).groups[0]
    assert (group.pictogram, group.hue) == ("stamp", "teal")
    assert logged(site) == [("group", "umum", "pictogram hue")]


def test_a_pictogram_that_is_none_is_refused(site: Site) -> None:
    answer = send(administrator(site), FORM, pictogram="dragon")

    assert answer.status_code == 400
    assert plan_of(site).groups[0].pictogram == ""
