"""The press builds in a process of its own: killed, crashed or late, it comes back."""

import multiprocessing
import os
import subprocess
import sys
import threading
from concurrent.futures import CancelledError
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from studio.documents import invoice, proposal
from studio.documents.invoice import InvoiceDocument
from studio.documents.press import InlinePress, Press
from studio.documents.worker import DocumentFailed
from studio.errors import Invalid, Unavailable
from tests.documents import proposals, samples

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0
"""Seconds after which a test gives up; nothing here takes more than two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Endless(InvoiceDocument):
    """A document that never comes to an end."""

    def __getattribute__(self, name):
        if name == "brand" and multiprocessing.parent_process() is not None:
            while True:
                pass
        return object.__getattribute__(self, name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadly(InvoiceDocument):
    """A document that takes its process down."""

    def __getattribute__(self, name):
        if name == "brand" and multiprocessing.parent_process() is not None:
            os._exit(3)
        return object.__getattribute__(self, name)


def changed(kind, base):
    """Return the document as another kind of itself."""
    return kind(**{name: getattr(base, name) for name in InvoiceDocument.__dataclass_fields__})


def running():
    """Return the processes of presses."""
    return [one for one in multiprocessing.active_children() if one.name == "callboard-press"]


@pytest.fixture
def press():
    press = Press()
    yield press
    press.close()


@pytest.fixture
def hasty():
    press = Press(limit=1.0)
    press.warm()
    yield press
    press.close()


def test_it_makes_the_same_bytes(press):
    one, other = samples.deposit(), proposals.proposal()
    first, second = press.build("invoice", one), press.build("proposal", other)
    assert first.result(PATIENCE) == invoice.render(one)
    assert second.result(PATIENCE) == proposal.render(other)


def test_a_document_that_takes_too_long_is_stopped_and_the_next_one_made(hasty):
    document = samples.deposit()
    assert hasty.build("invoice", document).result(PATIENCE)
    late = hasty.build("invoice", changed(Endless, document))
    after = hasty.build("invoice", document)
    with pytest.raises(Unavailable, match="too long"):
        late.result(PATIENCE)
    assert after.result(PATIENCE) == invoice.render(document)


def test_a_crash_is_told_and_survived(press):
    document = samples.deposit()
    with pytest.raises(Unavailable):
        press.build("invoice", changed(Deadly, document)).result(PATIENCE)
    assert press.build("invoice", document).result(PATIENCE)


def test_a_killed_process_is_replaced(press):
    document = samples.deposit()
    assert press.build("invoice", document).result(PATIENCE)
    worker = press._worker._process
    worker.kill()
    worker.join(PATIENCE)
    assert press.build("invoice", document).result(PATIENCE)


def test_of_previews_the_newest_wins(press):
    documents = [replace(samples.deposit(), number=f"N-{number}") for number in range(6)]
    # While the first is under way, all others wait.
    first = press.build("invoice", samples.long_invoice(800))
    previews = [press.preview("invoice:1", "invoice", document) for document in documents]
    other = press.preview("invoice:2", "invoice", samples.request())
    assert previews[-1].result(PATIENCE) == invoice.render(documents[-1])
    assert other.result(PATIENCE) == invoice.render(samples.request())
    assert first.result(PATIENCE)
    dropped = [preview for preview in previews[:-1] if preview.cancelled()]
    assert len(dropped) >= 4  # the very first may have had its turn
    with pytest.raises(CancelledError):
        dropped[0].result()


def test_what_is_wanted_goes_before_previews(press):
    order = []
    blocker = press.build("invoice", samples.long_invoice(800))
    preview = press.preview("a", "invoice", samples.deposit())
    wanted = press.build("invoice", samples.credit_note())
    preview.add_done_callback(lambda _: order.append("preview"))
    wanted.add_done_callback(lambda _: order.append("wanted"))
    blocker.result(PATIENCE)
    preview.result(PATIENCE)
    wanted.result(PATIENCE)
    assert order == ["wanted", "preview"]


def test_a_refusal_arrives_whole(press):
    document = samples.request()
    document = replace(document, stamp=b"no picture")
    with pytest.raises(Invalid) as refused:
        press.build("invoice", document).result(PATIENCE)
    assert refused.value.fields["image"].source.startswith("The picture cannot be read")


def test_a_bug_arrives_with_its_traceback(press):
    document = replace(samples.deposit(), brand=replace(samples.BRAND, accent="no colour"))
    with pytest.raises(DocumentFailed, match="Not a colour"):
        press.build("invoice", document).result(PATIENCE)
    with pytest.raises(DocumentFailed, match="not a document of kind"):
        press.build("proposal", document).result(PATIENCE)


def test_closing_cancels_what_waits_and_ends_the_process():
    press = Press()
    assert press.build("invoice", samples.deposit()).result(PATIENCE)
    assert running()
    endless = press.build("invoice", changed(Endless, samples.deposit()))
    waiting = press.build("invoice", samples.deposit())
    press.close()
    assert waiting.cancelled()
    assert endless.cancelled() or isinstance(endless.exception(PATIENCE), Unavailable)
    assert not running()
    assert "press" not in {thread.name for thread in threading.enumerate()}
    with pytest.raises(RuntimeError):
        press.build("invoice", samples.deposit())


def test_a_press_never_used_costs_no_process():
    press = Press()
    assert not running()
    press.close()


def test_the_stand_in_does_the_same_without_a_process():
    inline = InlinePress()
    document = samples.deposit()
    assert inline.build("invoice", document).result() == invoice.render(document)
    assert inline.preview("a", "invoice", document).done()
    broken = inline.build("invoice", replace(samples.request(), stamp=b"x"))
    assert isinstance(broken.exception(), Invalid)
    inline.close()


def test_asking_for_documents_does_not_load_the_pdf_library():
    # The window imports the values and the press; ReportLab belongs to the worker.
    code = (
        "import sys; import studio.documents.press, studio.documents.glyphs;"
        "print('reportlab' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
