from __future__ import annotations

import pytest

from queue_app.domain.log.rights import (
    DEVICE_RIGHTS,
    OF_DEVICES,
    RIGHTS,
    DeviceKind,
    Right,
    Role,
    device_for,
    may,
    rights_of,
)

TABLE = """
right          nobody officer supervisor head administrator auditor inspector
open           yes    yes     yes        yes  yes           yes     yes
signed_in      no     yes     yes        yes  yes           yes     yes
serve          no     yes     yes        no   no            no      no
pick           no     no      yes        no   no            no      no
take_over      no     no      yes        no   no            no      no
watch          no     no      yes        yes  yes           no      no
close_services no     no      yes        yes  yes           no      no
preview        no     no      yes        yes  yes           no      no
set_up         no     no      no         no   yes           no      no
audit          no     no      no         no   yes           yes     no
mind_paper     no     yes     yes        yes  yes           no      no
void_floods    no     yes     yes        yes  yes           no      no
train          no     yes     yes        no   yes           no      no
history        no     no      yes        yes  yes           no      no
own_evidence   no     yes     yes        no   no            no      no
evaluate       no     no      yes        no   no            no      no
aggregates     no     no      no         yes  no            no      no
team           no     no      yes        yes  no            no      no
complaints     no     no      yes        yes  no            no      yes
integrity      no     no      no         no   no            no      yes
surveys        no     no      yes        yes  no            no      no
enter_forms    no     no      yes        no   yes           no      no
publish        no     no      yes        yes  no            no      no
privacy        no     no      no         yes  yes           no      no
look_after     no     no      no         yes  yes           no      no
"""
_HEAD, *_LINES = (line.split() for line in TABLE.strip().splitlines())
CASES = [
    pytest.param(None if who == "nobody" else Role(who), Right(right), cell == "yes", id=f"{who}-{right}")
    for right, *cells in _LINES
    for who, cell in zip(_HEAD[1:], cells, strict=True)
]


def test_the_table_speaks_of_everyone_and_every_right() -> None:
    assert set(_HEAD[1:]) == {"nobody", *Role}
    assert {line[0] for line in _LINES} | OF_DEVICES == set(Right)
    assert set(RIGHTS) == {None, *Role}


@pytest.mark.parametrize(("role", "right", "expected"), CASES)
def test_everyone_may_do_what_the_table_says(role: Role | None, right: Right, *, expected: bool) -> None:
    assert may(role, right) is expected


@pytest.mark.parametrize("role", RIGHTS, ids=str)
def test_nobody_has_the_rights_of_a_device(role: Role | None) -> None:
    assert RIGHTS[role] & OF_DEVICES == set()


def test_each_device_has_the_one_right_of_its_kind() -> None:
    assert {
        DeviceKind.KIOSK: {Right.TAKE_NUMBERS},
        DeviceKind.DISPLAY: {Right.SHOW_CALLS},
        DeviceKind.SURVEY: {Right.ANSWER},
        DeviceKind.PRINTER: {Right.PRINT},
    } == DEVICE_RIGHTS


@pytest.mark.parametrize("kind", DeviceKind)
def test_the_right_names_its_device(kind: DeviceKind) -> None:
    assert {device_for(right) for right in DEVICE_RIGHTS[kind]} == {kind}


@pytest.mark.parametrize("role", Role)
def test_only_who_serves_can_be_let_call_out_of_order(role: Role) -> None:
    let = rights_of(role, may_pick=True)

    assert (Right.PICK in let) == (Right.SERVE in let)
    assert let - {Right.PICK} == RIGHTS[role] - {Right.PICK}


def test_an_officer_who_was_not_let_calls_in_order() -> None:
    assert Right.PICK not in rights_of(Role.OFFICER, may_pick=False)
