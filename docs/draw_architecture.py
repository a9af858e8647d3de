"""Draw docs/architecture.svg from the imports of the program.

    python -m docs.draw_architecture

Rooms are the folders, arrows are the imports between them; only the order of the floors and of the wings is written
down here. Arrows have four widths and no numbers, so that the picture changes when the house does, not with each line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import product

from docs.rooms import ROOT, Ways, modules, own_files, rooms, ways

PICTURE = ROOT / "docs" / "architecture.svg"
# From the top. A folder that is not named here stands on the first floor, where people come in.
FLOORS: Sequence[tuple[str, Sequence[str]]] = (
    ("the doors", ("web", "live", "printing", "reports", "simulate", "doctor", "cli", "kiosk")),
    ("what people\ndo and see", ("actions", "screens")),
    ("what is\nkept", ("store",)),
    ("what is\nright", ("domain",)),
)
WINGS = ("log", "office", "paper", "queue", "hall", "evidence", "citizen")  # columns, as actions order them
WIDTHS = ((40, 7.0, "40 and more"), (15, 4.0, "15 to 39"), (5, 2.2, "5 to 14"), (1, 1.0, "1 to 4 imports"))
SAME, OTHER, BESIDES, PAST = "#0b5c58", "#93aaa7", "#b98545", "#6d7f93"  # colours of arrows
INK, FAINT, FLOOR = "#123b38", "#51635f", "#eef3f2"
WIDE, LEFT, RIGHT, BETWEEN = 1280, 132, 1196, 14  # the picture; where its rooms begin and end; between two of them
TOP, BAND, GAP, ROOM = 70, 124, 104, 56  # above the first floor; a floor; between two floors; a room
HEIGHT = TOP + len(FLOORS) * (BAND + GAP) - GAP + 96


@dataclass(frozen=True)
class Room:
    """One box of the picture."""

    name: str  # "actions/queue"
    floor: int
    x: float
    wide: float

    @property
    def top(self) -> float:
        return TOP + self.floor * (BAND + GAP) + BAND - ROOM - 8

    @property
    def middle(self) -> float:
        return self.x + self.wide / 2

    def port(self, at: int, count: int) -> float:
        """Where the arrow with that place among so many leaves or arrives."""
        return self.x + self.wide * (0.18 + 0.64 * (at + 0.5) / count)


def picture() -> str:
    """The whole SVG."""
    known = modules()
    placed, found = _placed(rooms(known)), ways(known)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HEIGHT}" font-family="sans-serif">',
        "<title>The rooms of the program; arrows are imports, and lead downwards</title>",
        *_heads(),
        f'<rect width="{WIDE}" height="{HEIGHT}" fill="#ffffff"/>',
        *(part for floor in range(len(FLOORS)) for part in _floor(floor)),
        *_arrows(placed, found),
        *(part for room in placed.values() for part in _room(room)),
        *_own_files(dict(own_files(known))),
        *_legend(),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _placed(names: Sequence[str]) -> dict[str, Room]:
    """Every room in its place: wings stand under each other, what has no wing stands to the right of them."""
    columns = [wing for wing in WINGS if any(_wing(name) == wing for name in names)]
    return {room.name: room for floor in range(len(FLOORS)) for room in _on_floor(floor, names, columns)}


def _on_floor(floor: int, names: Sequence[str], columns: Sequence[str]) -> Iterator[Room]:
    here = [name for name in names if _floor_of(name) == floor]
    winged = {name: columns.index(_wing(name)) for name in here if _wing(name) in columns}
    others = sorted((name for name in here if name not in winged), key=_by_folder)
    places = winged | {name: at + (len(columns) if winged else 0) for at, name in enumerate(others)}
    count = max(len(columns) + 1 if winged else 1, *(at + 1 for at in places.values()), 1)
    wide = (RIGHT - LEFT - BETWEEN * (count - 1)) / count
    for name, at in sorted(places.items(), key=lambda place: place[1]):
        yield Room(name, floor, LEFT + at * (wide + BETWEEN), wide)


def _wing(name: str) -> str:
    return name.partition("/")[2].split("/")[0]


def _floor_of(name: str) -> int:
    return next((at for at, (_title, folders) in enumerate(FLOORS) if name.partition("/")[0] in folders), 0)


def _by_folder(name: str) -> tuple[int, str]:
    order = [each for _title, folders in FLOORS for each in folders]
    folder = name.partition("/")[0]
    return (order.index(folder) if folder in order else len(order), name)


def _arrows(placed: dict[str, Room], found: Ways) -> Iterator[str]:
    """Grey before green, thin before broad: what lies on top is what one shall see."""
    pairs = {way: (placed[way[0]], placed[way[1]]) for way in found}
    down = {way: pair for way, pair in pairs.items() if abs(pair[1].floor - pair[0].floor) == 1}
    drawn = [(SAME if _wing(way[0]) == _wing(way[1]) != "" else OTHER, found[way], _line(way, down)) for way in down]
    level = [way for way, (start, end) in pairs.items() if start.floor == end.floor]
    drawn += [(BESIDES, found[way], _arc(*pairs[way])) for way in level]
    order = (OTHER, BESIDES, SAME)
    for colour, count, path in sorted(drawn, key=lambda each: (order.index(each[0]), each[1], each[2])):
        yield _path(path, colour, count)
    past = Counter[tuple[int, int]]()
    for way, (start, end) in pairs.items():
        past[start.floor, end.floor] += found[way] if abs(end.floor - start.floor) > 1 else 0
    yield from _past(+past)


def _line(way: tuple[str, str], down: dict[tuple[str, str], tuple[Room, Room]]) -> str:
    """From a room to one on the next floor. At each room the arrows stand in the order of where they lead."""
    start, end = down[way]
    out = sorted((to for (name, _to), (_start, to) in down.items() if name == start.name), key=lambda room: room.x)
    into = sorted((of for (_of, name), (of, _end) in down.items() if name == end.name), key=lambda room: room.x)
    x, to = start.port(out.index(end), len(out)), end.port(into.index(start), len(into))
    y, low = (start.top + ROOM, end.top - 2) if start.floor < end.floor else (start.top, end.top + ROOM + 2)
    bend = (low - y) / 2
    return f"M{x:.1f} {y:.1f}C{x:.1f} {y + bend:.1f} {to:.1f} {low - bend:.1f} {to:.1f} {low:.1f}"


def _arc(start: Room, end: Room) -> str:
    """Between two rooms of one floor, over those that stand between them."""
    side = 1 if start.x < end.x else -1
    far = abs(start.middle - end.middle)
    x, to = start.middle + side * start.wide * 0.38, end.middle - side * end.wide * 0.38
    high, low = start.top, end.top - 2
    rise = min(14 + far * 0.055, 58)
    return f"M{x:.1f} {high:.1f}C{x:.1f} {high - rise:.1f} {to:.1f} {high - rise:.1f} {to:.1f} {low:.1f}"


def _past(found: Counter[tuple[int, int]]) -> Iterator[str]:
    """What passes a floor by: from floor to floor beside the rooms."""
    for at, ((start, end), count) in enumerate(sorted(found.items())):
        edge, out = RIGHT + 12, RIGHT + 30 + at * 18
        y, low = (TOP + floor * (BAND + GAP) + BAND / 2 + shift for floor, shift in ((start, at * 14), (end, at * 14)))
        yield _path(f"M{edge} {y:g}H{out}V{low:g}H{edge + 2}", PAST, count)


def _path(path: str, colour: str, count: int) -> str:
    wide = next(wide for least, wide, _told in WIDTHS if count >= least)
    head = f' marker-end="url(#{_head(colour, wide)})"'
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{wide:g}" stroke-opacity=".75"{head}/>'


def _head(colour: str, wide: float) -> str:
    return f"head-{colour.removeprefix('#')}-{wide:.0f}"


def _heads() -> Iterator[str]:
    for colour, (_least, wide, _told) in product((SAME, OTHER, BESIDES, PAST), WIDTHS):
        size = 7 + 1.4 * wide
        yield (
            f'<marker id="{_head(colour, wide)}" viewBox="0 0 8 8" refX="6" refY="4" markerWidth="{size:g}"'
            f' markerHeight="{size:g}" markerUnits="userSpaceOnUse" orient="auto">'
            f'<path d="M0 0L8 4L0 8z" fill="{colour}"/></marker>'
        )


def _floor(floor: int) -> Iterator[str]:
    top = TOP + floor * (BAND + GAP)
    yield f'<rect x="8" y="{top}" width="{RIGHT + 4}" height="{BAND}" rx="10" fill="{FLOOR}"/>'
    title = FLOORS[floor][0].splitlines()
    for at, line in enumerate(title):
        yield _text(20, top + BAND - 31 + 20 * (at - (len(title) - 1) / 2), line, size=15, fill=FAINT)


def _room(room: Room) -> Iterator[str]:
    folder, _, inner = room.name.partition("/")
    yield (
        f'<rect x="{room.x:.1f}" y="{room.top:g}" width="{room.wide:.1f}" height="{ROOM}" rx="6" fill="#ffffff"'
        f' stroke="{SAME}" stroke-width="1.5"/>'
    )
    if inner:
        yield _text(room.middle, room.top + 21, folder, size=13, fill=FAINT, anchor="middle")
    yield _text(room.middle, room.top + (43 if inner else 35), inner or folder, size=18, fill=INK, anchor="middle")


def _own_files(found: dict[str, set[str]]) -> Iterator[str]:
    """The package's own files: above the house what joins its rooms, below it what all of them may know."""
    joining = {name for name, folders in found.items() if folders - {"domain"}}
    yield _text(20, 42, f"join them:  {'  '.join(sorted(joining))}", size=16, fill=INK)
    yield _text(20, HEIGHT - 60, f"known to all:  {'  '.join(sorted({*found} - joining))}", size=16, fill=INK)


def _legend() -> Iterator[str]:
    y = HEIGHT - 24
    for at, (_least, wide, told) in enumerate(reversed(WIDTHS)):
        x = 20 + at * 158
        yield f'<path d="M{x} {y - 5}H{x + 34}" stroke="{FAINT}" stroke-width="{wide:g}"/>'
        yield _text(x + 42, y, told, size=13, fill=FAINT)
    colours = ((SAME, "the same wing"), (OTHER, "another wing"), (BESIDES, "the same floor"), (PAST, "past a floor"))
    for at, (colour, told) in enumerate(colours):
        x = 672 + at * 152
        yield f'<path d="M{x} {y - 5}H{x + 26}" stroke="{colour}" stroke-width="4"/>'
        yield _text(x + 34, y, told, size=13, fill=FAINT)


def _text(x: float, y: float, text: str, *, size: int, fill: str, anchor: str = "start") -> str:
    start = f'<text x="{x:.1f}" y="{y:g}" font-size="{size}" fill="{fill}" text-anchor="{anchor}"'
    return f'{start} xml:space="preserve">{escape(text)}</text>'


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8")
