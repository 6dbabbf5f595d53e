"""Personal data: sealed, masked, revealed by right and logged, exported, erased in time."""

from studio.services.talent.personal.consents import Consent, agree, choose_ground, withdraw
from studio.services.talent.personal.dropping import drop
from studio.services.talent.personal.erasing import Erasure, consequences, erase
from studio.services.talent.personal.exporting import FORMS, Copy, export
from studio.services.talent.personal.keys import choose_passphrase, set_up, unlock
from studio.services.talent.personal.looks import Seen, who_looked
from studio.services.talent.personal.papers import Papers, papers
from studio.services.talent.personal.processing import Processed, processing, record
from studio.services.talent.personal.retention import Kept, due, keep_until
from studio.services.talent.personal.sealed import keep, move, reveal

__all__ = [
    "FORMS",
    "Consent",
    "Copy",
    "Erasure",
    "Kept",
    "Papers",
    "Processed",
    "Seen",
    "agree",
    "choose_ground",
    "choose_passphrase",
    "consequences",
    "drop",
    "due",
    "erase",
    "export",
    "keep",
    "keep_until",
    "move",
    "papers",
    "processing",
    "record",
    "reveal",
    "set_up",
    "unlock",
    "who_looked",
    "withdraw",
]
