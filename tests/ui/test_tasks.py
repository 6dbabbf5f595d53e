"""Calls off the window's thread: order, owners, slots, refusals, bugs, closing."""

import gc
import threading
import weakref
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from studio.errors import Invalid, Missing
from studio.text import Message
from ui.tasks import Tasks


class Studio:
    """Stands where an open studio stands: runs and answers what it is given."""

    def __init__(self):
        self.gate = threading.Event()
        self.gate.set()
        self.ran = []

    def run(self, command):
        self.gate.wait(5)
        value = command.call(self)
        self.ran.append(value)
        return SimpleNamespace(value=value, changes=(), label=command.label)

    def ask(self, query):
        self.gate.wait(5)
        return query.call(self)

    def undo(self):
        return SimpleNamespace(value=None, changes=(), label=Message("Undo"))

    def redo(self):
        return None


def order(call):
    return SimpleNamespace(call=call, label=Message("Undo"))


def refuse(_session):
    raise Missing(Message("This record is not there any more."))


def fail(_session):
    return 1 // 0


@pytest.fixture
def studio():
    return Studio()


@pytest.fixture
def tasks(qapp, studio):
    made = Tasks(studio)
    yield made
    studio.gate.set()
    made.close()


@pytest.fixture
def owner(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_the_answer_comes_home(qtbot, tasks, owner):
    got = []
    tasks.ask(
        order(lambda _s: threading.current_thread().name),
        owner=owner,
        then=lambda name: got.append((name, threading.current_thread())),
    )
    qtbot.waitUntil(lambda: bool(got))
    name, home = got[0]
    assert name.startswith("reader")
    assert home is threading.main_thread()


def test_commands_keep_their_order(qtbot, tasks, owner, studio):
    got = []
    studio.gate.clear()
    for number in range(20):
        tasks.run(order(lambda _s, number=number: number), owner=owner, then=got.append)
    studio.gate.set()
    qtbot.waitUntil(lambda: len(got) == 20)
    assert got == studio.ran == list(range(20))


def test_a_page_may_ask_before_the_studio_is_open(qtbot, owner, studio):
    tasks, got = Tasks(), []
    tasks.ask(order(lambda _s: 1), owner=owner, then=got.append)
    tasks.run(order(lambda _s: 2), owner=owner, then=got.append)
    assert tasks.working
    tasks.set_workspace(studio)
    qtbot.waitUntil(lambda: sorted(got) == [1, 2])
    tasks.close()


def test_a_newer_question_replaces_an_older(qtbot, tasks, owner, studio):
    got = []
    studio.gate.clear()
    for words in ("h", "ha", "hal"):
        tasks.ask(order(lambda _s, words=words: words), owner=owner, then=got.append, slot="find")
    tasks.ask(order(lambda _s: "other"), owner=owner, then=got.append, slot="rows")
    studio.gate.set()
    qtbot.waitUntil(lambda: len(got) == 2 and not tasks.working)
    assert sorted(got) == ["hal", "other"]


def test_a_dead_owner_hears_nothing(qtbot, tasks, owner, studio):
    gone, got = QWidget(), []
    studio.gate.clear()
    tasks.ask(order(lambda _s: 1), owner=gone, then=got.append)
    gone.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    studio.gate.set()
    with qtbot.waitSignal(tasks.idle):
        pass
    assert got == []


def test_an_owner_is_not_kept_alive(qtbot, tasks, studio):
    class Page(QObject):
        def on_answer(self, value):
            raise AssertionError(value)

    page = Page()
    seen = weakref.ref(page)
    studio.gate.clear()
    tasks.ask(order(lambda _s: 1), owner=page, then=page.on_answer)
    del page
    gc.collect()
    assert seen() is None
    studio.gate.set()
    with qtbot.waitSignal(tasks.idle):
        pass


def test_a_refusal_goes_to_who_asked(qtbot, tasks, owner):
    refused, general = [], []
    tasks.refused.connect(general.append)
    tasks.run(order(refuse), owner=owner, failed=refused.append)
    qtbot.waitUntil(lambda: bool(refused))
    assert isinstance(refused[0], Missing)
    assert general == []


def test_a_refusal_nobody_waits_for_is_told(qtbot, tasks, owner):
    with qtbot.waitSignal(tasks.refused) as told:
        tasks.run(order(refuse), owner=owner)
    assert isinstance(told.args[0], Missing)


def test_a_refused_command_is_told_when_its_page_is_gone(qtbot, tasks, studio):
    gone, got = QWidget(), []
    studio.gate.clear()
    tasks.run(order(refuse), owner=gone, failed=got.append)
    gone.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    with qtbot.waitSignal(tasks.refused):
        studio.gate.set()
    assert got == []


def test_a_bug_is_no_refusal(qtbot, tasks, owner):
    refused = []
    with qtbot.waitSignal(tasks.crashed) as told:
        tasks.run(order(fail), owner=owner, failed=refused.append)
    assert isinstance(told.args[0], ZeroDivisionError)
    assert refused == []


def test_done_tells_of_every_command(qtbot, tasks, owner):
    with qtbot.waitSignal(tasks.done) as told:
        tasks.run(order(lambda _s: 7), owner=owner)
    assert told.args[0].value == 7


def test_undo_and_redo_answer_their_outcome(qtbot, tasks, owner):
    got = []
    tasks.undo(owner=owner, then=got.append)
    tasks.redo(owner=owner, then=got.append)
    qtbot.waitUntil(lambda: len(got) == 2)
    assert got[0].label == Message("Undo")
    assert got[1] is None


def test_pages_are_drawn_on_one_thread(qtbot, tasks, owner):
    got = []
    for _ in range(5):
        tasks.call(threading.get_ident, owner=owner, then=got.append, thread="pages")
    qtbot.waitUntil(lambda: len(got) == 5)
    assert len(set(got)) == 1


def test_a_long_job_tells_how_far_it_is_and_stops(qtbot, tasks, owner):
    steps, got, gate = [], [], threading.Event()

    def work(progress):
        progress.report(1, 3, "first")
        gate.wait(5)
        return progress.cancelled

    progress = tasks.job(
        work, owner=owner, then=got.append, progressed=lambda *step: steps.append(step)
    )
    qtbot.waitUntil(lambda: steps == [(1, 3, "first")])
    progress.cancel()
    gate.set()
    qtbot.waitUntil(lambda: got == [True])


def test_busy_and_idle_are_told_once(qtbot, tasks, owner, studio):
    told = []
    tasks.busy.connect(lambda: told.append("busy"))
    tasks.idle.connect(lambda: told.append("idle"))
    studio.gate.clear()
    for _ in range(3):
        tasks.ask(order(lambda _s: 1), owner=owner, then=lambda _v: None)
    studio.gate.set()
    qtbot.waitUntil(lambda: "idle" in told)
    assert told == ["busy", "idle"]


def test_inline_answers_at_once(owner, studio):
    tasks, got = Tasks(studio, inline=True), []
    tasks.run(order(lambda _s: 5), owner=owner, then=got.append)
    tasks.ask(order(lambda _s: 6), owner=owner, then=got.append)
    assert got == [5, 6]
    failed = []
    tasks.run(
        order(lambda _s: (_ for _ in ()).throw(Invalid({"name": Message("This is needed.")}))),
        owner=owner,
        failed=failed.append,
    )
    assert isinstance(failed[0], Invalid)
    tasks.close()


def test_closing_lets_the_writer_finish_and_answers_nobody(owner, studio):
    tasks, got = Tasks(studio), []
    tasks.run(order(lambda _s: 1), owner=owner, then=got.append)
    tasks.close()
    assert studio.ran == [1]
    tasks.ask(order(lambda _s: 2), owner=owner, then=got.append)
    assert not tasks.working
    assert got == []
