"""Puts the glyphs a document uses into its file: one Identity-H font per face.

ReportLab's own TTFont cuts a face into 8-bit subsets whose ToUnicode names U+0000 and loses
characters above U+FFFF (seen in 5.1); PDF/A-3a and PDF/UA-1 allow neither.
"""

from studio.documents.ttf import Face
from studio.documents.writer import Writer

_MAP_HEAD = (
    "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
    "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
    "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
)
_MAP_TAIL = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
_MAP_BLOCK = 100
_SYMBOLIC, _ITALIC_NONE = 4, 0


class Embedded:
    """One face in one file: gives each character a code and remembers which were used."""

    def __init__(self, face: Face, name: str) -> None:
        self.name = name
        self._face = face
        self._codes: dict[str, str] = {}

    def encode(self, text: str) -> str:
        """Return the codes of a text as the hexadecimal digits of a PDF string."""
        codes = self._codes
        for character in text:
            if character not in codes:
                codes[character] = f"{len(codes) + 1:04X}"
        return "".join(map(codes.__getitem__, text))

    def write(self, writer: Writer) -> None:
        """Write the font with the glyphs of every character that was encoded."""
        face = self._face
        characters = list(self._codes)
        glyphs = [face.glyphs[ord(character)] for character in characters]
        order = list(dict.fromkeys(glyphs))
        place = {glyph: number for number, glyph in enumerate(order, 1)}
        program = face.subset(order)
        base = f"{_tag(characters)}+{face.name}"
        program_number = writer.stream(f"{self.name}.Program", f"/Length1 {len(program)}", program)
        numbers = b"".join(place[glyph].to_bytes(2, "big") for glyph in glyphs)
        map_number = writer.stream(f"{self.name}.Glyphs", "", bytes(2) + numbers)
        text_number = writer.stream(f"{self.name}.Text", "", _to_unicode(characters).encode())
        box = " ".join(map(str, face.box))
        descriptor = writer.put(
            f"{self.name}.Descriptor",
            f"<</Type/FontDescriptor/FontName/{base}/Flags {_SYMBOLIC}/FontBBox [{box}]"
            f"/ItalicAngle {_ITALIC_NONE}/Ascent {face.ascent}/Descent {face.descent}"
            f"/CapHeight {face.cap_height}/StemV {50 + (face.weight // 65) ** 2}"
            f"/FontFile2 {program_number} 0 R>>",
        )
        widths = " ".join(str(face.width(ord(character))) for character in characters)
        descendant = writer.put(
            f"{self.name}.Glyph",
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{base}"
            "/CIDSystemInfo <</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            f"/FontDescriptor {descriptor} 0 R/DW 1000/W [1 [{widths}]]"
            f"/CIDToGIDMap {map_number} 0 R>>",
        )
        writer.font(
            self.name,
            f"<</Type/Font/Subtype/Type0/BaseFont/{base}/Encoding/Identity-H"
            f"/DescendantFonts [{descendant} 0 R]/ToUnicode {text_number} 0 R>>",
        )


def _tag(characters: list[str]) -> str:
    """Return the six letters that mark a subset, made from what is in it."""
    value = 0
    for character in characters:
        value = (value * 1_000_003 + ord(character)) % 26**6
    return "".join(chr(65 + value // 26**power % 26) for power in range(6))


def _to_unicode(characters: list[str]) -> str:
    blocks = []
    for start in range(0, len(characters), _MAP_BLOCK):
        block = characters[start : start + _MAP_BLOCK]
        rows = "\n".join(
            f"<{start + number:04X}> <{character.encode('utf-16-be').hex().upper()}>"
            for number, character in enumerate(block, 1)
        )
        blocks.append(f"{len(block)} beginbfchar\n{rows}\nendbfchar\n")
    return _MAP_HEAD + "".join(blocks) + _MAP_TAIL
