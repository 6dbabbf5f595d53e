"""A door in front of a server that a test can slam: before, during and right after a commit."""

import contextlib
import socket
import threading
from urllib.parse import urlsplit, urlunsplit


class Proxy:
    """Passes bytes between one studio and one server until it is told not to."""

    def __init__(self, url):
        parts = urlsplit(url)
        self._target = (parts.hostname, parts.port)
        self._door = socket.create_server(("127.0.0.1", 0))
        self._pairs = []
        self._shut = False
        self.swallow_answer_to = b""
        """Once the studio has sent this, it goes through, but the answer does not come back."""
        self.swallowed = threading.Event()
        port = self._door.getsockname()[1]
        account = parts.netloc.rpartition("@")[0]
        self.url = urlunsplit(parts._replace(netloc=f"{account}@127.0.0.1:{port}"))
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self):
        """Break every connection there is."""
        for pair in self._pairs:
            for end in pair:
                _close(end)
        self._pairs.clear()

    def shut(self):
        """Break every connection and let nobody in."""
        self._shut = True
        self.cut()

    def open(self):
        """Let everybody in again."""
        self._shut = False

    def close(self):
        """End."""
        self._door.close()
        self.shut()

    def _accept(self):
        while True:
            try:
                client, _address = self._door.accept()
            except OSError:
                return
            if self._shut:
                client.close()
                continue
            server = socket.create_connection(self._target)
            self._pairs.append((client, server))
            waiting = threading.Event()
            for ends in ((client, server, waiting, True), (server, client, waiting, False)):
                threading.Thread(target=self._pass, args=ends, daemon=True).start()

    def _pass(self, source, target, waiting, outward):
        """Pass bytes one way; `waiting` is set when the next answer of this pair is not to come."""
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                if outward and self.swallow_answer_to and self.swallow_answer_to in data:
                    self.swallow_answer_to = b""
                    waiting.set()
                elif not outward and waiting.is_set():
                    self.swallowed.set()  # the server has done it
                    break
                target.sendall(data)
        _close(source)
        _close(target)


def _close(end):
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
