"""Says in words what a line is: its dates, who does it, and why it stands where it stands."""

from studio.domain.schedule import words as rules
from studio.services import schedule
from studio.services.schedule import Board, TaskRow, explaining
from ui.language import text, tr
from ui.timeline.plan import Line
from ui.timeline.reading import Reader, clock_of, people_words
from ui.timeline.words import moment_words, span_words, work_words


class BoardTeller:
    """Explains the lines of one board, asked only for the one somebody looks at."""

    def __init__(self, board: Board, reader: Reader, lines: dict[str, Line]) -> None:
        self._board = board
        self._reader = reader
        self._lines = lines
        self._rows = {row.id: row for row in board.tasks}

    def tip(self, key: str) -> str:
        """Return title, dates, who, and what holds it there; one fact a line."""
        row = self._rows.get(schedule.key_of(key)) if key.startswith("task:") else None
        if row is None:
            return self._group(key)
        facts = [self._title(row), self._dates(row), self._work(row), self.why(row)]
        if row.clash or row.overload:
            facts.append(self._clash(row))
        return _escaped("\n".join(fact for fact in facts if fact))

    def spoken(self, key: str) -> str:
        """Return the whole line for who cannot see it."""
        return self.tip(key).replace("\n", tr(", ", "between facts"))

    def why(self, row: TaskRow) -> str:
        """Return what holds a task where it is."""
        known = row.level_reason
        names = self._board.names
        if row.level is not None and known.get("by") in names and known.get("first") in names:
            return tr("{resource} does {task} first").format(
                resource=self._reader.name(*names[str(known["by"])]),
                task=self._reader.name(*names[str(known["first"])]),
            )
        return text(explaining.why(self._board, row))

    def _title(self, row: TaskRow) -> str:
        title = self._reader.name(row.title, row.title_zh)
        state = text(rules.STATES.label(row.state))
        return tr("{title} ({state})", "task").format(title=title, state=state)

    def _dates(self, row: TaskRow) -> str:
        if row.start is None or row.finish is None:
            return ""
        clock = clock_of(row, self._board.zone)
        start, finish = clock.local(row.start), clock.local(row.finish)
        if start == finish:
            return moment_words(start)
        length = work_words(row.duration, self._reader.day)
        return tr("{dates}, {length}", "task").format(
            dates=span_words((start, finish)), length=length
        )

    def _work(self, row: TaskRow) -> str:
        who = people_words(row.who, self._reader.spoken) or self._reader.who(row)
        if row.critical:
            return (
                tr("{who}. Critical: any delay moves the end.", "task").format(who=who).lstrip(". ")
            )
        return who

    def _clash(self, row: TaskRow) -> str:
        for clash in (*self._board.clashes, *self._board.overloads):
            if row.id in clash.task_ids:
                name = self._reader.name(clash.name, clash.name_zh)
                if clash.kind == "booking":
                    return tr("{name} is booked twice").format(name=name)
                return tr("{name} has too much to do at once").format(name=name)
        return ""

    def _group(self, key: str) -> str:
        line = self._lines.get(key)
        if line is None:
            return ""
        dates = span_words((line.bar.start, line.bar.finish)) if line.bar is not None else ""
        return _escaped("\n".join(fact for fact in (line.title, dates) if fact))


def _escaped(words: str) -> str:
    """A tool tip would read markup; without a < there is none."""
    return words.replace("<", "\u2039").replace(">", "\u203a")
