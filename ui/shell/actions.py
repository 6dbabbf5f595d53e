"""What the window itself can do, as data: id, text, shortcut, icon. Pages add their own."""

from dataclasses import dataclass

from ui.language import tr


@dataclass(frozen=True, slots=True)
class WindowAction:
    """An action of the window; `menu` is the menu it stands in, `slot` the window's method."""

    id: str
    menu: str
    text: str
    shortcuts: tuple[str, ...] = ()
    icon: str = ""
    rule: bool = False
    """A line before it in its menu."""


def menus() -> dict[str, str]:
    """Return the menus of the menu bar in order."""
    return {
        "studio": tr("Studio"),
        "edit": tr("Edit"),
        "record": tr("Record"),
        "go": tr("Go"),
        "view": tr("View"),
        "help": tr("Help"),
    }


def window_actions() -> tuple[WindowAction, ...]:
    """Return the window's actions in the window's language."""
    return (
        WindowAction("open_studio", "studio", tr("Open studio ..."), ("Ctrl+O",), "folder-open"),
        WindowAction("new_studio", "studio", tr("New studio ..."), (), "plus"),
        WindowAction("open_demo", "studio", tr("Try the demo studio"), (), "play"),
        WindowAction("backup", "studio", tr("Back up now ..."), (), "archive", rule=True),
        WindowAction("quit", "studio", tr("Quit"), ("Ctrl+Q",), "sign-out", rule=True),
        WindowAction("undo", "edit", tr("Undo"), ("Ctrl+Z",), "arrow-counter-clockwise"),
        WindowAction("redo", "edit", tr("Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), "arrow-clockwise"),
        WindowAction("filter", "edit", tr("Filter here"), ("Ctrl+F",), "funnel", rule=True),
        WindowAction("search", "edit", tr("Search all"), ("Ctrl+Shift+F",), "magnifying-glass"),
        WindowAction(
            "next_open", "edit", tr("Next open or wrong field"), ("F8",), "arrow-down", rule=True
        ),
        WindowAction(
            "previous_open", "edit", tr("Previous open or wrong field"), ("Shift+F8",), "arrow-up"
        ),
        WindowAction("new", "record", tr("New here"), ("Ctrl+N",), "plus"),
        WindowAction("new_anything", "record", tr("New ..."), ("Ctrl+Shift+N",), "plus-circle"),
        WindowAction("print", "record", tr("Print"), ("Ctrl+P",), "printer", rule=True),
        WindowAction("export", "record", tr("Export"), ("Ctrl+E",), "export"),
        WindowAction("palette", "go", tr("Search or run"), ("Ctrl+K",), "magnifying-glass"),
        WindowAction("back", "go", tr("Back"), ("Alt+Left",), "arrow-left", rule=True),
        WindowAction("inspector", "view", tr("Inspector"), ("F4",), "sidebar-simple"),
        WindowAction("sidebar", "view", tr("Narrow side bar"), ("Ctrl+B",), "sidebar"),
        WindowAction("region", "view", tr("Next region"), ("F6",), "arrows-out-cardinal"),
        WindowAction("region_back", "view", tr("Previous region"), ("Shift+F6",), ""),
        WindowAction("theme", "view", tr("Light or dark"), ("Ctrl+Shift+L",), "moon", rule=True),
        WindowAction("language", "view", tr("中文 / English"), ("Ctrl+Shift+G",), "translate"),
        WindowAction("help", "help", tr("Help"), ("F1",), "question"),
        WindowAction("keys", "help", tr("List of keys"), ("Ctrl+/",), "keyboard"),
        WindowAction("about", "help", tr("About Callboard"), (), "info", rule=True),
    )
