"""Debian's postfix and dovecot with a private configuration, on loopback ports, for a try.

They are started with their own programs, under a folder of their own, and ended with their own
programs. Postfix wants to be started by root; nothing of it leaves the machine.
"""

import os
import pwd
import shutil
import socket
import subprocess
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile, mkdtemp
from types import TracebackType
from typing import Self

from interfaces.running.mail_configuration import (
    DOMAIN,
    MAIL_USER,
    OFFICE,
    SENT,
    Ports,
    copies,
    dovecot_conf,
    mailboxes,
    main_cf,
    master_cf,
)
from interfaces.running.own_certificate import make_certificates
from journal.clock import SystemClock

PASSWORD = "loopback-only"  # noqa: S105 - of mailboxes that live as long as a try
_READY_WITHIN = 20.0
_PROGRAMS = ("postfix", "dovecot", "doveadm")
_SEARCHED = os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/sbin", "/usr/bin"))


class NoMailServers(Exception):
    """They cannot be started here; the message says why and what to do."""


@dataclass(frozen=True)
class MailServers:
    """A running postfix and dovecot. `box1@inami.test` to `box400@inami.test` are mailboxes.

    Everybody's password is `PASSWORD`. `name+anything@` reaches `name@`. What `avenants@inami.test`
    or an address with a token of it sends is filed as a copy in `sent@inami.test`.
    """

    folder: Path
    ports: Ports
    ca_file: Path
    """The authority that issued the servers' certificate for `localhost` and 127.0.0.1."""
    office: str = f"{OFFICE}@{DOMAIN}"
    sent: str = f"{SENT}@{DOMAIN}"

    def mailbox(self, number: int) -> str:
        """The address of the mailbox with that number."""
        return f"box{number}@{DOMAIN}"

    def maildir(self, address: str) -> Path:
        """Where the messages of a mailbox lie as files; not there before the first came."""
        local, _, domain = address.partition("@")
        return self.folder / "mail" / domain / local.partition("+")[0] / "Maildir"

    def messages(self, address: str) -> list[bytes]:
        """Every message in a mailbox, in the order in which they came, as dovecot would give it."""
        folder = self.maildir(address)
        files = [path for part in ("new", "cur") for path in folder.glob(f"{part}/*")]
        files.sort(key=lambda path: path.stat().st_mtime_ns)
        return [path.read_bytes().replace(b"\n", b"\r\n") for path in files]

    def wait_for(self, address: str, count: int = 1, seconds: float = 20.0) -> list[bytes]:
        """The messages of a mailbox once there are so many; raises TimeoutError with the log."""
        until = time.monotonic() + seconds
        while len(found := self.messages(address)) < count:
            if time.monotonic() > until:
                raise TimeoutError(f"{len(found)} of {count} came to {address}. {self.log()}")
            time.sleep(0.05)
        return found

    def log(self) -> str:
        """The last lines that the servers logged."""
        logs = sorted((self.folder / "log").glob("*.log"))
        return "\n".join("\n".join(p.read_text("utf-8").splitlines()[-15:]) for p in logs)

    def start_postfix(self) -> None:
        """Let postfix run, and wait until it answers."""
        _run("postfix", "-c", str(self.folder / "conf"), "start")
        _until_it_answers(self.ports.smtp, self)

    def stop_postfix(self) -> None:
        """End postfix; what is in its queue stays there."""
        _run("postfix", "-c", str(self.folder / "conf"), "stop")

    def start_dovecot(self) -> None:
        """Let dovecot run, and wait until it answers."""
        _run("dovecot", "-c", str(self.folder / "conf" / "dovecot.conf"))
        _until_it_answers(self.ports.imap, self)

    def stop_dovecot(self) -> None:
        """End dovecot; the mailboxes stay as they are."""
        _run("doveadm", "-c", str(self.folder / "conf" / "dovecot.conf"), "stop")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """End both and leave nothing behind."""
        try:
            self.stop_postfix()
        finally:
            self.stop_dovecot()
            shutil.rmtree(self.folder, ignore_errors=True)


def start_mail_servers(parent: Path = Path("/tmp")) -> MailServers:  # noqa: S108 - as its users may enter it
    """Start both servers; to be used in a `with`. Raises NoMailServers.

    The folder is made below `parent`, which the servers' own accounts have to be able to enter.
    """
    if lacking := why_not():
        raise NoMailServers(lacking)
    folder = Path(mkdtemp(prefix="avenants-mail-", dir=parent))
    folder.chmod(0o755)
    ports = Ports(*_free_ports(len(Ports._fields)))
    servers = MailServers(folder, ports, _lay_out(folder, ports))
    try:
        servers.start_dovecot()
        servers.start_postfix()
    except BaseException:
        servers.__exit__(None, None, None)
        raise
    return servers


def why_not() -> str | None:
    """What is missing to start the servers, and what to do; None if nothing is."""
    missing = [name for name in _PROGRAMS if _program(name) is None]
    if missing:
        return (
            f"{', '.join(missing)} not installed: on Debian, apt-get install postfix dovecot-imapd"
        )
    if os.geteuid() != 0:
        return "postfix can only be started by root: run it in a container, or as root"
    return None


def _lay_out(folder: Path, ports: Ports) -> Path:
    """Write every file; gives the authority's certificate."""
    owner = pwd.getpwnam(MAIL_USER)
    user = (owner.pw_uid, owner.pw_gid)
    for name in ("conf", "queue", "data", "log", "mail", "run", "tls"):
        (folder / name).mkdir()
    os.chown(folder / "mail", *user)
    os.chown(folder / "data", pwd.getpwnam("postfix").pw_uid, -1)
    texts = {
        "main.cf": main_cf(folder, user=user),
        "master.cf": master_cf(ports),
        "mailboxes": mailboxes(),
        "copies": copies(),
        "dovecot.conf": dovecot_conf(folder, ports, user=user, password=PASSWORD),
    }
    for name, text in texts.items():
        (folder / "conf" / name).write_text(text, encoding="utf-8")
    return make_certificates(folder / "tls", SystemClock().now())


def _program(name: str) -> str | None:
    return shutil.which(name, path=_SEARCHED)


def _run(name: str, *arguments: str) -> None:
    program = _program(name) or name
    # Into a file: the servers stay, and would hold the other end of a pipe for ever.
    with TemporaryFile() as said:
        ran = subprocess.run(
            [program, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            check=False,
            timeout=_READY_WITHIN,
        )
        said.seek(0)
        if ran.returncode:
            words = said.read().decode(errors="replace")
            raise NoMailServers(f"{name} {' '.join(arguments)} failed: {words}")


def _free_ports(count: int) -> list[int]:
    with_ports = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    numbers = [found.getsockname()[1] for found in with_ports]
    for found in with_ports:
        found.close()
    return numbers


def _until_it_answers(port: int, servers: MailServers) -> None:
    until = time.monotonic() + _READY_WITHIN
    while True:
        try:
            with closing(socket.create_connection(("127.0.0.1", port), timeout=5)) as connection:
                if connection.recv(1):
                    return
        except OSError as error:
            if time.monotonic() > until:
                raise NoMailServers(f"nothing answers at {port}: {servers.log()}") from error
        time.sleep(0.05)
