"""A wire between a program and PostgreSQL that can be cut at a chosen moment."""

import contextlib
import socket
import threading
from collections.abc import Callable
from pathlib import Path

Watch = Callable[[bytes], bool]


class Wire:
    """Passes bytes on loopback; cuts once, without passing on what made it cut."""

    def __init__(self, sockets: Path) -> None:
        self._server = str(sockets / ".s.PGSQL.5432")
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.cuts = 0
        self._of_answers: Watch | None = None
        self._of_requests: Watch | None = None
        threading.Thread(target=self._accept, daemon=True).start()

    def cut_at_answer(self, watch: Watch) -> None:
        """Cut when the server answers so: it has done the work, and nobody hears of it."""
        self._of_answers = watch

    def cut_at_request(self, watch: Watch) -> None:
        """Cut when the program asks so: the server never hears of it."""
        self._of_requests = watch

    def close(self) -> None:
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                program, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._connect, args=(program,), daemon=True).start()

    def _connect(self, program: socket.socket) -> None:
        with program, socket.socket(socket.AF_UNIX) as server:
            server.connect(self._server)
            back = threading.Thread(
                target=self._pass_on, args=(server, program), kwargs={"answers": True}
            )
            back.start()
            self._pass_on(program, server, answers=False)
            back.join()

    def _pass_on(self, source: socket.socket, target: socket.socket, *, answers: bool) -> None:
        with contextlib.suppress(OSError):
            while (piece := source.recv(65536)) and not self._cuts(piece, answers=answers):
                target.sendall(piece)
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def _cuts(self, piece: bytes, *, answers: bool) -> bool:
        watch = self._of_answers if answers else self._of_requests
        if watch is None or not watch(piece):
            return False
        self.cuts += 1
        self._of_answers = self._of_requests = None
        return True
