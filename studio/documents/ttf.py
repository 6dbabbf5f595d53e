"""Reads the TrueType fonts that ship with the program and cuts subsets from them.

Only what a PDF needs is parsed, and only when it is asked for: Noto Sans SC holds 30,000 glyphs.
Layouts follow the OpenType specification 1.9. Fonts from elsewhere are never read here.
"""

import mmap
import sys
from array import array
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from struct import pack, pack_into, unpack_from
from typing import Literal

_WORDS, _OFFSETS_LONG = 0x0001, 1
_SCALE, _SCALE_XY, _MATRIX, _MORE = 0x0008, 0x0040, 0x0080, 0x0020
_COPIED_TABLES = ("cvt ", "fpgm", "prep")


def _numbers(code: Literal["H", "I"], data: bytes) -> Sequence[int]:
    """Read big-endian numbers ("H", "I") from `data`; a torn last one is left out."""
    values = array(code)
    values.frombytes(data[: len(data) // values.itemsize * values.itemsize])
    if sys.byteorder == "little":
        values.byteswap()
    return values


class Face:
    """One TrueType font file, kept mapped; all lengths are in thousandths of the type size."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        count = unpack_from(">H", self._data, 4)[0]
        self._tables: dict[str, tuple[int, int]] = {}
        for index in range(count):
            name, _, start, length = unpack_from(">4sIII", self._data, 12 + 16 * index)
            self._tables[name.decode("latin-1")] = (start, length)
        head, header = self._table("head"), self._table("hhea")
        self._scale: float = 1000 / unpack_from(">H", head, 18)[0]
        self._long_offsets = unpack_from(">h", head, 50)[0] == _OFFSETS_LONG
        self.box = [round(side * self._scale) for side in unpack_from(">4h", head, 36)]
        self.ascent, self.descent = (self._scaled(header, place) for place in (4, 6))
        self._metrics_count: int = unpack_from(">H", header, 34)[0]
        system = self._table("OS/2")
        self.weight = unpack_from(">H", system, 4)[0]
        self.cap_height = self._scaled(system, 88)
        self.name = self._postscript_name()

    def _table(self, name: str) -> bytes:
        start, length = self._tables[name]
        return self._data[start : start + length]

    def _scaled(self, table: bytes, place: int) -> int:
        value: int = unpack_from(">h", table, place)[0]
        return round(value * self._scale)

    def _postscript_name(self) -> str:
        table = self._table("name")
        count, strings = unpack_from(">HH", table, 2)
        for index in range(count):
            platform, _, _, kind, length, start = unpack_from(">6H", table, 6 + 12 * index)
            if kind == 6:
                raw = table[strings + start : strings + start + length]
                return raw.decode("utf-16-be" if platform in (0, 3) else "latin-1")
        raise ValueError("The font has no PostScript name")

    @cached_property
    def glyphs(self) -> dict[int, int]:
        """Glyph number of each character code the font can draw."""
        table = self._table("cmap")
        offsets: dict[int, int] = {}
        for index in range(unpack_from(">H", table, 2)[0]):
            platform, _, start = unpack_from(">HHI", table, 4 + 8 * index)
            if platform in (0, 3):
                offsets.setdefault(unpack_from(">H", table, start)[0], start)
        if 12 in offsets:
            return _segmented_coverage(table, offsets[12])
        return _segment_mapping(table, offsets[4])

    @cached_property
    def _metrics(self) -> Sequence[int]:
        return _numbers("H", self._table("hmtx"))

    @cached_property
    def _locations(self) -> Sequence[int]:
        table = self._table("loca")
        if self._long_offsets:
            return _numbers("I", table)
        return [place * 2 for place in _numbers("H", table)]

    def width(self, code: int) -> int:
        """Return the advance of a character the font can draw."""
        return round(self._advance(self.glyphs[code]) * self._scale)

    def _advance(self, glyph: int) -> int:
        return self._metrics[2 * min(glyph, self._metrics_count - 1)]

    def _bearing(self, glyph: int) -> int:
        count = self._metrics_count
        return self._metrics[2 * glyph + 1 if glyph < count else count + glyph]

    def subset(self, wanted: list[int]) -> bytes:
        """Return a font file of .notdef and the `wanted` glyphs, in that order, renumbered."""
        order, outlines = self._outlines(wanted)
        places, place = [0], 0
        for outline in outlines:
            place += len(outline)
            places.append(place)
        head, header, sizes = (bytearray(self._table(name)) for name in ("head", "hhea", "maxp"))
        pack_into(">I", head, 8, 0)
        pack_into(">h", head, 50, _OFFSETS_LONG)
        pack_into(">H", header, 34, len(order))
        pack_into(">H", sizes, 4, len(order))
        metrics = (pack(">HH", self._advance(glyph), self._bearing(glyph)) for glyph in order)
        tables = {name: self._table(name) for name in _COPIED_TABLES if name in self._tables}
        tables |= {
            "glyf": b"".join(outlines),
            "head": bytes(head),
            "hhea": bytes(header),
            "hmtx": b"".join(metrics),
            "loca": pack(f">{len(places)}I", *places),
            "maxp": bytes(sizes),
        }
        return _font_file(tables)

    def _outlines(self, wanted: list[int]) -> tuple[list[int], list[bytes]]:
        """Collect outlines of the wanted glyphs and of the parts that composites are made of."""
        order = [0]
        numbers = {0: 0}
        for glyph in wanted:
            if glyph not in numbers:
                numbers[glyph] = len(order)
                order.append(glyph)
        start = self._tables["glyf"][0]
        outlines: list[bytes] = []
        for glyph in order:  # grows while it is walked: parts are appended
            first, last = self._locations[glyph], self._locations[glyph + 1]
            outline = self._data[start + first : start + last]
            if len(outline) > 10 and outline[0] & 0x80:
                outline = _renumbered(outline, order, numbers)
            outlines.append(outline + bytes(-len(outline) % 4))
        return order, outlines


def _segmented_coverage(table: bytes, start: int) -> dict[int, int]:
    """Read a format 12 character map: groups of first code, last code, first glyph."""
    count = unpack_from(">I", table, start + 12)[0]
    groups = _numbers("I", table[start + 16 : start + 16 + 12 * count])
    glyphs: dict[int, int] = {}
    for first, last, glyph in zip(groups[::3], groups[1::3], groups[2::3], strict=True):
        glyphs.update(
            zip(range(first, last + 1), range(glyph, glyph + last - first + 1), strict=True)
        )
    return glyphs


def _segment_mapping(table: bytes, start: int) -> dict[int, int]:
    """Read a format 4 character map: parallel arrays of ends, starts, deltas and offsets."""
    length, _, doubled = unpack_from(">HHH", table, start + 2)
    count = doubled // 2
    words = _numbers("H", table[start + 14 : start + length])
    ends, starts = words[:count], words[count + 1 : 2 * count + 1]
    deltas, offsets = words[2 * count + 1 : 3 * count + 1], words[3 * count + 1 :]
    glyphs: dict[int, int] = {}
    for index in range(count):
        for code in range(starts[index], ends[index] + 1):
            if code == 0xFFFF:
                continue
            glyph = code
            if offsets[index]:
                glyph = offsets[index + offsets[index] // 2 + code - starts[index]]
                if not glyph:
                    continue
            glyph = glyph + deltas[index] & 0xFFFF
            if glyph:
                glyphs[code] = glyph
    return glyphs


def _renumbered(outline: bytes, order: list[int], numbers: dict[int, int]) -> bytes:
    """Point a composite outline at the new numbers of its parts, adding parts not yet there."""
    changed = bytearray(outline)
    place = 10
    while True:
        flags, part = unpack_from(">HH", changed, place)
        if part not in numbers:
            numbers[part] = len(order)
            order.append(part)
        pack_into(">H", changed, place + 2, numbers[part])
        place += 8 if flags & _WORDS else 6
        if flags & _SCALE:
            place += 2
        elif flags & _SCALE_XY:
            place += 4
        elif flags & _MATRIX:
            place += 8
        if not flags & _MORE:
            return bytes(changed)


def _font_file(tables: dict[str, bytes]) -> bytes:
    """Put tables together behind a directory, in the order of their names."""
    power = len(tables).bit_length() - 1
    search = 16 << power
    header = pack(">IHHHH", 0x10000, len(tables), search, power, 16 * len(tables) - search)
    directory, body = b"", b""
    place = 12 + 16 * len(tables)
    for name in sorted(tables):
        data = tables[name]
        padded = data + bytes(-len(data) % 4)
        checksum = sum(_numbers("I", padded)) & 0xFFFFFFFF
        directory += pack(">4sIII", name.encode("latin-1"), checksum, place, len(data))
        body += padded
        place += len(padded)
    return header + directory + body
