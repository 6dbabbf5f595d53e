"""The deliverables page: board, steps, list, fields, new pieces; driven as a person does."""

from studio.services import deliverables
from ui.widgets.empty import EmptyState


def add(workspace, project, title="Clip", count=1, **values):
    command = deliverables.create_many(
        project, {"title": title, "platform": "douyin", "rounds_included": 1, **values}, count
    )
    return workspace.run(command).value


def test_an_empty_studio_is_told_where_pieces_come_from(page):
    said = page.waiting.findChild(EmptyState).accessibleName()
    assert said == "Follow each piece from script to published"


def test_new_pieces_are_numbered_and_the_first_is_shown(page, driver, project):
    page.refresh_all()
    page.new_record()
    driver.fill_dialog(project_id=project, title="Clip", platform="bilibili", count=3)
    assert driver.columns()["script"] == ["Clip 1", "Clip 2", "Clip 3"]
    assert page.current().row.title == "Clip 1"


def test_absurd_counts_are_refused_at_the_field(page, driver, project, file_workspace):
    page.new_record()
    dialog = driver.fill_dialog(project_id=project, title="Clip", count=100_000)
    assert "count" in dialog.form.problems()
    assert file_workspace.ask(deliverables.ids(deliverables.DeliverableFilter())) == []


def test_a_piece_walks_the_whole_road_by_its_button(page, driver, project, file_workspace):
    add(file_workspace, project)
    page.refresh_all()
    driver.pick("Clip")
    seen = [driver.state()]
    for words in (
        "Brief it",
        "Start the script",
        "Send the script",
        "Start making",
        "Draft is ready",
        "Send to client",
        "Approve",
        "Ready to go out",
    ):
        driver.press(words)
        seen.append(driver.state())
    assert seen == [
        "planned",
        "briefed",
        "scripting",
        "script_review",
        "producing",
        "draft_ready",
        "client_review",
        "approved",
        "scheduled",
    ]
    driver.press("It is out")
    driver.fill_dialog(url="https://example.com/clip")
    assert driver.state() == "published"
    assert page.current().row.url == "https://example.com/clip"


def test_asking_for_changes_needs_words_and_uses_a_round(page, driver, project, file_workspace):
    (piece,) = add(file_workspace, project)
    move_to(file_workspace, piece, "producing", "draft_ready", "client_review")
    page.refresh_all()
    driver.pick("Clip")
    page.acts.ask_changes()
    dialog = driver.fill_dialog(reason="")
    assert dialog.form.problems()
    assert driver.state() == "client_review"
    driver.fill_dialog(reason="The logo is too small")
    assert driver.state() == "changes_requested"
    assert "round 1/1" in driver.card("Clip")


def test_a_card_goes_only_where_a_step_leads(page, driver, project, file_workspace):
    (piece,) = add(file_workspace, project)
    move_to(file_workspace, piece, "producing")
    page.refresh_all()
    assert "no step leads to Client" in driver.drop("Clip", "client")
    assert driver.drop("Clip", "internal") == ""
    assert driver.columns()["internal"] == ["Clip"]


def test_a_field_saves_itself_and_can_be_undone(page, driver, project, file_workspace):
    add(file_workspace, project)
    page.refresh_all()
    driver.pick("Clip")
    driver.type_into("title", "Reveal")
    assert driver.columns()["script"] == ["Reveal"]
    file_workspace.undo()
    assert driver.columns()["script"] == ["Clip"]


def test_a_final_before_its_draft_is_refused_at_the_field(page, driver, project, file_workspace):
    today = page.context.clock.today()
    add(file_workspace, project, due_draft=today.replace(day=20))
    page.refresh_all()
    driver.pick("Clip")
    driver.type_into("due_final", today.replace(day=1))
    assert "due_final" in page.pane().forms["when"].problems()
    assert page.current().row.due_final is None


def test_a_quantity_becomes_pieces(page, driver, project, file_workspace):
    add(file_workspace, project, quantity=3)
    page.refresh_all()
    driver.pick("Clip × 3")
    driver.choose("Turn into 3 pieces")
    assert driver.columns()["script"] == ["Clip 1", "Clip 2", "Clip 3"]


def test_archived_pieces_leave_the_board_and_come_back(page, driver, project, file_workspace):
    (piece,) = add(file_workspace, project)
    page.refresh_all()
    driver.pick("Clip")
    driver.choose("Archive")
    assert driver.columns()["script"] == []
    page.show_record(piece)
    assert page.header.view.current() == "archived"
    driver.choose("Restore")
    page.show_record(piece)
    assert page.current().row.archived is False


def test_the_list_says_the_state_of_every_piece(page, qtbot, project, file_workspace):
    one, _other = add(file_workspace, project, count=2)
    page.refresh_all()
    page.show_view("list")
    assert page.views.table.count() == 2
    qtbot.waitUntil(lambda: page.views.table.cell_text(one, "state") == "Planned")


def move_to(workspace, piece, *states):
    for state in ("briefed", *states):
        version = workspace.ask(deliverables.one(piece)).version
        workspace.run(deliverables.move(piece, version=version, state=state))


def test_the_filter_that_hides_all_is_named_and_dropped(page, driver, project, file_workspace):
    add(file_workspace, project)
    page.refresh_all()
    page.filters.search.put("nothing like it")
    page.filters.changed.emit()
    state = page.waiting.empty_state()
    assert state.accessibleName() == "The typed text hides every piece."
    state.drop_wished.emit("text")
    assert driver.columns()["script"] == ["Clip"]
