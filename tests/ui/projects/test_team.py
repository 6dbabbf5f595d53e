"""Who is booked, on the project's own page."""

from datetime import UTC, datetime, timedelta

from studio.services import bookings, talent
from tests import builders
from ui.projects.hub import Hub


def test_bookings_of_a_project_stand_on_its_page(qtbot, app_context, file_workspace):
    entity = builders.make_entity(file_workspace, code="PLX")
    client = builders.make_client(file_workspace, entity)
    project = builders.make_project(file_workspace, client, entity, state="active")
    hub = Hub(app_context, [])
    qtbot.addWidget(hub)
    hub.resize(1100, 700)
    hub.show()
    hub.show_record(project)
    hub.set_tab("team")
    assert hub.team.names() == []
    tan = file_workspace.run(talent.create({"name": "Tan Jing", "kind": "crew"})).value
    start = datetime(2026, 12, 2, 9, tzinfo=UTC)
    values = {"talent_id": tan, "project_id": project, "title": "Shoot", "state": "hold"}
    made = file_workspace.run(
        bookings.create({**values, "start_at": start, "end_at": start + timedelta(hours=8)})
    )
    hub.refresh(made.changes)
    assert hub.team.names() == ["Tan Jing"]
    key = made.value
    qtbot.waitUntil(lambda: hub.team.table.cell_text(key, "for") == "Shoot")
    assert hub.team.table.cell_text(key, "state") == "Hold 1"
    hub.team.table.opened.emit(key)
    dialog = hub.team.window().findChild(type(hub.team._dialog))
    assert dialog.isVisible()
    dialog.close()
