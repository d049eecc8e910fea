"""Where a store lies: a file of SQLite, or a PostgreSQL database by URL."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from journal.errors import NotAStore


@dataclass(frozen=True, slots=True)
class SQLiteAddress:
    """A file that the processes of one machine share."""

    path: Path

    @property
    def url(self) -> URL:
        """The address as SQLAlchemy reads it."""
        return URL.create("sqlite", database=str(self.path))


@dataclass(frozen=True, slots=True)
class PostgresAddress:
    """A database that the processes of several machines share."""

    url: URL
    """As SQLAlchemy reads it, with the driver psycopg; holds the password."""

    @property
    def parameters(self) -> dict[str, Any]:
        """The address as psycopg reads it, with every parameter (`sslmode`, `host`, ...)."""
        from psycopg.conninfo import conninfo_to_dict  # noqa: PLC0415 - not where SQLite is used

        plain = self.url.set(drivername="postgresql")
        return conninfo_to_dict(plain.render_as_string(hide_password=False))


def address(url: str) -> SQLiteAddress | PostgresAddress:
    """The address behind `sqlite:///file` or `postgresql://user@host/name`; raises NotAStore."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise NotAStore(f"{_shown(url)} is no address of a store: {WANTED}") from error
    match parsed.drivername, parsed.database:
        case "sqlite", str(file) if file and file != ":memory:":
            return SQLiteAddress(Path(file))
        case (("postgresql" | "postgres" | "postgresql+psycopg"), _):
            return PostgresAddress(parsed.set(drivername="postgresql+psycopg"))
        case _:
            raise NotAStore(f"{_shown(url)} is no address of a store: {WANTED}")


CONNECT_SECONDS = 5
"""After how long a database that does not answer counts as unreachable, when opening."""
WANTED = "give sqlite:///a/file (processes share it) or postgresql://user@host/name."


def _shown(url: str) -> str:
    # What stands before an @ may be a password.
    return url.rpartition("@")[2]
