"""News of commits reach the window's thread, whoever committed."""

import threading

from ui.live import Live


class Studio:
    """Tells what it changed, on the thread that committed."""

    def __init__(self):
        self.listeners = []

    def listen(self, listener):
        self.listeners.append(listener)

    def commit(self, changes, origin):
        for listener in self.listeners:
            listener(changes, origin)


def test_own_news_arrive_at_once_on_the_same_thread(qtbot):
    live, studio, heard = Live(), Studio(), []
    live.listen_to(studio)
    live.changed.connect(lambda changes, origin: heard.append((changes, origin)))
    studio.commit({"client": 3}, "own")
    assert heard == [({"client": 3}, "own")]


def test_news_from_another_thread_arrive_on_the_windows(qtbot):
    live, studio, heard = Live(), Studio(), []
    live.listen_to(studio)
    live.changed.connect(lambda _c, origin: heard.append((origin, threading.current_thread())))
    worker = threading.Thread(target=studio.commit, args=({}, "other"))
    worker.start()
    worker.join()
    assert heard == []
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [("other", threading.main_thread())]
