"""The one style sheet, made from the token table; sizes and weights of type come from it too.

`palette(...)` in a sheet is read once and `setFont` is lost when a sheet is set again, so both
colours and type are written out here and the sheet is made anew for each switch.
"""

from string import Template

from ui.theme import fonts
from ui.theme.tokens import TYPES, theme

PANES = """
QToolTip { background: $text; color: $surface; border: none; padding: 4px 6px; }
QFrame[ground="surface"] { background: $surface; }
QFrame[ground="surface2"] { background: $surface2; }
QFrame[ground="sunken"] { background: $sunken; }
QFrame[ground="sidebar"] { background: $sidebar; }
QFrame[ground="window"] { background: $window; }
QFrame[edge="left"] { border: none; border-left: 1px solid $border; }
QFrame[edge="right"] { border: none; border-right: 1px solid $border; }
QFrame[edge="top"] { border: none; border-top: 1px solid $border; }
QFrame[edge="bottom"] { border: none; border-bottom: 1px solid $border; }
QFrame[edge="grid"] { border: none; border-bottom: 1px solid $grid; }
QFrame[edge="none"] { border: none; }
QFrame[box="note"] { background: $surface2; border: 1px solid $border; border-radius: 6px; }
QFrame[box="band"] { background: $sunken; border: none; border-radius: 6px; }
QFrame[box="key"] { background: $surface2; border: 1px solid $border; border-radius: 4px; }
QLabel[box="key"] { color: $text3; background: $surface2; border: 1px solid $border;
                    border-radius: 4px; padding: 0 4px; }
"""

LABELS = """
QLabel { color: $text; background: transparent; }
QLabel[ink="text2"] { color: $text2; }
QLabel[ink="text3"] { color: $text3; }
QLabel[ink="accenttext"] { color: $accenttext; }
QLabel[ink="onaccent"] { color: $onaccent; }
QLabel[ink="disabled"] { color: $disabled; }
QLabel[ink="neutral"] { color: $neutral; }
QLabel[ink="active"] { color: $active; }
QLabel[ink="wait"] { color: $wait; }
QLabel[ink="warn"] { color: $warn; }
QLabel[ink="good"] { color: $good; }
QLabel[ink="bad"] { color: $bad; }
QLabel:disabled { color: $disabled; }
"""

BUTTONS = """
QPushButton { background: $surface; color: $text; border: 1px solid $border2; border-radius: 6px;
              padding: 0 11px; outline: none; }
QPushButton:hover { background: $hover; }
QPushButton:pressed, QPushButton:checked, QPushButton:open { background: $sel;
                                                             border-color: $selborder; }
QPushButton:disabled { color: $disabled; border-color: $border; background: $surface; }
QPushButton::menu-indicator { width: 0; image: none; }
QPushButton[kind="primary"] { background: $accent; color: $onaccent; border-color: $accent; }
QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:pressed {
    background: $accenthover; border-color: $accenthover; }
QPushButton[kind="danger"] { background: $badfill; color: $onaccent; border-color: $badfill; }
QPushButton[kind="danger"]:hover, QPushButton[kind="danger"]:pressed {
    background: $bad_solid; border-color: $bad_solid; }
QPushButton[kind="primary"]:disabled, QPushButton[kind="danger"]:disabled {
    background: $sunken; color: $disabled; border-color: $border; }
QPushButton[kind="link"] { background: transparent; color: $accenttext; border: none;
                           padding: 0 4px; }
QPushButton[kind="link"]:hover { background: $hover; }
QPushButton[kind="link"]:disabled { color: $disabled; background: transparent; }
QPushButton[kind="bare"] { background: transparent; border: none; padding: 0 8px; }
QPushButton[kind="bare"]:hover { background: $hover; }
QPushButton[kind="bare"]:pressed, QPushButton[kind="bare"]:checked { background: $sel; }
QPushButton[square="true"] { padding: 0; }
QPushButton[caret="true"] { padding-right: 25px; }
QPushButton[kind="plain"] { background: transparent; border-color: transparent; padding: 0 9px;
                            text-align: left; font-weight: 400; }
QPushButton[kind="plain"]:hover { background: $surface; border-color: $border2; }
QPushButton[kind="plain"]:disabled { color: $text; }
QPushButton[kind="plain"][look="open"] { background: $surface; border-color: $border2; }
QPushButton[kind="plain"][look="warn"] { background: $surface; border-color: $warn_solid; }
QPushButton[kind="plain"][look="bad"] { background: $surface; border-color: $bad; }
QPushButton[kind="plain"][empty="true"] { color: $text3; }

#segments { background: $surface; border: 1px solid $border2; border-radius: 6px; }
#segments QPushButton { border: none; border-radius: 0; color: $text2; background: transparent;
                        border-left: 1px solid $border; }
#segments QPushButton:hover { background: $hover; }
#segments QPushButton:checked { background: $sel; color: $accenttext; }
#segments QPushButton:disabled { color: $disabled; }
#segments QPushButton[place="first"] { border-left: none;
    border-top-left-radius: 5px; border-bottom-left-radius: 5px; }
#segments QPushButton[place="last"] {
    border-top-right-radius: 5px; border-bottom-right-radius: 5px; }
#segments QPushButton[place="only"] { border-left: none; border-radius: 5px; }
"""

FIELDS = """
QLineEdit, QPlainTextEdit { background: $surface; color: $text; border: 1px solid $border2;
    border-radius: 6px; selection-background-color: $selborder; selection-color: $text;
    placeholder-text-color: $text3; }
QLineEdit { padding: 0 7px; }
QPlainTextEdit { padding: 3px 6px; }
QLineEdit:disabled, QPlainTextEdit:disabled { color: $disabled; border-color: $border; }
QLineEdit[look="plain"], QPlainTextEdit[look="plain"] {
    background: transparent; border-color: transparent; }
QLineEdit[look="plain"]:hover, QLineEdit[look="plain"]:focus,
QPlainTextEdit[look="plain"]:hover, QPlainTextEdit[look="plain"]:focus {
    background: $surface; border-color: $border2; }
QLineEdit[look="locked"], QPlainTextEdit[look="locked"] {
    background: transparent; border-color: transparent; color: $text; }
QLineEdit[look="warn"], QPlainTextEdit[look="warn"] { border-color: $warn_solid; }
QLineEdit[look="bad"], QPlainTextEdit[look="bad"] { border-color: $bad; }
QLineEdit[look="none"] { background: transparent; border: none; padding: 0; }
QCheckBox { spacing: 8px; color: $text2; background: transparent; }
QCheckBox:disabled { color: $disabled; }
QFrame[field="chips"] { background: $surface; border: 1px solid $border2; border-radius: 6px; }
QFrame[field="chips"][look="plain"] { background: transparent; border-color: transparent; }
QFrame[field="chips"][look="plain"]:hover { background: $surface; border-color: $border2; }
QFrame[field="chips"][look="locked"] { background: transparent; border-color: transparent; }
QFrame[field="chips"][look="warn"] { border-color: $warn_solid; }
QFrame[field="chips"][look="bad"] { border-color: $bad; }
"""

VIEWS = """
QAbstractScrollArea { background: transparent; border: none; }
QAbstractItemView { background: transparent; border: none; outline: none; color: $text;
                    selection-background-color: $sel; selection-color: $text; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section { background: transparent; color: $text3; border: none; font-size: 12px;
    font-weight: 500; border-bottom: 1px solid $border; padding: 0 6px 0 14px; }
QHeaderView::section:hover { background: $hover; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QTableCornerButton::section { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 8px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 8px; margin: 0; }
QScrollBar::handle { background: $border2; border-radius: 4px; }
QScrollBar::handle:vertical { min-height: 24px; }
QScrollBar::handle:horizontal { min-width: 24px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; background: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: none; }
QSplitter::handle { background: $border; }
QSplitter::handle:hover { background: $selborder; }
QMenuBar { background: $window; color: $text2; }
QMenuBar::item { background: transparent; padding: 4px 8px; border-radius: 4px; }
QMenuBar::item:selected { background: $hover; color: $text; }
QMenu { background: $surface; color: $text; border: 1px solid $border2; border-radius: 8px;
        padding: 5px; }
QMenu::item { padding: 5px 20px 5px 10px; border-radius: 5px; min-height: 18px; }
QMenu::item:selected { background: $sel; color: $text; }
QMenu::item:disabled { color: $disabled; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: $border; margin: 5px 8px; }
QProgressBar { background: $track; border: none; border-radius: 3px; max-height: 6px; }
QProgressBar::chunk { background: $meter; border-radius: 3px; }
"""

_MONO = ", ".join(f'"{name}"' for name in (*fonts.MONO, fonts.CHINESE))
SHEET = Template(PANES + LABELS + BUTTONS + VIEWS + FIELDS)  # a text field is a scroll area too


def _types() -> str:
    rules = []
    for style in TYPES:
        spec = theme.type(style)
        tracking = f" letter-spacing: {spec.tracking}px;" if spec.tracking else ""
        family = f" font-family: {_MONO};" if style == "mono" else ""
        rules.append(
            f'*[type="{style}"] {{ font-size: {spec.px}px; font-weight: {spec.weight};'
            f"{tracking}{family} }}"
        )
    return "\n".join(rules)


def sheet() -> str:
    """Return the style sheet in the colours of the moment."""
    colours = {role.replace(".", "_"): colour for role, colour in theme.hexes().items()}
    return SHEET.substitute(colours) + _types()
