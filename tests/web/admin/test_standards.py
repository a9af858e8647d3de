"""Service standards: kept in versions by the administrator, read by everyone in their public part."""

from __future__ import annotations

import re
from datetime import date

from queue_app.domain.office.standards import COMPONENTS
from tests.web.admin.forms import fields, press, send
from tests.web.admin.test_index import administrator, logged, plan_of
from tests.web.visitors import Site

WHOLE = {key: f"Isi {key}" for key in COMPONENTS}
PATH = "/admin/services/standard/KTP"


def test_a_standard_is_written_with_its_14_components(site: Site) -> None:
    tini = administrator(site)

    send(tini, f"{PATH}/add", valid_from="2026-01-02", decree="470/1/2026", **WHOLE)

    [standard] = plan_of(site).services[0].standards
    assert (standard.valid_from, standard.decree, standard.components) == (date(2026, 1, 2), "470/1/2026", WHOLE)
    assert logged(site) == [("standard", "KTP 2026-01-02", "valid_from decree components")]


def test_a_new_version_starts_as_a_copy_and_may_be_deleted_before_it_begins(site: Site) -> None:
    tini = administrator(site)
    send(tini, f"{PATH}/add", valid_from="2026-01-02", decree="1", **WHOLE)

    started = fields(tini.get(f"{PATH}/add").text, f"{PATH}/add")
    send(tini, f"{PATH}/add", valid_from="2027-01-02", decree="2", fee="Gratis")
    deleted = press(tini, f"{PATH}/2027-01-02/remove")
    kept = press(tini, f"{PATH}/2026-01-02/remove")

    assert (started["fee"], started["decree"]) == ("Isi fee", "")
    assert (deleted.status_code, kept.status_code) == (302, 404)
    assert [each.valid_from for each in plan_of(site).services[0].standards] == [date(2026, 1, 2)]


def test_two_versions_of_one_day_are_refused_and_nothing_is_lost(site: Site) -> None:
    tini = administrator(site)
    send(tini, f"{PATH}/add", valid_from="2026-01-02", decree="1", **WHOLE)

    answer = send(tini, f"{PATH}/add", valid_from="2026-01-02", fee="Gratis")

    assert answer.status_code == 400
    assert "Friday, 2 January 2026 is there twice." in answer.text.split('id="valid_from-fault">')[1]
    assert fields(answer.text, f"{PATH}/add")["fee"] == "Gratis"


def test_the_pages_of_the_standards_tell_dates_as_people_write_them(site: Site) -> None:
    tini = administrator(site)
    send(tini, f"{PATH}/add", valid_from="2026-01-02", decree="1", **WHOLE)
    tini.get("/admin?lang=id")

    versions, version, services = (tini.get(path).text for path in (PATH, f"{PATH}/2026-01-02", "/admin/services"))

    assert "Jumat, 2 Januari 2026</a>" in versions
    assert "<h1>Versi Jumat, 2 Januari 2026</h1>" in version
    assert "sejak 2 Jan 2026" in services
    assert re.findall(r">[^<]*\d{4}-\d\d-\d\d[^<]*<", versions + version + services) == []


def test_long_components_are_taken_whole(site: Site) -> None:
    tini = administrator(site)
    long = dict.fromkeys(COMPONENTS, "kata " * 900)

    assert send(tini, f"{PATH}/add", valid_from="2026-01-02", **long).status_code == 302


def test_everyone_reads_the_public_components_of_the_version_in_force_and_no_other(site: Site) -> None:
    tini = administrator(site)
    send(tini, f"{PATH}/add", valid_from="2026-01-02", decree="470/1/2026", **WHOLE)
    send(tini, f"{PATH}/add", valid_from="2030-01-01", decree="470/9/2030", **WHOLE)

    page = site.visitor().get("/standards/uji/KTP").text

    public = {key for key, each in COMPONENTS.items() if each.is_public}
    assert {key for key in COMPONENTS if f"Isi {key}" in page} == public
    assert ("470/1/2026" in page, "470/9/2030" in page) == (True, False)


def test_a_service_without_a_standard_says_so(site: Site) -> None:
    answer = site.visitor(lang="en").get("/standards/uji/KTP")

    assert (answer.status_code, "has not published a standard" in answer.text) == (200, True)


def test_a_service_that_is_none_has_no_sheet(site: Site) -> None:
    assert site.visitor().get("/standards/uji/LAIN").status_code == 404
