from __future__ import annotations

import pytest

from queue_app.domain.rights import RIGHTS, Right, Role, may

TABLE = """
who            open  serve  watch  signed_in
nobody         yes   no     no     no
officer        yes   yes    no     yes
supervisor     yes   yes    yes    yes
administrator  yes   no     yes    yes
"""
_HEAD, *_LINES = (line.split() for line in TABLE.strip().splitlines())
CASES = [
    pytest.param(None if who == "nobody" else Role(who), Right(right), cell == "yes", id=f"{who}-{right}")
    for who, *cells in _LINES
    for right, cell in zip(_HEAD[1:], cells, strict=True)
]


def test_the_table_speaks_of_everyone_and_every_right() -> None:
    assert {line[0] for line in _LINES} == {"nobody", *Role}
    assert set(_HEAD[1:]) == set(Right)
    assert set(RIGHTS) == {None, *Role}


@pytest.mark.parametrize(("role", "right", "expected"), CASES)
def test_everyone_may_do_what_the_table_says(role: Role | None, right: Right, *, expected: bool) -> None:
    assert may(role, right) is expected
