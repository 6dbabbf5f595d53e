"""The same document is the same file: on any day, in any run, wherever the machine stands."""

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta, timezone
from pathlib import Path

import pytest

from studio.documents import callsheet, invoice, proposal
from studio.documents.language import Language
from tests.documents import callsheets, proposals, samples

ROOT = Path(__file__).resolve().parents[2]

PRINT = """
import hashlib
from studio.documents import callsheet, invoice, proposal
from studio.documents.language import Language
from tests.documents import callsheets, proposals, samples
for data in (
    invoice.render(samples.request(Language.BOTH)),
    proposal.render(proposals.proposal(Language.BOTH)),
    callsheet.render(callsheets.full(Language.BOTH)),
):
    print(hashlib.sha256(data).hexdigest())
"""


def test_twice_in_one_run():
    for language in Language:
        document = samples.request(language)
        assert invoice.render(document) == invoice.render(document)
    assert proposal.render(proposals.proposal()) == proposal.render(proposals.proposal())
    assert callsheet.render(callsheets.full()) == callsheet.render(callsheets.full())


def test_what_was_printed_before_leaves_no_trace():
    first = invoice.render(samples.deposit())
    proposal.render(proposals.proposal(Language.ZH))
    assert invoice.render(samples.deposit()) == first


def test_one_moment_in_another_zone_is_the_same_moment():
    document = samples.deposit()
    far = document.stamped_at.astimezone(timezone(timedelta(hours=8)))
    unzoned = document.stamped_at.replace(tzinfo=None)
    assert invoice.render(replace(document, stamped_at=far)) == invoice.render(document)
    assert invoice.render(replace(document, stamped_at=unzoned)) == invoice.render(document)


@pytest.mark.parametrize(
    "other",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai"},
        {"PYTHONHASHSEED": "77", "TZ": "America/Los_Angeles", "LC_ALL": "C"},
    ],
    ids=["Shanghai", "Los Angeles"],
)
def test_in_other_runs(other):
    here = [
        hashlib.sha256(data).hexdigest()
        for data in (
            invoice.render(samples.request(Language.BOTH)),
            proposal.render(proposals.proposal(Language.BOTH)),
            callsheet.render(callsheets.full(Language.BOTH)),
        )
    ]
    there = subprocess.run(
        [sys.executable, "-c", PRINT],
        cwd=ROOT,
        env=os.environ | other,
        capture_output=True,
        text=True,
        check=True,
    )
    assert there.stdout.split() == here
