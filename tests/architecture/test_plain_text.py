"""Text of others is shown as typed: markup must not become a link, an image or a request."""

from tests.architecture.source import calls, files, listed, place

# Widgets that read HTML by themselves; ui/widgets has plain ones to use instead.
RICH = {"QLabel", "QMessageBox", "QErrorMessage", "QTextBrowser"}
HTML_SETTERS = {"setHtml", "insertHtml", "appendHtml", "setMarkdown"}
OPENERS = {"openUrl", "QDesktopServices", "setOpenExternalLinks", "startDetached"}


def test_labels_and_boxes_are_the_plain_ones():
    bad = [
        place(file, call)
        for file in files("ui")
        for call, name in calls(file)
        if name in RICH and not file.path.startswith("ui/widgets/")
    ]
    assert not bad, f"use the plain widgets of ui/widgets: {listed(bad)}"


def test_nobody_sets_html():
    bad = [
        place(file, call)
        for file in files("ui")
        for call, name in calls(file)
        if name in HTML_SETTERS
    ]
    assert not bad, listed(bad)


def test_one_file_opens_things_outside():
    found = {
        file.path
        for file in files("ui", "studio")
        for _call, name in calls(file)
        if name in OPENERS
    }
    assert len(found) <= 1, f"opening files and links belongs in one place: {listed(found)}"
