from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from textwrap import dedent
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queue_app.domain.hall.room import LANGUAGES, NUMBERINGS, READINGS, SLIDES, THEMES, RoomRules
from queue_app.domain.log.errors import FaultyPlan
from queue_app.domain.log.rights import Role
from queue_app.domain.office import plan_file
from queue_app.domain.office.faults import Where
from queue_app.domain.office.plan import (
    EMPLOYMENTS,
    TEXTS,
    CounterPlan,
    GroupPlan,
    HolidayPlan,
    HoursPlan,
    OfficePlan,
    OfficerPlan,
    SeasonPlan,
    ServicePlan,
    SpecialDayPlan,
    StandardPlan,
    TextPlan,
    ZonePlan,
)
from queue_app.domain.office.plan_export import export
from queue_app.domain.office.plan_lines import lines
from queue_app.domain.office.standards import COMPONENTS
from queue_app.domain.paper.ticket_layout import ALIGNS, PARTS, TicketLinePlan
from queue_app.domain.queue.outcomes import Place, Rules
from queue_app.domain.queue.routing import Policy

TODAY = date(2026, 11, 22)
OFFICE = dedent("""\
    [office]
    slug = "uji"
    name = "Kantor Uji"
    address = ""
    time_zone = "Asia/Jakarta"

    [[group]]
    code = "umum"
    name_id = "Umum"
    name_en = "General"

    [[service]]  # line 12
    code = "KTP"
    group = "umum"
    series = "A"
    name_id = "KTP"
    name_en = "ID"
    standard_minutes = 10
    requirements_id = [  # line 19
        "Fotokopi",

        "KK",  # line 22
    ]

    [[service.standard]]
    valid_from = 2026-01-02
    components = { fee = "Gratis", "product" = \'\'\'KTP
    baru\'\'\' }

    [[counter]]  # line 30
    number = 1
    services = ["KTP"]

    [[officer]]
    username = "rina"
    name = \"\"\"Rina \\"S\\"
    \"\"\"
    role = "supervisor"  # line 38
    """)


def found_in(text: str) -> list[tuple[int | None, Where, str]]:
    with pytest.raises(FaultyPlan) as caught:
        plan_file.read(text, today=TODAY)
    faults: Any = caught.value.data["faults"]
    return [(fault.line, fault.where, fault.code) for fault in faults]


def changed(*changes: tuple[str, str]) -> str:
    text = OFFICE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


def test_a_file_becomes_a_plan() -> None:
    plan = plan_file.read(OFFICE, today=TODAY)

    assert (plan.slug, plan.time_zone, plan.policy, plan.rules) == ("uji", "Asia/Jakarta", Policy(), Rules())
    assert plan.services == (
        ServicePlan("KTP", "umum", "A", "KTP", "ID", 10, ["Fotokopi", "KK"],
                    standards=[StandardPlan(date(2026, 1, 2), "", {"fee": "Gratis", "product": "KTP\nbaru"})]),
    )  # fmt: skip
    assert plan.counters == (CounterPlan(1, ["KTP"]),)
    assert plan.officers == (OfficerPlan("rina", 'Rina "S"\n', role=Role.SUPERVISOR),)


def test_every_key_has_its_line() -> None:
    found = lines(OFFICE)

    assert found[("office", "time_zone")] == 5
    assert found[("service",)] == found[("service", 0)] == 12
    assert found[("service", 0, "requirements_id")] == 19
    assert found[("service", 0, "requirements_id", 1)] == 22
    assert found[("service", 0, "standard", 0, "components", "product")] == 27
    assert found[("counter", 0)] == 30
    assert found[("officer", 0, "role")] == 38


def test_dotted_and_quoted_keys_have_their_line_too() -> None:
    text = 'office.name = "A"\n"office".address = "B"\n[policy]\n  kind = "arrival" # ]\n'
    text += "[[a.b]]\nc = 1\n[[a.b]]\n[a.b.d]\ne=[[1,\n2]]"

    assert lines(text) == {
        ("office",): 1, ("office", "name"): 1, ("office", "address"): 2, ("policy",): 3, ("policy", "kind"): 4,
        ("a", "b"): 5, ("a", "b", 0): 5, ("a", "b", 0, "c"): 6, ("a", "b", 1): 7, ("a", "b", 1, "d"): 8,
        ("a", "b", 1, "d", "e"): 9, ("a", "b", 1, "d", "e", 0): 9, ("a", "b", 1, "d", "e", 0, 0): 9,
        ("a", "b", 1, "d", "e", 0, 1): 10,
    }  # fmt: skip


def test_a_file_of_an_older_version_still_says_zone() -> None:
    older = OFFICE.replace("time_zone =", "zone =")

    assert plan_file.read(older, today=TODAY) == plan_file.read(OFFICE, today=TODAY)


def test_every_fault_is_told_with_its_line() -> None:
    text = changed(
        ('time_zone = "Asia/Jakarta"', 'time_zone = "Asia/Medan"'),
        ('name_en = "General"', 'name_en = "General"\ncolour = "red"'),
        ("standard_minutes = 10", 'standard_minutes = "10"'),
        ('services = ["KTP"]', 'services = ["KTP",\n "XYZ"]'),
        ('role = "supervisor"', 'role = "king"'),
        ('username = "rina"\n', ""),
    )

    assert found_in(text) == [
        (5, ("office", "time_zone"), "bad_zone"),
        (11, ("group", 0, "colour"), "unknown_key"),
        (19, ("service", 0, "standard_minutes"), "must_be_number"),
        (34, ("counter", 0, "services", 1), "unknown_service"),
        (36, ("officer", 0, "username"), "missing_key"),
        (39, ("officer", 0, "role"), "must_be_one_of"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[office\n", [(1, (), "syntax_bracket")]),
        ("[office]\nslug = uji\n", [(2, (), "syntax_value")]),
        ('[office]\nslug = "uji\n', [(2, (), "syntax_quote")]),
        ('slug = """uji\n', [(1, (), "syntax_quote")]),
        ('slug = "uji"\nslug = "lain"\n', [(2, (), "syntax_twice")]),
        ("[office]\n[office]\n", [(2, (), "syntax_twice")]),
        ("[office]\nslug\n", [(2, (), "syntax_equals")]),
        ("number = 1 2", [(1, (), "syntax_rest")]),
        ('name = "a\\q"', [(1, (), "syntax_backslash")]),
        ("= 5", [(1, (), "syntax")]),
        ("a = " + "[" * 9999, [(1, (), "too_deep")]),
    ],
)
def test_what_is_no_toml_is_told_with_its_line(text: str, expected: list[tuple[int, Where, str]]) -> None:
    assert found_in(text) == expected


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (('name = "Kantor Uji"', "name = 5"), "must_be_text"),
        (("number = 1", "number = true"), "must_be_number"),
        (("[[group]]", "[group]"), "must_be_tables"),
        (("valid_from = 2026-01-02", "valid_from = 2026-01-02T08:00:00"), "must_be_date"),
        (('services = ["KTP"]', "services = [1]"), "must_be_texts"),
        (('services = ["KTP"]', 'services = ["KTP"]\nfurther = ["KTP"]'), "must_be_lists"),
        (('services = ["KTP"]', 'services = ["KTP"]\nis_active = 1'), "must_be_boolean"),
        (("[office]", "[[office]]"), "must_be_table"),
        (("[office]", "[offices]"), "unknown_key"),
    ],
)  # fmt: skip
def test_what_is_of_another_kind_is_told(change: tuple[str, str], code: str) -> None:
    assert code in {found for _line, _where, found in found_in(changed(change))}


def test_the_room_and_a_line_too_wide_for_the_paper_are_told_on_their_lines() -> None:
    wide = dedent("""\
        [room]
        accent = "red"
        [[ticket_line]]
        what = "number"
        [[ticket_line]]
        what = "text"
        size = 2
        text_id = "Ambil nomor dua kali"
        """)
    first = OFFICE.count("\n") + 1

    assert found_in(OFFICE + wide) == [
        (first + 1, ("room", "accent"), "bad_colour"),
        (first + 7, ("ticket_line", 1, "text_id"), "line_too_wide"),
    ]


def test_the_parsers_own_words_go_with_a_fault_of_syntax() -> None:
    with pytest.raises(FaultyPlan) as caught:
        plan_file.read('slug = "uji\n', today=TODAY)

    faults: Any = caught.value.data["faults"]
    assert [fault.values for fault in faults] == [{"reason": "Illegal character '\\n'"}]


def test_a_fault_knows_what_the_thing_is_called() -> None:
    text = changed(('role = "supervisor"', 'role = "king"'), ("standard_minutes = 10", "standard_minutes = 0"))
    with pytest.raises(FaultyPlan) as caught:
        plan_file.read(text.replace("number = 1\n", ""), today=TODAY)

    faults: Any = caught.value.data["faults"]
    assert [(fault.where[0], fault.of) for fault in faults] == [
        ("service", "KTP"),
        ("counter", ""),
        ("officer", "rina"),
    ]


def test_a_wrong_word_is_told_once_and_not_for_what_stands_in_for_it() -> None:
    assert found_in(changed(('group = "umum"', "group = 7"))) == [(14, ("service", 0, "group"), "must_be_text")]


words = st.text(min_size=1, max_size=12).filter(str.strip).filter(lambda text: "\0" not in text)
codes = st.from_regex(r"[A-Za-z0-9_-]{1,8}", fullmatch=True)
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
one_line = words.filter(lambda text: len(text.splitlines()) == 1)
week = st.sampled_from(["", "08.00-12.00", "07.30-12.00 13.00-16.00"])
standards = st.builds(StandardPlan, days, st.text(max_size=9).filter(lambda text: "\0" not in text),
                      st.dictionaries(st.sampled_from(list(COMPONENTS)), words, max_size=3))  # fmt: skip

zones = st.builds(ZonePlan, codes, words, words, st.just("") | codes)
rooms = st.builds(
    RoomRules, st.sampled_from(list(THEMES)), st.sampled_from(["", "#1c5d99", "#FFAA00"]),
    st.sampled_from(list(READINGS)), st.sampled_from(list(LANGUAGES)), st.integers(1, 3), st.integers(70, 130),
    st.booleans(), st.booleans(), st.booleans(), st.permutations(list(SLIDES)).map(" ".join), st.integers(5, 120),
    st.sampled_from(list(NUMBERINGS)),
)  # fmt: skip
fixed_texts = st.builds(TicketLinePlan, st.just("text"), st.just(1), st.booleans(), st.sampled_from(list(ALIGNS)),
                        st.text("abc \n", min_size=1, max_size=30).filter(str.strip),
                        st.text("abc\n", max_size=30))  # fmt: skip
parts_of_ticket = st.builds(TicketLinePlan, st.sampled_from([each for each in PARTS if each != "text"]),
                            st.integers(1, 8), st.booleans(), st.sampled_from(list(ALIGNS)))  # fmt: skip
tickets = st.lists(fixed_texts | parts_of_ticket, max_size=4).map(
    lambda lines: [*lines, TicketLinePlan("number", size=4)] if lines else []
)


@st.composite
def plans(draw: st.DrawFn) -> OfficePlan:
    groups = [GroupPlan(code, draw(words), draw(words)) for code in draw(st.lists(codes, min_size=1, unique=True))]
    names = draw(st.lists(codes, min_size=1, max_size=4, unique=True))
    services = [
        ServicePlan(
            name, draw(st.sampled_from(groups)).code, draw(st.sampled_from("AKM")), draw(words), draw(words),
            draw(st.integers(1, 480)), draw(st.lists(one_line, max_size=3)), draw(st.lists(one_line, max_size=3)),
            draw(st.none() | st.integers(1, 99)), draw(st.booleans()),
            draw(st.lists(standards, max_size=2, unique_by=lambda each: each.valid_from)),
        )
        for name in names
    ]  # fmt: skip
    places = draw(st.lists(zones, max_size=3, unique_by=lambda each: each.code))
    zone = st.sampled_from(["", *(each.code for each in places)])
    further = [names[1:2], names[2:]]
    return OfficePlan(
        draw(st.from_regex(r"[a-z0-9-]{1,9}", fullmatch=True)), draw(words), draw(words), "Asia/Makassar", groups,
        services, [CounterPlan(1, names, zone=draw(zone)),
                   CounterPlan(2, [], names[:1], further, draw(st.booleans()), draw(zone))],
        [OfficerPlan("rina", draw(words), "", draw(st.sampled_from(Role)), may_pick=draw(st.booleans())),
         OfficerPlan("togar", draw(words), "", employment=EMPLOYMENTS[0], nip="198609232010121902")],
        is_demo=draw(st.booleans()), pairs_devices=draw(st.booleans()),
        policy=Policy(regular=draw(st.integers(1, 20))), rules=Rules(restore_place=draw(st.sampled_from(Place))),
        hours=[HoursPlan(mon=draw(week), sun=draw(week)), HoursPlan("ramadan", fri=draw(week))],
        seasons=[SeasonPlan("ramadan", *sorted([draw(days), draw(days)]))],
        special_days=[SpecialDayPlan(draw(days), draw(words), draw(week))],
        holidays=[HolidayPlan(draw(days), draw(words), "local", draw(st.text("ab ", max_size=5)), draw(st.booleans()))],
        texts=[TextPlan(key, draw(words), "") for key in TEXTS],
        zones=places, room=draw(rooms), ticket=draw(tickets),
    )  # fmt: skip


@given(plans())
def test_what_was_exported_reads_back_to_the_same_plan(plan: OfficePlan) -> None:
    assert plan_file.read(export(plan), today=TODAY) == plan


@given(plans())
def test_an_export_has_a_line_for_every_key_that_the_file_holds(plan: OfficePlan) -> None:
    text = export(plan)
    found = lines(text)

    def keys(value: Any, where: Where = ()) -> list[Where]:
        inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        return [*([where] if where else []), *(key for name, each in inside for key in keys(each, (*where, name)))]

    assert sorted(map(str, found)) == sorted(map(str, keys(tomllib.loads(text))))


def test_an_export_holds_no_password() -> None:
    plan = plan_file.read(OFFICE, today=TODAY)
    secret = replace(plan, officers=[replace(plan.officers[0], password="kopi-susu-2026")])

    assert "kopi-susu-2026" not in export(secret)
    assert export(secret) == export(plan)


HOSTILE = {
    "long number": f"a = {'9' * 5000}",
    "deep key": ".".join("a" * 5000) + " = 1",
    "large number": "[[counter]]\nnumber = 0x" + "f" * 5000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_refused_and_nothing_breaks(text: str) -> None:
    with pytest.raises(FaultyPlan):
        plan_file.read(text, today=TODAY)


def test_many_seasons_are_compared_quickly() -> None:
    season = '[[season]]\ntemplate = "normal"\nfirst = 2026-01-01\nlast = 2026-12-31\n'

    with pytest.raises(FaultyPlan) as refusal:
        plan_file.read(season * 2000, today=TODAY)

    found: Any = refusal.value.data["faults"]
    assert sum(1 for each in found if each.code == "overlap") == 1999
