"""The zero of the shipped letters: an open one, since a barred zero beside letters is read as Ø."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Hall

# Draws one sign as large as it goes and answers whether ink lies in the middle of what was drawn.
INK_IN_THE_MIDDLE = """async ([sign, weight]) => {
  const font = `${weight} 200px Atkinson`;
  await document.fonts.load(font, sign);
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 300;
  const pen = canvas.getContext("2d");
  pen.font = font;
  pen.fillText(sign, 50, 250);
  const ink = [];
  const { data } = pen.getImageData(0, 0, 300, 300);
  for (let at = 0; at < data.length / 4; at++) if (data[at * 4 + 3] > 128) ink.push([at % 300, Math.floor(at / 300)]);
  const middle = (of) => Math.round((Math.min(...of) + Math.max(...of)) / 2);
  const x = middle(ink.map((each) => each[0])), y = middle(ink.map((each) => each[1]));
  return pen.getImageData(x, y, 1, 1).data[3] > 128;
}"""


@pytest.mark.parametrize("weight", [400, 700])
def test_a_zero_has_no_bar(hall: Hall, weight: int) -> None:
    page = hall.kiosk()

    found = {sign: page.evaluate(INK_IN_THE_MIDDLE, [sign, weight]) for sign in ("0", "8", "O")}

    assert found == {"0": False, "8": True, "O": False}
