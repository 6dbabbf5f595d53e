"""Proposals: made three ways, priced by option, checked, sent, answered, made anew."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from studio.domain.money import Money
from studio.errors import Conflict, Denied, Invalid, Locked, Missing
from studio.persistence.tables.briefs import BriefItem, BriefMessage
from studio.persistence.tables.studio import TaxRate
from studio.services import briefs, proposals, publish, records, talent
from studio.services.proposals import Evidence, Milestone, ProposalFilter
from studio.services.words import chinese
from tests import builders

TODAY = builders.TODAY


@pytest.fixture
def entity(workspace):
    return 1


@pytest.fixture
def client(workspace, entity):
    client = builders.make_client(workspace, entity)
    builders.make_contact(workspace, client, email="ada@northwick.example", standard=True)
    return client


@pytest.fixture
def proposal(workspace, client, entity):
    return builders.make_proposal(workspace, client, entity)


def gbp(amount):
    return Money(int(Decimal(amount) * 100), "GBP")


def one(workspace, proposal, no=None):
    return workspace.ask(proposals.one(proposal, no))


def shown(workspace, proposal, no=None):
    return one(workspace, proposal, no).shown


def send(workspace, proposal, **values):
    version = one(workspace, proposal).version
    return workspace.run(proposals.send(proposal, version=version, **values)).value


def accept(workspace, proposal, letters="A", **values):
    version = shown(workspace, proposal)
    given = {"by": "Ada North", "on": TODAY, "channel": "mail", "note": "Yes, A please.", **values}
    return workspace.run(
        proposals.accept(version.id, version=version.version, letters=letters, **given)
    ).value


# -- made -----------------------------------------------------------------------------------------


def test_an_empty_proposal_takes_its_defaults_from_client_and_company(workspace, client):
    key = workspace.run(proposals.create({"client_id": client, "title": "Podcast"})).value
    made = one(workspace, key)
    assert (made.number, made.title, made.contact, made.owner) == (
        "", "Podcast", "Ada North", "Lin Xiaoman",
    )  # fmt: skip
    version = made.shown
    assert (version.currency, version.language, version.page_size) == ("GBP", "en", "A4")
    assert version.valid_until == TODAY + timedelta(days=30)
    assert (version.tax_mode, version.tax_rate, version.tax_name) == (
        "excl", Decimal("0.2"), "VAT 20 %",
    )  # fmt: skip
    assert [option.letter for option in version.options] == ["A"]
    assert [part.share for part in version.instalments] == [Decimal("0.5"), Decimal("0.5")]
    assert version.state == "draft"
    workspace.undo()
    with pytest.raises(Missing):
        one(workspace, key)
    workspace.redo()
    assert one(workspace, key).title == "Podcast"


@pytest.mark.parametrize("template", ["campaign", "retainer", "live_session"])
def test_a_template_brings_options_lines_words_and_a_whole_schedule(workspace, client, template):
    values = {"client_id": client, "language": "zh+en"}
    key = workspace.run(proposals.create(values, template_key=template)).value
    version = shown(workspace, key)
    assert sum(part.share for part in version.instalments) == 1
    assert any(option.advised for option in version.options)
    assert "Northwick Audio" in version.parts["reading"]["en"]
    assert version.parts["reading"]["zh"]
    assert version.milestones
    assert all(milestone.start > TODAY for milestone in version.milestones)
    priced = [line for line in version.lines if line.row == "item"]
    assert {one.row_id for one in version.findings if one.code == "prices"} == {
        line.id for line in priced
    }


def test_a_live_template_holds_its_slots_for_fourteen_days(workspace, client):
    values = {"client_id": client, "title": "Session"}
    key = workspace.run(proposals.create(values, template_key="live_session")).value
    assert shown(workspace, key).valid_until == TODAY + timedelta(days=14)


@pytest.fixture
def ready(workspace, client):
    brief = builders.make_brief(
        workspace,
        client,
        state="ready",
        language="zh+en",
        objective="awareness",
        key_message="Quiet that you can measure.",
        must_not="Names of others",
        audience="Commuters",
        keywords=["headphones"],
        usage="Own channels, 12 months",
        exclusivity="Headphones",
        kpis="250,000 views",
        ai_allowed="no",
        window_from=date(2026, 12, 1),
        window_to=date(2026, 12, 20),
    )
    builders.add(
        workspace,
        BriefItem(
            brief_id=brief, position=1, platform="youtube", format="long_video", quantity=2,
            ceiling=900_000,
        ),
    )  # fmt: skip
    builders.add(workspace, BriefMessage(brief_id=brief, body="We want two long reviews."))
    return brief


def test_a_ready_brief_fills_the_proposal_with_the_clients_words(workspace, ready):
    key = workspace.run(proposals.create_from_brief(ready)).value
    made = one(workspace, key)
    version = made.shown
    assert (made.brief, made.title, version.language) == ("B-001", "Headphone review", "zh+en")
    reading = version.parts["reading"]
    assert reading["en"].startswith("We want two long reviews.")
    assert "- Not to be said: Names of others" in reading["en"]
    assert "Quiet that you can measure." in reading["zh"]
    assert version.parts["insight"]["en"] == "Commuters\n\n- headphones"
    assert version.parts["exclusivity"]["en"] == "Headphones"
    assert version.parts["ai"]["zh"] != version.parts["ai"]["en"]
    (line,) = version.lines
    assert (line.quantity, line.price, line.pieces, line.platform) == (
        Decimal(2), gbp("9000.00"), 2, "youtube",
    )  # fmt: skip
    assert version.milestones == (
        Milestone("Publication", "发布", date(2026, 12, 1), date(2026, 12, 20)),
    )
    assert version.sums[0].net == gbp("18000.00")


def test_a_brief_that_is_not_ready_makes_no_proposal(workspace, client):
    brief = builders.make_brief(workspace, client, state="clarifying")
    with pytest.raises(Invalid) as caught:
        workspace.run(proposals.create_from_brief(brief))
    assert "not ready" in str(caught.value)


def test_a_proposal_needs_client_and_title(workspace, client):
    with pytest.raises(Invalid) as caught:
        workspace.run(proposals.create({"title": "Podcast"}))
    assert set(caught.value.fields) == {"client_id"}
    with pytest.raises(Invalid) as caught:
        workspace.run(proposals.create({"client_id": client, "title": "  "}))
    assert set(caught.value.fields) == {"title"}


def test_a_blacklisted_client_gets_no_proposal(workspace, entity):
    client = builders.make_client(workspace, entity, state="blacklisted", hold_reason="Never paid")
    with pytest.raises(Invalid):
        workspace.run(proposals.create({"client_id": client, "title": "Podcast"}))


# -- fields ---------------------------------------------------------------------------------------


def test_fields_change_one_command_at_a_time(workspace, proposal):
    before = one(workspace, proposal)
    version = workspace.run(
        proposals.change(proposal, version=before.version, values={"title_zh": "耳机"})
    ).value
    workspace.run(proposals.change(proposal, version=version, values={"title": "Headphones"}))
    assert (one(workspace, proposal).title, one(workspace, proposal).title_zh) == (
        "Headphones", "耳机",
    )  # fmt: skip
    workspace.undo()
    assert one(workspace, proposal).title == "Headphone review"
    workspace.redo()
    assert one(workspace, proposal).title == "Headphones"


def test_a_stale_version_is_refused(workspace, proposal):
    version = one(workspace, proposal).version
    workspace.run(proposals.change(proposal, version=version, values={"title": "Headphones"}))
    with pytest.raises(Conflict) as caught:
        workspace.run(proposals.change(proposal, version=version, values={"title": "Mine"}))
    assert caught.value.theirs["title"] == "Headphones"


def test_another_client_brings_its_own_contact(workspace, proposal, entity):
    other = builders.make_client(workspace, entity, name="Halden")
    contact = builders.make_contact(workspace, other, name="Jo")
    version = one(workspace, proposal).version
    workspace.run(proposals.change(proposal, version=version, values={"client_id": other}))
    assert one(workspace, proposal).contact_id == contact
    version = one(workspace, proposal).version
    with pytest.raises(Invalid):
        workspace.run(proposals.change(proposal, version=version, values={"client_id": None}))


def test_version_fields_and_a_currency_with_other_decimals(workspace, proposal):
    before = shown(workspace, proposal)
    version = workspace.run(
        proposals.change_version(
            before.id,
            version=before.version,
            values={"valid_until": "2026-12-31", "discount": "10", "language": "zh"},
        )
    ).value
    after = shown(workspace, proposal)
    assert (after.version, after.valid_until, after.discount) == (
        version, date(2026, 12, 31), Decimal("0.1"),
    )  # fmt: skip
    workspace.run(proposals.change_version(before.id, version=version, values={"currency": "JPY"}))
    assert shown(workspace, proposal).lines[0].price == Money(14_000, "JPY")
    workspace.undo()
    assert shown(workspace, proposal).lines[0].price == gbp("14000.00")


def test_a_tax_rate_of_the_company_sets_mode_rate_and_name(workspace, proposal, entity):
    rate = builders.add(
        workspace,
        TaxRate(legal_entity_id=entity, name="Reverse charge", treatment="reverse_charge"),
    )
    before = shown(workspace, proposal)
    workspace.run(proposals.use_tax_rate(before.id, version=before.version, tax_rate_id=rate))
    after = shown(workspace, proposal)
    assert (after.tax_mode, after.tax_rate, after.tax_name) == (
        "reverse_charge", 0, "Reverse charge",
    )  # fmt: skip
    assert after.sums[0].gross == after.sums[0].net


@pytest.mark.parametrize(
    "values",
    [
        {"discount": "150"},
        {"valid_until": date(9999, 1, 1)},
        {"tax_mode": "magic"},
        {"currency": "XYZ"},
        {"nonsense": 1},
    ],
)
def test_absurd_version_fields_change_nothing(workspace, proposal, values):
    before = shown(workspace, proposal)
    with pytest.raises(Invalid) as caught:
        workspace.run(proposals.change_version(before.id, version=before.version, values=values))
    assert set(caught.value.fields) == set(values)
    assert shown(workspace, proposal) == before


def test_texts_of_the_parts_in_both_languages(workspace, proposal):
    before = shown(workspace, proposal)
    version = workspace.run(
        proposals.write(before.id, version=before.version, key="idea", en="A <b>quiet</b> day")
    ).value
    workspace.run(proposals.write(before.id, version=version, key="idea", zh="安静的一天"))
    after = shown(workspace, proposal)
    assert after.parts["idea"] == {"en": "A <b>quiet</b> day", "zh": "安静的一天"}
    assert "idea" in after.filled
    assert "idea" not in before.filled
    with pytest.raises(Invalid):
        workspace.run(proposals.write(before.id, version=after.version, key="magic", en="x"))
    with pytest.raises(Invalid):
        workspace.run(
            proposals.write(before.id, version=after.version, key="idea", en="\u202eturned")
        )


def test_milestones_are_set_in_order_and_refused_where_they_end_before_they_begin(
    workspace, proposal
):
    version = shown(workspace, proposal)
    rows = [
        Milestone("Script", "脚本", date(2026, 11, 20)),
        Milestone("Shoot", "拍摄", date(2026, 11, 25), date(2026, 11, 26)),
    ]
    workspace.run(proposals.set_milestones(version.id, version=version.version, rows=rows))
    after = shown(workspace, proposal)
    assert list(after.milestones) == rows
    bad = [Milestone("Shoot", "", date(2026, 11, 25), date(2026, 11, 24))]
    with pytest.raises(Invalid):
        workspace.run(proposals.set_milestones(version.id, version=after.version, rows=bad))
    with pytest.raises(Invalid):
        workspace.run(
            proposals.set_milestones(version.id, version=after.version, rows=[Milestone("", "")])
        )


def test_ticks_before_sending(workspace, proposal):
    version = shown(workspace, proposal)
    key = workspace.run(
        proposals.add_consent(version.id, version=version.version, text="Guardian consent")
    ).value
    version = shown(workspace, proposal)
    assert [one.code for one in version.findings if one.severity == "block"] == [f"consent_{key}"]
    with pytest.raises(Invalid):
        send(workspace, proposal)
    workspace.run(proposals.tick_consent(version.id, version=version.version, key=key, done=True))
    (consent,) = shown(workspace, proposal).consents
    assert (consent.done, consent.by, consent.on) == (True, "Lin Xiaoman", TODAY)
    workspace.undo()
    assert not shown(workspace, proposal).consents[0].done
    version = shown(workspace, proposal)
    workspace.run(proposals.remove_consent(version.id, version=version.version, key=key))
    assert shown(workspace, proposal).consents == ()


def test_a_tick_is_named_in_the_language_of_whoever_reads(workspace, proposal):
    version = shown(workspace, proposal)
    words = {"text": "Guardian consent", "text_zh": "监护人同意书"}
    key = workspace.run(proposals.add_consent(version.id, version=version.version, **words)).value
    version = shown(workspace, proposal)
    (block,) = [one.message for one in version.findings if one.severity == "block"]
    assert str(block) == "Not ticked yet: Guardian consent"
    assert chinese(block).endswith("监护人同意书")
    workspace.run(proposals.tick_consent(version.id, version=version.version, key=key, done=True))
    step = workspace.ask(records.history("proposal", proposal))[0]
    assert str(step.label) == "Tick Guardian consent"
    assert step.label.values["consent"].chinese == "监护人同意书"


def test_archive_and_restore(workspace, proposal):
    version = one(workspace, proposal).version
    version = workspace.run(proposals.archive(proposal, version=version)).value
    assert workspace.ask(proposals.ids(ProposalFilter())) == []
    assert workspace.ask(proposals.ids(ProposalFilter(archived=True))) == [proposal]
    workspace.run(proposals.restore(proposal, version=version))
    assert workspace.ask(proposals.ids(ProposalFilter())) == [proposal]


# -- lines ----------------------------------------------------------------------------------------


def titles(workspace, proposal):
    return [line.title for line in shown(workspace, proposal).lines]


def line(workspace, proposal, title):
    return next(one for one in shown(workspace, proposal).lines if one.title == title)


def test_a_new_line_takes_the_place_and_the_letters_of_the_one_above(workspace, proposal):
    version = shown(workspace, proposal)
    first = line(workspace, proposal, "Long video")
    workspace.run(
        proposals.add_line(
            version.id, {"title": "Travel", "unit_price": gbp("100")}, after=first.id
        )
    )
    assert titles(workspace, proposal) == ["Long video", "Travel", "Reel"]
    assert line(workspace, proposal, "Travel").options == "AB"
    workspace.undo()
    assert titles(workspace, proposal) == ["Long video", "Reel"]
    workspace.redo()
    assert titles(workspace, proposal) == ["Long video", "Travel", "Reel"]


def test_lines_change_move_double_and_go(workspace, proposal):
    reel = line(workspace, proposal, "Reel")
    version = workspace.run(
        proposals.change_line(reel.id, version=reel.version, values={"quantity": "3"})
    ).value
    assert line(workspace, proposal, "Reel").amount == gbp("5700.00")
    version = workspace.run(proposals.move_line(reel.id, version=version, by=-1)).value
    assert titles(workspace, proposal) == ["Reel", "Long video"]
    workspace.run(proposals.double_line(reel.id))
    assert titles(workspace, proposal) == ["Reel", "Reel", "Long video"]
    version = line(workspace, proposal, "Reel").version
    workspace.run(proposals.bring_line(reel.id, version=version, to=2))
    assert titles(workspace, proposal) == ["Reel", "Long video", "Reel"]
    version = next(x for x in shown(workspace, proposal).lines if x.id == reel.id).version
    workspace.run(proposals.remove_line(reel.id, version=version))
    assert titles(workspace, proposal) == ["Reel", "Long video"]
    for _step in range(5):
        workspace.undo()
    assert titles(workspace, proposal) == ["Long video", "Reel"]
    assert line(workspace, proposal, "Reel").quantity == 2
    for _step in range(5):
        workspace.redo()
    assert titles(workspace, proposal) == ["Reel", "Long video"]


def test_a_move_beyond_the_ends_does_nothing(workspace, proposal):
    first = line(workspace, proposal, "Long video")
    outcome = workspace.run(proposals.move_line(first.id, version=first.version, by=-1))
    assert not outcome.changes


@pytest.mark.parametrize(
    "values",
    [
        {"quantity": Decimal(-1)},
        {"unit_price": 10**18},
        {"unit_price": -1},
        {"title": "x" * 5000},
        {"title": "a\x00b"},
        {"row": "picture"},
        {"platform": "myspace"},
        {"pieces": -2},
    ],
)
def test_absurd_lines_are_refused_at_their_field(workspace, proposal, values):
    reel = line(workspace, proposal, "Reel")
    with pytest.raises(Invalid) as caught:
        workspace.run(proposals.change_line(reel.id, version=reel.version, values=values))
    assert set(caught.value.fields) == set(values)
    assert line(workspace, proposal, "Reel") == reel


def test_a_heading_takes_its_section_into_an_option_and_out(workspace, proposal):
    version = shown(workspace, proposal)
    first = line(workspace, proposal, "Long video")
    heading = workspace.run(
        proposals.add_line(version.id, {"row": "heading", "title": "2 Reels"}, after=first.id)
    ).value
    row = next(one for one in shown(workspace, proposal).lines if one.id == heading)
    assert (row.title, row.section, row.options, row.amount) == ("Reels", 1, "B", gbp("3800.00"))
    workspace.run(proposals.toggle_letter(heading, version=row.version, letter="A"))
    assert line(workspace, proposal, "Reel").options == "AB"
    assert line(workspace, proposal, "Long video").options == "AB"
    row = line(workspace, proposal, "Reels")
    workspace.run(proposals.toggle_letter(heading, version=row.version, letter="B"))
    assert line(workspace, proposal, "Reel").options == "A"
    row = line(workspace, proposal, "Reels")
    with pytest.raises(Invalid):
        workspace.run(proposals.toggle_letter(heading, version=row.version, letter="Z"))


def test_subtotals_stand_for_their_section_in_each_option(workspace, proposal):
    version = shown(workspace, proposal)
    workspace.run(proposals.add_line(version.id, {"row": "subtotal"}))
    row = shown(workspace, proposal).lines[-1]
    assert row.amounts == {"A": gbp("14000.00"), "B": gbp("17800.00")}
    assert row.amount == gbp("17800.00")


# -- options, creators, schedule ------------------------------------------------------------------


def test_sums_of_each_option_with_tax_cost_and_margin(workspace, proposal):
    a, b = shown(workspace, proposal).sums
    assert (a.letter, a.net, a.tax, a.gross) == (
        "A", gbp("14000.00"), gbp("2800.00"), gbp("16800.00"),
    )  # fmt: skip
    assert (b.net, b.cost, b.margin) == (gbp("17800.00"), gbp("7000.00"), Decimal("0.6067"))


def test_cost_and_margin_are_hidden_from_those_without_the_right(workspace, proposal):
    workspace.roles = frozenset({"CRE"})
    made = one(workspace, proposal)
    assert not made.internal
    assert {found.cost for found in made.shown.sums} == {None}
    assert {row.cost for row in made.shown.lines} == {None}
    assert {row.margin for row in made.shown.lines} == {None}
    with pytest.raises(Denied):
        workspace.run(proposals.add_line(made.shown.id))


def test_an_option_is_added_changed_suggested_and_removed(workspace, proposal):
    version = shown(workspace, proposal)
    workspace.run(proposals.add_option(version.id, {"title": "With usage"}))
    version = shown(workspace, proposal)
    assert [option.letter for option in version.options] == ["A", "B", "C"]
    assert line(workspace, proposal, "Reel").options == "BC"
    c = version.options[2]
    workspace.run(proposals.change_option(c.id, version=c.version, values={"advised": True}))
    assert [option.advised for option in shown(workspace, proposal).options] == [False, False, True]
    assert shown(workspace, proposal).advised == "C"
    c = shown(workspace, proposal).options[2]
    workspace.run(proposals.change_option(c.id, version=c.version, values={"letter": "D"}))
    assert line(workspace, proposal, "Reel").options == "BD"
    c = shown(workspace, proposal).options[2]
    with pytest.raises(Invalid):
        workspace.run(proposals.change_option(c.id, version=c.version, values={"letter": "A"}))
    workspace.run(proposals.remove_option(c.id, version=c.version))
    assert line(workspace, proposal, "Reel").options == "B"


def test_the_last_option_stays(workspace, client):
    key = workspace.run(proposals.create({"client_id": client, "title": "Podcast"})).value
    (option,) = shown(workspace, key).options
    with pytest.raises(Invalid):
        workspace.run(proposals.remove_option(option.id, version=option.version))


def test_an_add_on_has_a_fixed_price_or_a_share(workspace, proposal):
    version = shown(workspace, proposal)
    key = workspace.run(
        proposals.add_option(
            version.id, {"title": "Rush", "percent": "25", "letter": "R"}, addon=True
        )
    ).value
    addon = shown(workspace, proposal).options[-1]
    assert (addon.letter, addon.addon, addon.group, addon.percent) == (
        "R", True, "", Decimal("0.25"),
    )  # fmt: skip
    workspace.run(
        proposals.change_option(key, version=addon.version, values={"price": gbp("900.00")})
    )
    addon = shown(workspace, proposal).options[-1]
    assert (addon.percent, addon.price) == (None, gbp("900.00"))


def test_creators_come_from_the_talent_table_or_by_name(workspace, proposal):
    talent = builders.make_talent(workspace)
    version = shown(workspace, proposal)
    workspace.run(proposals.add_creator(version.id, {"talent_id": talent, "followers": 782_000}))
    workspace.run(
        proposals.add_creator(version.id, {"name": "A child", "state": "missing_consent"})
    )
    theo, child = shown(workspace, proposal).creators
    assert (theo.name, theo.name_zh, theo.talent_kind) == ("Theo Marsh", "西奥", "creator")
    assert theo.tier == "mid"
    with pytest.raises(Invalid):
        workspace.run(proposals.add_creator(version.id, {"talent_id": talent}))
    with pytest.raises(Invalid):
        workspace.run(proposals.add_creator(version.id, {"name": " "}))
    workspace.run(
        proposals.change_creator(theo.id, version=theo.version, values={"why": "Explains plainly"})
    )
    workspace.run(proposals.move_creator(child.id, version=child.version, by=-1))
    assert [one.name for one in shown(workspace, proposal).creators] == ["A child", "Theo Marsh"]
    child = shown(workspace, proposal).creators[0]
    workspace.run(proposals.remove_creator(child.id, version=child.version))
    assert [one.why for one in shown(workspace, proposal).creators] == ["Explains plainly"]


def test_the_schedule_is_split_evenly_to_the_last_hundredth_of_a_percent(workspace, proposal):
    version = shown(workspace, proposal)
    workspace.run(proposals.add_instalment(version.id))
    assert [part.share for part in shown(workspace, proposal).instalments] == [
        Decimal("0.5"), Decimal("0.5"), 0,
    ]  # fmt: skip
    workspace.run(proposals.split_evenly(version.id))
    parts = shown(workspace, proposal).instalments
    assert [part.share for part in parts] == [
        Decimal("0.3334"), Decimal("0.3333"), Decimal("0.3333"),
    ]  # fmt: skip
    assert sum(part.amount.minor for part in parts) == 1_680_000
    last = parts[-1]
    workspace.run(
        proposals.change_instalment(last.id, version=last.version, values={"share": "40"})
    )
    assert "106.67%" in " ".join(str(one.message) for one in shown(workspace, proposal).findings)
    with pytest.raises(Invalid):
        send(workspace, proposal)
    last = shown(workspace, proposal).instalments[-1]
    workspace.run(proposals.move_instalment(last.id, version=last.version, by=-1))
    moved = shown(workspace, proposal).instalments[1]
    assert moved.id == last.id
    workspace.run(proposals.remove_instalment(last.id, version=moved.version))
    assert len(shown(workspace, proposal).instalments) == 2


# -- sending --------------------------------------------------------------------------------------


def test_sending_numbers_walks_keeps_the_pdf_and_locks(workspace, proposal):
    sent = send(workspace, proposal, to="Ada North")
    assert (sent.number, sent.no) == ("P-2026-001", 1)
    made = one(workspace, proposal)
    assert (made.number, made.shown.state, made.shown.sent_on) == ("P-2026-001", "sent", TODAY)
    assert made.shown.sent_to == "Ada North"
    assert [(step.before, step.after) for step in made.steps] == [
        ("draft", "internal_review"), ("internal_review", "approved"), ("approved", "sent"),
    ]  # fmt: skip
    assert {step.by for step in made.steps} == {"Lin Xiaoman"}
    paper = workspace.ask(publish.proposal(proposal))
    assert paper.kept.startswith(b"%PDF")
    assert workspace.history.undo_label() is None
    first = made.shown.lines[0]
    with pytest.raises(Locked):
        workspace.run(proposals.change_line(first.id, version=first.version, values={"title": "x"}))
    with pytest.raises(Locked):
        workspace.run(
            proposals.change_version(
                made.shown.id, version=made.shown.version, values={"discount": "5"}
            )
        )


def test_a_version_that_was_changed_after_the_look_is_not_sent(workspace, proposal):
    paper = workspace.ask(publish.proposal(proposal))
    first = shown(workspace, proposal).lines[0]
    workspace.run(proposals.change_line(first.id, version=first.version, values={"title": "Film"}))
    with pytest.raises(Conflict):
        send(workspace, proposal, content=paper.content)
    assert one(workspace, proposal).number == ""
    send(workspace, proposal, content=workspace.ask(publish.proposal(proposal)).content)
    assert one(workspace, proposal).number == "P-2026-001"


def test_nothing_is_sent_and_no_number_taken_while_a_check_blocks(workspace, proposal):
    version = shown(workspace, proposal)
    workspace.run(proposals.add_line(version.id, {"title": "Travel"}))
    with pytest.raises(Invalid) as caught:
        send(workspace, proposal)
    assert set(caught.value.fields) == {"prices"}
    assert one(workspace, proposal).steps == ()
    travel = line(workspace, proposal, "Travel")
    workspace.run(proposals.change_line(travel.id, version=travel.version, values={"free": True}))
    assert send(workspace, proposal).number == "P-2026-001"


def test_below_the_lowest_margin_only_with_the_owners_reason(workspace, proposal):
    first = shown(workspace, proposal).lines[0]
    workspace.run(
        proposals.change_line(first.id, version=first.version, values={"cost": gbp("13000.00")})
    )
    with pytest.raises(Invalid) as caught:
        send(workspace, proposal)
    assert set(caught.value.fields) == {"margin"}
    version = shown(workspace, proposal)
    with pytest.raises(Invalid):
        workspace.run(
            proposals.override_margin(version.id, version=version.version, reason="because")
        )
    workspace.roles = frozenset({"PRD"})
    with pytest.raises(Denied):
        workspace.run(
            proposals.override_margin(version.id, version=version.version, reason="A first job")
        )
    workspace.roles = frozenset({"OWN"})
    workspace.run(
        proposals.override_margin(
            version.id, version=version.version, reason="A first job, 10 more"
        )
    )
    send(workspace, proposal)
    steps = one(workspace, proposal).steps
    assert [step.note for step in steps] == ["", "A first job, 10 more", ""]


def brief_state(workspace, brief):
    return workspace.ask(briefs.one(brief)).row.state.code


def test_the_brief_follows_its_proposal(workspace, ready):
    key = workspace.run(proposals.create_from_brief(ready)).value
    send(workspace, key)
    assert brief_state(workspace, ready) == "proposed"
    accept(workspace, key)
    assert brief_state(workspace, ready) == "won"
    workspace.undo()
    assert brief_state(workspace, ready) == "proposed"
    version = shown(workspace, key)
    workspace.run(
        proposals.decline(version.id, version=version.version, reason="price", by="Ada North")
    )
    row = workspace.ask(briefs.one(ready)).row
    assert (row.state.code, row.reason) == ("lost", "price")


# -- versions -------------------------------------------------------------------------------------


def test_a_new_version_copies_all_and_supersedes_the_old_one_when_sent(workspace, proposal):
    talent = builders.make_talent(workspace)
    version = shown(workspace, proposal)
    workspace.run(proposals.add_creator(version.id, {"talent_id": talent}))
    send(workspace, proposal)
    workspace.run(proposals.new_version(proposal, version=one(workspace, proposal).version))
    made = one(workspace, proposal)
    assert (made.number, made.shown.no, made.shown.state) == ("P-2026-001", 2, "draft")
    assert [head.state for head in made.versions] == ["sent", "draft"]
    old = shown(workspace, proposal, 1)
    assert [row.title for row in made.shown.lines] == [row.title for row in old.lines]
    assert [row.name for row in made.shown.creators] == ["Theo Marsh"]
    assert len(made.shown.instalments) == len(made.shown.options) == 2
    assert made.shown.pdf == ""
    last = made.shown.lines[-1]
    workspace.run(
        proposals.change_line(last.id, version=last.version, values={"unit_price": gbp("1800")})
    )
    assert [str(one) for one in workspace.ask(proposals.changed(proposal, 2, 1))] == [
        "Option B: 17600.00 GBP, was 17800.00 GBP",
        "Reel: price 1800.00 GBP, was 1900.00 GBP",
    ]
    sent = send(workspace, proposal)
    assert (sent.number, sent.no) == ("P-2026-001", 2)
    assert [head.state for head in one(workspace, proposal).versions] == ["superseded", "sent"]
    assert shown(workspace, proposal, 1).lines[-1].price == gbp("1900.00")


def test_a_version_in_work_is_not_copied_but_can_be_discarded(workspace, proposal):
    with pytest.raises(Invalid):
        workspace.run(proposals.new_version(proposal, version=one(workspace, proposal).version))
    with pytest.raises(Invalid):
        workspace.run(proposals.discard_version(proposal, version=one(workspace, proposal).version))
    send(workspace, proposal)
    workspace.run(proposals.new_version(proposal, version=one(workspace, proposal).version))
    workspace.run(proposals.discard_version(proposal, version=one(workspace, proposal).version))
    made = one(workspace, proposal)
    assert (made.newest, made.shown.state, len(made.versions)) == (1, "sent", 1)
    workspace.undo()
    assert len(shown(workspace, proposal).lines) == 2
    assert one(workspace, proposal).newest == 2


def test_an_expired_version_is_shown_as_such_and_renewed(workspace, proposal):
    version = shown(workspace, proposal)
    workspace.run(
        proposals.change_version(
            version.id, version=version.version, values={"valid_until": date(2026, 11, 20)}
        )
    )
    send(workspace, proposal)
    workspace.clock = type(workspace.clock)(date(2026, 11, 21))
    made = one(workspace, proposal)
    assert (made.shown.state, made.shown.shown) == ("sent", "expired")
    assert workspace.ask(proposals.rows([proposal]))[proposal].state == "expired"
    assert workspace.ask(proposals.counts()) == {"expired": 1}
    with pytest.raises(Invalid) as caught:
        accept(workspace, proposal, on=date(2026, 11, 21))
    assert "answered_on" in caught.value.fields
    workspace.run(proposals.renew(proposal, version=made.version))
    renewed = one(workspace, proposal)
    assert renewed.shown.valid_until == date(2026, 12, 21)


# -- answers --------------------------------------------------------------------------------------


def test_a_yes_says_who_when_how_which_and_keeps_its_proof(workspace, proposal):
    send(workspace, proposal)
    accept(workspace, proposal, "B", evidence=Evidence("yes.txt", b"Yes, B."), note="")
    answer = shown(workspace, proposal).answer
    assert (answer.by, answer.on, answer.channel, answer.letters) == (
        "Ada North", TODAY, "mail", "B",
    )  # fmt: skip
    assert answer.evidence == "yes.txt"
    assert one(workspace, proposal).steps[-1].after == "accepted"
    workspace.undo()
    assert shown(workspace, proposal).state == "sent"
    assert shown(workspace, proposal).answer.evidence == ""
    workspace.redo()
    assert shown(workspace, proposal).answer.evidence == "yes.txt"


def test_the_proof_may_be_a_file_on_the_disk(workspace, proposal, tmp_path):
    send(workspace, proposal)
    signed = tmp_path / "signed.pdf"
    signed.write_bytes(b"%PDF-1.7 signed")
    accept(workspace, proposal, evidence=Evidence(path=signed), note="")
    assert shown(workspace, proposal).answer.evidence == "signed.pdf"


@pytest.mark.parametrize(
    ("letters", "values", "field"),
    [
        ("", {}, "letters"),
        ("AB", {}, "letters"),
        ("Z", {}, "letters"),
        ("A", {"by": " "}, "answered_by"),
        ("A", {"channel": ""}, "answer_channel"),
        ("A", {"note": ""}, "evidence"),
        ("A", {"on": None}, "answered_on"),
        ("A", {"on": date(2026, 11, 17)}, "answered_on"),
    ],
)
def test_a_yes_without_its_facts_is_refused(workspace, proposal, letters, values, field):
    send(workspace, proposal)
    with pytest.raises(Invalid) as caught:
        accept(workspace, proposal, letters, **values)
    assert set(caught.value.fields) == {field}
    assert shown(workspace, proposal).state == "sent"


def test_a_draft_cannot_be_accepted(workspace, proposal):
    with pytest.raises(Invalid):
        accept(workspace, proposal)


def test_an_answer_waits_while_a_later_version_is_in_work(workspace, proposal):
    send(workspace, proposal)
    workspace.run(proposals.new_version(proposal, version=one(workspace, proposal).version))
    old = shown(workspace, proposal, 1)
    with pytest.raises(Invalid) as caught:
        workspace.run(
            proposals.decline(old.id, version=old.version, reason="price", by="Ada North")
        )
    assert "Version 2 is in work" in str(caught.value)


def test_read_declined_and_withdrawn(workspace, proposal):
    send(workspace, proposal)
    version = shown(workspace, proposal)
    stamp = workspace.run(proposals.note_viewed(version.id, version=version.version)).value
    assert shown(workspace, proposal).viewed_on == TODAY
    with pytest.raises(Invalid):
        workspace.run(proposals.withdraw(version.id, version=stamp, reason=" "))
    workspace.run(proposals.withdraw(version.id, version=stamp, reason="Wrong prices"))
    assert shown(workspace, proposal).state == "withdrawn"
    workspace.undo()
    version = shown(workspace, proposal)
    with pytest.raises(Invalid):
        workspace.run(proposals.decline(version.id, version=version.version, reason=""))
    workspace.run(
        proposals.decline(version.id, version=version.version, reason="price", by="Ada North")
    )
    assert shown(workspace, proposal).shown == "declined"


# -- lists ----------------------------------------------------------------------------------------


def test_the_list_filters_sorts_and_sums(workspace, proposal, entity):
    other = builders.make_client(workspace, entity, name="Halden Outdoor", currency="EUR")
    second = workspace.run(proposals.create({"client_id": other, "title": "Rain shell"})).value
    version = shown(workspace, second)
    workspace.run(proposals.add_line(version.id, {"title": "Film", "unit_price": 90_000_00}))
    send(workspace, proposal)

    def ids(**filter):
        return workspace.ask(proposals.ids(ProposalFilter(**filter)))

    assert ids(text="halden") == ids(text="rain SHELL") == [second]
    assert ids(text="P-2026-001") == [proposal]
    assert ids(text="50%") == []
    assert ids(states=("sent",)) == [proposal]
    assert ids(client_id=other) == [second]
    for sort in ("number", "title", "client", "valid_until", "sent_on", "owner", "next", "state"):
        assert set(ids(sort=sort)) == {proposal, second}
        assert set(ids(sort=sort, descending=True)) == {proposal, second}
    assert ids(sort="client") == [second, proposal]
    assert ids(sort="total", descending=True) == [proposal, second]
    assert workspace.ask(proposals.totals(ProposalFilter())) == (
        Money(90_000_00, "EUR"), gbp("14000.00"),
    )  # fmt: skip
    row = workspace.ask(proposals.rows([proposal]))[proposal]
    assert (row.number, row.client, row.total, row.letters, row.state) == (
        "P-2026-001", "Northwick Audio", gbp("14000.00"), "A", "sent",
    )  # fmt: skip
    assert workspace.ask(proposals.counts()) == {"draft": 1, "sent": 1}
    hidden = workspace.ask(proposals.hidden_by(ProposalFilter(text="rain", states=("sent",))))
    assert hidden == {"text": 1, "states": 1}


def test_win_rates_count_what_has_ended(workspace, proposal, client, entity):
    lost = builders.make_proposal(workspace, client, entity, title="Second")
    builders.make_proposal(workspace, client, entity, title="Still open")
    send(workspace, proposal)
    accept(workspace, proposal)
    send(workspace, lost)
    version = shown(workspace, lost)
    workspace.run(proposals.decline(version.id, version=version.version, reason="price"))
    (every,) = workspace.ask(proposals.win_rate())
    assert (every.won, every.lost, every.rate) == (1, 1, Decimal("0.5"))
    (named,) = workspace.ask(proposals.win_rate("client"))
    assert (named.name, named.won) == ("Northwick Audio", 1)
    assert workspace.ask(proposals.win_rate("owner"))
    assert workspace.ask(proposals.win_rate("objective"))


def test_nobody_marked_not_to_be_pitched_goes_out(workspace, proposal):
    version = shown(workspace, proposal)
    marked = {"do_not_pitch": True, "do_not_pitch_reason": "Asked not to be."}
    gone = builders.make_talent(workspace, name="Gone", archived=True)
    kept = builders.make_talent(workspace, name="Kept Away", **marked)
    line = version.lines[0]
    for who in (gone, kept):
        named = {"talent_id": who}
        for refused in (
            proposals.add_creator(version.id, named),
            proposals.add_line(version.id, {"title": "Clip", **named}),
            proposals.change_line(line.id, version=line.version, values=named),
        ):
            with pytest.raises(Invalid) as caught:
                workspace.run(refused)
            assert set(caught.value.fields) == {"talent_id"}
    free = builders.make_talent(workspace, name="Theo Marsh", name_zh="")
    workspace.run(proposals.add_creator(version.id, {"talent_id": free}))
    person = workspace.ask(talent.one(free))
    workspace.run(talent.change(free, version=person.version, values=marked))
    (found,) = [one for one in shown(workspace, proposal).findings if one.code == "standing"]
    assert (found.severity, str(found.message)) == (
        "block", "Theo Marsh is not to be pitched: Asked not to be.",
    )  # fmt: skip
    with pytest.raises(Invalid):
        send(workspace, proposal)


def test_a_sent_version_keeps_what_its_creators_were_called(workspace, proposal):
    theo = builders.make_talent(workspace)
    line = shown(workspace, proposal).lines[0]
    workspace.run(proposals.change_line(line.id, version=line.version, values={"talent_id": theo}))
    send(workspace, proposal)

    def called(no=None):
        line = shown(workspace, proposal, no).lines[0]
        return line.talent, line.talent_zh

    before = called()
    person = workspace.ask(talent.one(theo))
    values = {"name": "Theodor Marsh", "name_zh": "西奥多"}
    workspace.run(talent.change(theo, version=person.version, values=values))
    assert called() == before
    workspace.run(proposals.new_version(proposal, version=one(workspace, proposal).version))
    assert called() == ("Theodor Marsh", "西奥多")
    assert called(1) == before
