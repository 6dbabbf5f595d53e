"""The menus of a task and of an arrow."""

from PySide6.QtWidgets import QWidget

from studio.domain.schedule import words as rules
from studio.services.schedule import LinkRow, TaskRow
from ui.language import text, tr
from ui.timeline.reading import Reader
from ui.timeline.words import work_words
from ui.widgets.menus import Menu


def task_menu(parent: QWidget, row: TaskRow, *, read_only: bool) -> Menu:
    """Return what can be done with a task."""
    menu = Menu(parent)
    menu.add(tr("Edit"), icon="pencil-simple", shortcut="Return", data="edit")
    fill_task_menu(menu, row, read_only=read_only, empty=False)
    return menu


def fill_task_menu(menu: Menu, row: TaskRow, *, read_only: bool, empty: bool = True) -> None:
    """Put what can be done with a task into a menu."""
    if empty:
        menu.clear()
    menu.add(tr("Open project"), icon="arrow-square-out", data="project")
    if read_only:
        return
    menu.addSeparator()
    for code in rules.STATES.offered(row.state):
        state = text(rules.STATES.label(code))
        if asks(code):
            words = tr("Mark as “{state}” ...").format(state=state)
            menu.add(words, data=f"reason:{code}")
        else:
            menu.add(tr("Mark as “{state}”").format(state=state), data=f"state:{code}")
    menu.addSeparator()
    held = any(one is not None for one in (row.earliest, row.fixed, row.level))
    menu.add(tr("As early as its links allow"), data="release", enabled=held and row.movable)
    menu.add(tr("Take its dates away"), data="tray", enabled=row.start is not None and row.movable)
    menu.addSeparator()
    menu.add(tr("Remove task"), icon="trash", shortcut="Del", data="remove")


def asks(code: str) -> bool:
    """Say whether a state asks for a reason."""
    return code in rules.REASON_NEEDED


def tie_menu(parent: QWidget, row: LinkRow, reader: Reader, *, read_only: bool) -> Menu:
    """Return what can be done with a link: its kind, its lag, away with it."""
    menu = Menu(parent)
    names = reader.board.names
    first = reader.name(*names.get(f"task:{row.before}", ("", "")))
    second = reader.name(*names.get(f"task:{row.after}", ("", "")))
    menu.add(tr("{before} → {after}", "link").format(before=first, after=second), enabled=False)
    menu.addSeparator()
    for kind, words in rules.LINKS.items():
        menu.add(
            text(words),
            data=("kind", row.id, kind.value),
            checked=row.kind == kind.value,
            enabled=not read_only,
        )
    menu.addSeparator()
    menu.add(lag_words(row.lag, reader.day), enabled=False)
    day = reader.day
    for entry, lag in (
        (tr("No lag"), 0),
        (tr("One day more"), row.lag + day),
        (tr("One day less"), row.lag - day),
    ):
        menu.add(entry, data=("lag", row.id, lag), enabled=not read_only and lag != row.lag)
    menu.addSeparator()
    menu.add(tr("Remove link"), icon="trash", data=("remove", row.id, 0), enabled=not read_only)
    return menu


def lag_words(lag: int, day: int) -> str:
    """Return how long a link waits, in words."""
    if not lag:
        return tr("At once")
    length = work_words(abs(lag), day)
    if lag < 0:
        return tr("{length} before").format(length=length)
    return tr("{length} after").format(length=length)
