"""Investment against revenue: two bars for each currency, and what was booked."""

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from studio.domain.names import pick
from studio.services.incubation import Balance, Booked, Incubation
from ui.context import Context
from ui.language import money, percent, short_date, tr
from ui.theme.painting import RIGHT, draw_text, rounded
from ui.widgets.boxes import STRETCH, clear, hbox, vbox
from ui.widgets.buttons import icon_button
from ui.widgets.labels import label

BAR = 8
LINE = 24
NAMES = 64
AMOUNTS = 108


def lengths(balance: Balance) -> tuple[float, float]:
    """Return how long the bars of investment and revenue are, as shares of the longer one."""
    most = max(balance.invested.minor, balance.earned.minor, 1)
    return balance.invested.minor / most, balance.earned.minor / most


class BalanceBars(QWidget):
    """What was put in over what came of it, in one currency."""

    def __init__(self, balance: Balance) -> None:
        super().__init__()
        self._balance = balance
        self.setFixedHeight(2 * LINE)
        self.setAccessibleName(
            tr("Put in {invested}, earned {earned}").format(
                invested=money(balance.invested), earned=money(balance.earned)
            )
        )

    def sizeHint(self) -> QSize:
        """Ask for two lines."""
        return QSize(280, 2 * LINE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a bar and its amount in each line."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        put_in, earned = lengths(self._balance)
        self._line(p, 0, tr("Put in"), put_in, money(self._balance.invested), "meter")
        self._line(p, LINE, tr("Earned"), earned, money(self._balance.earned), "accent")
        p.end()

    def _line(self, p: QPainter, top: int, name: str, part: float, amount: str, ink: str) -> None:
        middle = top + LINE / 2
        draw_text(p, QRectF(0, top, NAMES, LINE), name, "small", "text3")
        room = self.width() - NAMES - AMOUNTS - 8
        rounded(p, QRectF(NAMES, middle - BAR / 2, room, BAR), "track", 3)
        if part > 0:
            rounded(p, QRectF(NAMES, middle - BAR / 2, max(BAR, room * part), BAR), ink, 3)
        draw_text(p, QRectF(self.width() - AMOUNTS, top, AMOUNTS, LINE), amount, "name", "text",
                  RIGHT)  # fmt: skip


class MoneyPart(QWidget):
    """Shows what somebody cost and brought; rows can be taken away."""

    act_wished = Signal(str, int)
    """Emitted when a row is to go: unmoney and its id."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._rows = vbox(self, gap=4)

    def show_one(self, one: Incubation) -> None:
        """Show one person's money."""
        clear(self._rows)
        if not one.balances and not one.money:
            self._rows.addWidget(label(tr("Nothing booked yet."), "small", "text3"))
        for balance in one.balances:
            self._rows.addWidget(BalanceBars(balance))
            self._rows.addWidget(label(_said(balance), "small", "text2", wrap=True))
        for booked in one.money:
            self._rows.addWidget(self._row(booked))

    def _row(self, booked: Booked) -> QWidget:
        title = pick(booked.title, booked.title_zh, self._context.language)
        sign = "−" if booked.kind == "investment" else "+"
        drop = icon_button("trash", tr("Remove {title}").format(title=title), height=24)
        drop.setProperty("key", booked.id)
        drop.setEnabled(not self._context.read_only)
        drop.clicked.connect(self._on_drop_clicked)
        row = QWidget()
        hbox(row, label(title, "body", "text2"), STRETCH,
             label(short_date(booked.day), "small", "text3"),
             label(f"{sign}{money(booked.amount)}", "body"), drop)  # fmt: skip
        return row

    def _on_drop_clicked(self) -> None:
        self.act_wished.emit("unmoney", int(self.sender().property("key")))


def _said(balance: Balance) -> str:
    """Return in words how much of the investment came back, and by client work."""
    parts = []
    if balance.back is not None:
        parts.append(tr("{share} came back").format(share=percent(balance.back)))
    if balance.jobs.minor:
        parts.append(tr("of it client work {amount}").format(amount=money(balance.jobs)))
    return tr(", ", "between facts").join(parts)
