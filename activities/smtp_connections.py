"""The connections to the mail server that wait to be used again."""

from collections.abc import Generator
from contextlib import contextmanager
from threading import Lock

from activities.smtp_connection import Connection
from activities.smtp_server import ServerAddress

_IDLE = 30.0
"""Seconds after which a connection is not used again: servers close those that say nothing."""


class Connections:
    """As many as there are threads that send at once; safe to share between them."""

    def __init__(self, server: ServerAddress) -> None:
        """Connections to this server, made when they are needed."""
        self._server = server
        self._waiting: list[Connection] = []
        self._lock = Lock()

    @contextmanager
    def one(self, *, fresh: bool = False) -> Generator[Connection]:
        """A connection for one message, kept for the next if it can be; raises PostUnavailable."""
        connection = None if fresh else self._take()
        if connection is None:
            connection = Connection(self._server)
        try:
            yield connection
        except BaseException:
            connection.close()
            raise
        if connection.usable:
            with self._lock:
                self._waiting.append(connection)
        else:
            connection.close()

    def close(self) -> None:
        """Take leave of the server."""
        with self._lock:
            waiting, self._waiting = self._waiting, []
        for connection in waiting:
            connection.close()

    def _take(self) -> Connection | None:
        """The one that was used last, if it is still good; the others grow old and are closed."""
        with self._lock:
            connection = self._waiting.pop() if self._waiting else None
        if connection is None:
            return None
        if connection.idle_for < _IDLE and connection.usable:
            return connection
        connection.close()
        return self._take()
