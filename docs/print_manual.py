"""Print docs/manual on A4: build/manual-id.pdf and build/manual-en.pdf, at most twelve pages each.

    python -m docs.print_manual

The letters are those of the sheets of reports. Of Markdown it knows what the manual uses: headings, paragraphs, steps,
points, one table, pictures, bold and code.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from PIL import Image

import queue_app
from docs.rooms import ROOT
from queue_app.reports.sheet import table
from queue_app.reports.sheet.a4 import Sheet
from queue_app.reports.sheet.setting import Style
from queue_app.reports.sheet.table import Column, Look

MANUAL, OUT = ROOT / "docs" / "manual", ROOT / "build"
PAGES = {"id": "Halaman {number} dari {all}", "en": "Page {number} of {all}"}
DATE = datetime(2026, 11, 30, tzinfo=ZoneInfo("Asia/Jakarta"))  # the same text gives the same bytes
TITLE, PART, TOPIC, TEXT = Style(22, is_bold=True), Style(15, is_bold=True), Style(11.5, is_bold=True), Style(9.5)
BOLD = Style(TEXT.size, is_bold=True)
STANDS = 0.76  # of a line, where its letters stand
CELLS = Look(Style(8.5, is_bold=True), Style(8.5), is_ruled=False)
PICTURE_MM, INDENT, AFTER = 108.0, 6.0, 1.2  # millimetres
CODE = (11, 92, 88)  # the colour of what is typed
INLINE = re.compile(r"(\*\*.+?\*\*|`.+?`|\*.+?\*)")
KINDS = (
    ("heading", re.compile(r"(#+) (.+)")),
    ("picture", re.compile(r"!\[(.*)\]\((.+)\)")),
    ("row", re.compile(r"\| ?(.+?) ?\|$")),
    ("step", re.compile(r"(\d+\.|-) (.+)")),
)
Block = tuple[str, tuple[str, ...]]
Piece = tuple[str, Style, bool]


def manual(lang: str) -> bytes:
    """The manual in one language as a PDF."""
    page = _Manual(lang)
    page.add_page()
    blocks = list(parsed((MANUAL / f"{lang}.md").read_text(encoding="utf-8")))
    for place, (kind, parts) in enumerate(blocks):
        page.draw(kind, parts, blocks[place + 1 : place + 3])
    return page.finished()


def parsed(text: str) -> Iterator[Block]:
    """What stands one below the other: its kind, and its parts. A line that begins nothing goes on with the last."""
    found: list[str] = []
    for line in text.splitlines():
        begins = not found or not found[-1] or not line or any(form.match(line) for _kind, form in KINDS)
        found[len(found) if begins else -1 :] = [line if begins else f"{found[-1]} {line.strip()}"]
    for line in filter(None, found):
        matched = next(((kind, match) for kind, form in KINDS if (match := form.match(line))), None)
        yield (matched[0], matched[1].groups()) if matched else ("paragraph", (line,))


def words(text: str) -> Iterator[list[Piece]]:
    """What stands between two blanks: letters, how they look, and whether they are typed."""
    word: list[Piece] = []
    for piece in filter(None, INLINE.split(text)):
        style = BOLD if piece.startswith("*") else TEXT
        first, *rest = (piece.strip("*`") if piece[0] in "*`" else piece).split(" ")
        word.append((first, style, piece.startswith("`")))
        for each in rest:
            yield word
            word = [(each, style, piece.startswith("`"))]
    yield word


class _Manual(Sheet):
    def __init__(self, lang: str) -> None:
        title = f"Antrean {queue_app.__version__}"
        super().__init__(title=title, lang=lang, made_at=DATE, about=title, pages=PAGES[lang])
        self._rows: list[tuple[str, ...]] = []
        self._parts = 0
        self._ways: dict[str, Callable[..., None]] = {
            "heading": self._heading, "picture": self._picture, "row": self._row,
            "step": self._step, "paragraph": self._paragraph,
        }  # fmt: skip

    def draw(self, kind: str, parts: tuple[str, ...], after: list[Block]) -> None:
        """One block. after: the two that follow; a heading stays with them, and a table is drawn with its last row."""
        self._ways[kind](*parts, after=after)

    def _heading(self, level: str, text: str, *, after: list[Block]) -> None:
        style = {1: TITLE, 2: PART, 3: TOPIC}[len(level)]
        if len(level) == 2 and self._parts:  # whoever prints only the own part
            self.add_page()
        self._parts += len(level) == 2
        self.y += 0 if len(level) == 1 else 2.5
        picture = any(kind == "picture" for kind, _parts in after)
        self.ensure(style.line_mm + (PICTURE_MM * 0.62 + 14 if picture else 22))
        self.paragraph(text, style, after=1.0)

    def _picture(self, says: str, path: str, *, after: list[Block]) -> None:
        del after
        self.image(MANUAL / path, self.l_margin, self.y, PICTURE_MM, alt_text=says)
        width, height = size_of(MANUAL / path)
        high = PICTURE_MM * height / width
        self.set_draw_color(190)
        self.rect(self.l_margin, self.y, PICTURE_MM, high)
        beside = self.l_margin + PICTURE_MM + 4
        top = self.y
        for line in self.lines(says, self.w - self.r_margin - beside, Style(8, grey=95)):
            self.draw_line(line, beside, top, self.w - self.r_margin - beside, Style(8, grey=95))
            top += Style(8).line_mm
        self.y += high + 2

    def _row(self, text: str, *, after: list[Block]) -> None:
        self._rows.append(tuple(re.sub(r"[*`]", "", cell) for cell in text.split(" | ")))
        if after and after[0][0] == "row":
            return
        head, *rows = (row for row in self._rows if not set("".join(row)) <= set("-|"))
        table.draw(
            self,
            [Column(title, share) for title, share in zip(head, (2, 5), strict=True)],
            rows,
            CELLS,
            bold=frozenset(),
        )
        self._rows = []
        self.y += AFTER

    def _step(self, mark: str, text: str, *, after: list[Block]) -> None:
        del after
        self.ensure(TEXT.line_mm * 2)
        self._face(TEXT)
        self.text(self.l_margin, self.y + TEXT.line_mm * STANDS, "•" if mark == "-" else mark)
        self._written(text, self.l_margin + INDENT)

    def _paragraph(self, text: str, *, after: list[Block]) -> None:
        del after
        self._written(text, self.l_margin)

    def _written(self, text: str, left: float) -> None:
        """Words in lines, those of the screen bold, and what is typed in a colour of its own."""
        x, right, blank = left, self.w - self.r_margin, self.measure(" ", TEXT)
        for word in words(text):
            width = sum(self.measure(letters, style) for letters, style, _typed in word)
            if x > left and x + width > right:
                self.y += TEXT.line_mm
                self.ensure(TEXT.line_mm)
                x = left
            for letters, style, is_typed in word:
                self._face(style)
                self.set_text_color(CODE if is_typed else TEXT.grey)
                self.text(x, self.y + TEXT.line_mm * STANDS, letters)
                x += self.measure(letters, style)
            x += blank
        self.y += TEXT.line_mm + AFTER


def size_of(picture: Path) -> tuple[int, int]:
    """Its width and height in pixels."""
    with Image.open(picture) as opened:
        return opened.size


def main() -> None:
    """Writes both files."""
    OUT.mkdir(exist_ok=True)
    for lang in PAGES:
        path = OUT / f"manual-{lang}.pdf"
        path.write_bytes(manual(lang))
        sys.stdout.write(f"{path.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
