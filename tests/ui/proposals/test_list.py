"""The list of proposals: what it shows, how it narrows, how a proposal begins."""

from tests import builders


def test_an_empty_studio_offers_the_templates(show):
    driver = show()
    assert "Pick a template" in driver.empty_words()


def test_a_ready_brief_is_offered_first(show, file_workspace, client):
    builders.make_brief(file_workspace, client, number="B-010", state="ready", title="Mask clips")
    driver = show()
    assert "B-010, Mask clips, is ready" in driver.empty_words()
    driver.press("Start from B-010")
    driver.confirm()
    assert driver.state() == (1, "draft")
    assert driver.proposal.brief == "B-010"
    assert driver.said == ["Proposal begun"]


def test_a_template_begins_a_proposal(show, client):
    driver = show()
    driver.begin(client_id=client, template="campaign", title="Spring")
    assert [option.letter for option in driver.proposal.shown.options] == ["A", "B", "C", "R"]
    assert driver.proposal.title == "Spring"


def test_what_is_missing_stands_at_its_field(show, client):
    driver = show()
    driver.begin(title="Spring")
    assert driver.dialog().form.problems() == {"client_id": "This is needed."}


def test_rows_say_client_number_total_and_state(show, proposal):
    driver = show()
    assert driver.titles() == ["Headphone review"]
    assert driver.cell(proposal, "client") == "Northwick Audio"
    assert driver.cell(proposal, "total") == "£14,000.00"
    assert driver.cell(proposal, "state") == "Draft"
    assert driver.cell(proposal, "number") == "version 1"


def test_the_filter_narrows_and_says_what_hides_most(show, file_workspace, client, proposal):
    builders.make_proposal(file_workspace, client, 1, title="Podcast")
    driver = show()
    driver.filter("podc")
    assert driver.titles() == ["Podcast"]
    driver.filter("nothing like it")
    assert "typed text hides every proposal" in driver.empty_words()
    driver.press("Drop it")
    assert len(driver.titles()) == 2


def test_enter_opens_and_esc_goes_back(show, proposal):
    driver = show()
    driver.open(proposal)
    assert driver.page.is_open()
    driver.do("back")
    assert not driver.page.is_open()


def test_archiving_can_be_undone(show, proposal, file_workspace):
    driver = show(proposal)
    driver.do("archive")
    assert driver.said == ["Archive proposal Headphone review"]
    driver.do("back")
    assert driver.titles() == []
    file_workspace.undo()
    assert driver.titles() == ["Headphone review"]


def test_the_page_comes_back_as_it_was_left(show, proposal):
    driver = show(proposal)
    driver.part("terms")
    kept = driver.page.state()
    again = show()
    again.page.restore(kept)
    assert again.page.is_open()
    assert again.editor.part_key() == "terms"


def test_markup_in_a_title_is_shown_as_typed(show, file_workspace, client):
    builders.make_proposal(file_workspace, client, 1, title="<b>x</b> & <img src=/etc/passwd>")
    assert show().titles() == ["<b>x</b> & <img src=/etc/passwd>"]
