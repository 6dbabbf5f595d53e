"""Documents ready to leave the house: as drafted, as sent, as an e-mail."""

from datetime import date
from decimal import Decimal
from email import message_from_bytes, policy

import pytest

from studio.documents.language import Bilingual, Language
from studio.documents.paper import Mark
from studio.documents.worker import build_now as build
from studio.domain.money import Money
from studio.services import proposals, publish
from studio.services.proposals import Milestone
from studio.services.publish import Letter
from tests import builders


@pytest.fixture
def proposal(workspace):
    client = builders.make_client(workspace, 1, code="NWA")
    builders.make_contact(workspace, client, email="ada@northwick.example", standard=True)
    key = builders.make_proposal(workspace, client, 1)
    contact = workspace.ask(proposals.one(key))
    workspace.run(
        proposals.change(key, version=contact.version, values={"contact_id": 1, "title_zh": "耳机"})
    )
    return key


def shown(workspace, proposal):
    return workspace.ask(proposals.one(proposal)).shown


def paper(workspace, proposal, no=None):
    return workspace.ask(publish.proposal(proposal, no))


def write(workspace, proposal, **texts):
    for key, (en, zh) in texts.items():
        version = shown(workspace, proposal)
        workspace.run(proposals.write(version.id, version=version.version, key=key, en=en, zh=zh))


def send(workspace, proposal):
    version = workspace.ask(proposals.one(proposal)).version
    return workspace.run(proposals.send(proposal, version=version)).value


def test_a_draft_prints_as_one_and_never_shows_cost_or_margin(workspace, proposal):
    made = paper(workspace, proposal)
    document = made.document
    assert (document.mark, document.number, document.version) == (Mark.DRAFT, "", 1)
    assert made.kept is None
    (options,) = document.price.option_sets
    assert [(one.letter, one.net.minor, one.total.minor) for one in options.options] == [
        ("A", 1_400_000, 1_680_000), ("B", 1_780_000, 2_136_000),
    ]  # fmt: skip
    assert [row.amounts for row in options.rows] == [
        (Money(1_400_000, "GBP"), Money(1_400_000, "GBP")), (None, Money(380_000, "GBP")),
    ]  # fmt: skip
    assert "600000" not in repr(document)
    assert build("proposal", document).startswith(b"%PDF")


def test_the_parts_print_what_was_written(workspace, proposal):
    write(
        workspace,
        proposal,
        idea=("A quiet day", "安静的一天"),
        insight=("Commuters\n\n- headphones\n- ANC", "通勤\n\n- 耳机\n- 降噪"),
        team=("Zhou Yining, producer\nMa Li, editor", "周以宁 制片\n马力 剪辑"),
        labels=("Marked as ads", ""),
        ai=("No AI", ""),
    )
    version = shown(workspace, proposal)
    row = Milestone("Shoot", "拍摄", date(2026, 11, 25))
    workspace.run(proposals.set_milestones(version.id, version=version.version, rows=[row]))
    document = paper(workspace, proposal).document
    assert document.idea == Bilingual("A quiet day", "安静的一天")
    assert document.audience == Bilingual("Commuters", "通勤")
    assert document.keywords == (Bilingual("headphones", "耳机"), Bilingual("ANC", "降噪"))
    assert [(person.name.en, person.role.zh) for person in document.team] == [
        ("Zhou Yining", "制片"), ("Ma Li", "剪辑"),
    ]  # fmt: skip
    assert (document.disclosure.en, document.ai_use.en) == ("Marked as ads", "No AI")
    assert document.timeline[0].start == date(2026, 11, 25)
    assert [one.quantity for one in document.deliverables] == [1, 2]


def test_a_team_that_is_no_list_of_roles_prints_as_text(workspace, proposal):
    write(workspace, proposal, team=("The whole house works on it.", ""))
    document = paper(workspace, proposal).document
    assert document.team == ()
    assert document.team_text.en == "The whole house works on it."


def test_as_sent_are_the_bytes_that_were_kept(workspace, proposal):
    send(workspace, proposal)
    first = paper(workspace, proposal)
    assert first.document.mark is Mark.NONE
    assert first.document.number == "P-2026-001"
    assert build("proposal", first.document) == first.kept
    version = workspace.ask(proposals.one(proposal)).version
    workspace.run(proposals.new_version(proposal, version=version))
    second = paper(workspace, proposal)
    assert (second.kept, second.document.mark, second.document.replaces) == (None, Mark.DRAFT, 1)
    assert paper(workspace, proposal, 1).kept == first.kept


def test_instalments_print_with_tax_and_sum_to_the_total(workspace, proposal):
    version = shown(workspace, proposal)
    workspace.run(proposals.add_instalment(version.id))
    workspace.run(proposals.split_evenly(version.id))
    price = paper(workspace, proposal).document.price
    assert price.instalments_for == "A"
    assert sum(part.amount.minor for part in price.instalments) == 1_680_000


def test_add_ons_print_as_a_share_or_an_amount(workspace, proposal):
    version = shown(workspace, proposal)
    workspace.run(
        proposals.add_option(version.id, {"letter": "R", "percent": Decimal("0.25")}, addon=True)
    )
    workspace.run(proposals.add_option(version.id, {"letter": "S", "price": 90_000}, addon=True))
    rush, shoot = paper(workspace, proposal).document.price.add_ons
    assert (rush.share, rush.price) == (Decimal("0.25"), None)
    assert (shoot.share, shoot.price) == (None, Money(90_000, "GBP"))


def test_line_prices_can_be_hidden_while_sections_keep_theirs(workspace, proposal):
    version = shown(workspace, proposal)
    workspace.run(proposals.add_line(version.id, {"row": "subtotal"}))
    workspace.run(
        proposals.change_version(
            version.id, version=version.version, values={"hide_line_prices": True}
        )
    )
    (options,) = paper(workspace, proposal).document.price.option_sets
    first, _second, subtotal = options.rows
    assert (first.price, first.amounts) == (None, ())
    assert subtotal.amounts[0] == Money(1_400_000, "GBP")


def test_what_cannot_be_drawn_is_listed(workspace, proposal):
    assert paper(workspace, proposal).missing == ()
    write(workspace, proposal, idea=("שלום \U00012000", ""))
    missing = paper(workspace, proposal).missing
    assert "\U00012000" in {one.character for one in missing}


def test_markup_prints_as_typed(workspace, proposal):
    write(workspace, proposal, idea=("<b>bold</b> & <img src=x>", ""))
    document = paper(workspace, proposal).document
    assert document.idea.en == "<b>bold</b> & <img src=x>"
    assert build("proposal", document).startswith(b"%PDF")


@pytest.mark.parametrize("language", ["en", "zh", "zh+en"])
def test_the_e_mail_speaks_the_documents_language(workspace, proposal, language):
    version = shown(workspace, proposal)
    workspace.run(
        proposals.change_version(version.id, version=version.version, values={"language": language})
    )
    send(workspace, proposal)
    made = paper(workspace, proposal)
    assert made.document.language is Language(language)
    assert made.letter.to == "ada@northwick.example"
    assert "P-2026-001" in made.letter.subject
    assert ("Dear" in made.letter.body) == ("en" in language)
    assert ("您好" in made.letter.body) == ("zh" in language)
    assert made.file_name == f"PROPOSAL_P-2026-001_NWA_v1_{language.replace('+', '-')}.pdf"


def test_the_draft_opens_unsent_with_the_pdf_attached():
    letter = Letter("ada@northwick.example", "Proposal\r\nBcc: thief@example", "Dear Ada,\n\n你好")
    raw = publish.email_draft(letter, "PROPOSAL.pdf", b"%PDF-1.7")
    mail = message_from_bytes(raw, policy=policy.default)
    assert mail["X-Unsent"] == "1"
    assert mail["To"] == "ada@northwick.example"
    assert mail["Bcc"] is None
    assert mail.get_body().get_content().split() == ["Dear", "Ada,", "你好"]
    (attached,) = mail.iter_attachments()
    assert (attached.get_filename(), attached.get_content_type()) == (
        "PROPOSAL.pdf", "application/pdf",
    )  # fmt: skip
    assert attached.get_content() == b"%PDF-1.7"
