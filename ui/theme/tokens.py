"""Every colour, type style and size of the look, and the theme that answers for the moment."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor

SURFACES = {  # role: (light, dark)
    "window": ("#F5F4F1", "#181715"),
    "sidebar": ("#EEEDEA", "#12110F"),
    "surface": ("#FFFFFF", "#21201E"),
    "surface2": ("#FAF9F8", "#272624"),
    "sunken": ("#EBE9E6", "#1D1C1A"),
    "hover": ("#F1F0ED", "#2C2B29"),
    "sel": ("#DDF1F5", "#16373D"),
    "selborder": ("#95C8D1", "#236875"),
    "shade": ("#F4F3F0", "#262523"),
    "grid": ("#EBE9E6", "#2B2A28"),
    "border": ("#E1DFDC", "#363532"),
    "border2": ("#C9C7C2", "#51504C"),
    "track": ("#E4E3DF", "#3A3936"),
    "meter": ("#78746D", "#95928B"),
    "disabled": ("#A09E9A", "#65635F"),
}
INK = {
    "text": ("#1F1E1B", "#E9E8E5"),
    "text2": ("#54524E", "#B7B5B1"),
    "text3": ("#6B6963", "#9F9D98"),
    "accenttext": ("#00616F", "#78CDDC"),
    "accent": ("#00616F", "#09707F"),
    "accenthover": ("#004F5C", "#1D8293"),
    "badfill": ("#BA3630", "#C13C36"),
    "focus": ("#008093", "#4AB6C7"),
    "onaccent": ("#FFFFFF", "#FFFFFF"),
    "ink": ("#1F1E1B", "#000000"),  # dims a page behind a pop-up, colours shadows
}
# word: shape, then text, tint and solid in light and in dark
STATUS = {
    "neutral": ("circle", "#5A5853", "#EDEBE7", "#83807A", "#C6C4C0", "#2F2E2B", "#94928D"),
    "active": ("circle-half", "#24569F", "#E7F1FF", "#467FD4", "#9DC6FF", "#232E40", "#5E93E1"),
    "wait": ("clock", "#68448D", "#F3EDFC", "#936ABF", "#D1B6F3", "#32293C", "#A37ECD"),
    "warn": ("warning", "#794D0B", "#FFECD0", "#C89252", "#E2BD92", "#3B2A15", "#B8884E"),
    "good": ("check-circle", "#2A6736", "#E1F7E3", "#4E925A", "#A4D2A9", "#18351D", "#66A36F"),
    "bad": ("warning-octagon", "#A52A26", "#FFEAE6", "#D54A42", "#FFA59A", "#422521", "#E3655A"),
}
# project colour: solid, tint, line and text in light and in dark
HUES = {
    "p1": (
        ("#B46187", "#FAE0EA", "#E5AAC3", "#5C2941"),
        ("#CF84A5", "#4B2C39", "#7E4B62", "#F7D2E1"),
    ),
    "p2": (
        ("#4285C1", "#D8EAFD", "#98C3EC", "#144065"),
        ("#6AA4DA", "#21394F", "#396186", "#C7E1FB"),
    ),
    "p3": (
        ("#8571BD", "#E9E4FC", "#C1B5EA", "#413362"),
        ("#A392D6", "#38314E", "#615584", "#E0D9FA"),
    ),
    "p4": (
        ("#A4771C", "#F3E6D1", "#D7B986", "#533700"),
        ("#BF9752", "#443416", "#745928", "#EEDBBD"),
    ),
    "p5": (
        ("#718C39", "#E3ECD5", "#B3C792", "#34440D"),
        ("#90A963", "#313B1E", "#546534", "#D7E4C4"),
    ),
    "p6": (
        ("#369377", "#D7EEE5", "#95CCB7", "#074838"),
        ("#64B096", "#1E3E33", "#356958", "#C6E7DA"),
    ),
    "p7": (
        ("#258EA7", "#D5EDF4", "#8FC8D9", "#004555"),
        ("#5BABC2", "#1A3C45", "#2E6676", "#C3E5EF"),
    ),
    "p8": (
        ("#A267A6", "#F3E1F4", "#D7AED9", "#522D54"),
        ("#BE89C1", "#442D45", "#734F75", "#EED4EF"),
    ),
}


@dataclass(frozen=True, slots=True)
class Type:
    """One style of type: size and line in px, weight, and extra space between letters in px."""

    px: int
    line: int
    weight: int
    tracking: float = 0


TYPES = {
    "page": Type(20, 26, 600, -0.2),
    "record": Type(15, 20, 600),
    "body": Type(13, 18, 400),
    "name": Type(13, 18, 500),
    "head": Type(13, 18, 600),
    "small": Type(12, 16, 400),
    "label": Type(12, 16, 500),
    "smallhead": Type(12, 16, 600),
    "tiny": Type(11, 14, 400),
    "mark": Type(11, 14, 600),
    "find": Type(15, 20, 400),
    "reading": Type(14, 27, 400),
    "mono": Type(11, 15, 400),
}

GAP = 14  # between cards, and inside them
MARGIN = 24  # around a page
PANE = 18  # inside an inspector
ROW = 36
RADIUS = {"bar": 3, "chip": 4, "field": 6, "board": 7, "card": 8, "popup": 12}
MOTION = {"press": 80, "fade": 120, "toast_in": 160, "toast_out": 120, "flash": 600}


def pairs() -> dict[str, tuple[str, str]]:
    """Flatten all tables to one: role -> (light, dark)."""
    flat = {**SURFACES, **INK}
    for word, (_, *six) in STATUS.items():
        for part, light, dark in zip(("", ".tint", ".solid"), six[:3], six[3:], strict=True):
            flat[word + part] = (light, dark)
    for hue, (lights, darks) in HUES.items():
        for part, light, dark in zip(("", ".tint", ".line", ".text"), lights, darks, strict=True):
            flat[hue + part] = (light, dark)
    return flat


class Theme(QObject):
    """The look of the moment; painters ask it while they paint, so no colour is ever kept."""

    changed = Signal()
    """Emitted when light and dark, motion, or the script of the window were switched."""

    def __init__(self) -> None:
        super().__init__()
        self.dark = False
        self.reduce_motion = False
        self.chinese = False
        self.pairs = pairs()
        self._colours = {role: (QColor(a), QColor(b)) for role, (a, b) in self.pairs.items()}

    def __getitem__(self, role: str) -> QColor:
        return self._colours[role][self.dark]

    def hexes(self) -> dict[str, str]:
        """Return every role with its colour of the moment as #RRGGBB."""
        return {role: pair[self.dark] for role, pair in self.pairs.items()}

    def set_dark(self, dark: bool) -> None:
        """Switch between light and dark; everyone is told once."""
        if dark != self.dark:
            self.dark = dark
            self.changed.emit()

    def set_reduce_motion(self, on: bool) -> None:
        """Show everything at once instead of letting it move."""
        if on != self.reduce_motion:
            self.reduce_motion = on
            self.changed.emit()

    def set_chinese(self, on: bool) -> None:
        """Set the window in Chinese: no tracking, and nothing below 12 px."""
        if on != self.chinese:
            self.chinese = on
            self.changed.emit()

    def type(self, style: str) -> Type:
        """Return a style of type as it is in the script of the moment."""
        spec = TYPES[style]
        return Type(max(spec.px, 12), max(spec.line, 16), spec.weight) if self.chinese else spec

    def motion(self, name: str) -> int:
        """Return how long a movement takes in milliseconds: 0 where motion is reduced."""
        return 0 if self.reduce_motion else MOTION[name]


theme = Theme()


def hue_of(number: int) -> str:
    """Return the hue of the n-th project or person: p1 to p8 in turn."""
    return f"p{number % len(HUES) + 1}"
