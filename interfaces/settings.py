"""What an installation sets: variables `AVENANT_…`, or a TOML file; the variables win.

A secret may also be read from a file: `AVENANT_DATABASE_URL_FILE` names the one that holds it.
"""

import os
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, SecretStr, StringConstraints, ValidationError

from activities.correspondence import Office
from activities.mailbox.access import MailboxAccess
from domain.urgency import TaskPolicy
from domain.values import Language
from interfaces.key_settings import KeySettings
from interfaces.mail_settings import MailSettings
from interfaces.mailbox_settings import Mailboxes
from interfaces.token_key import token_key
from journal.keys.place import KeysPlace

PREFIX = "AVENANT_"
FILE = "_FILE"
READ_ELSEWHERE = frozenset({"AVENANT_CONFIG", "AVENANT_BY"})
"""Variables that are no settings: where the TOML file lies, and who gives a command."""
LARGEST_FILE = 64 * 1024
"""Bytes; a file of settings or a secret is far below."""

Port = Annotated[int, Field(ge=1, le=65535)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


class SettingsRefused(ValueError):
    """A setting is unknown or makes no sense; the message says which one and what to write."""


def _usual_data_folder() -> Path:
    beside = os.environ.get("XDG_DATA_HOME")
    return (Path(beside) if beside else Path.home() / ".local" / "share") / "avenants"


class Settings(MailSettings, KeySettings):
    """Every setting with its default; the description says what it is and in which unit."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    data: Path = Field(
        default_factory=_usual_data_folder, description="folder of the store, the mail, the letters"
    )
    database_url: SecretStr | None = Field(
        default=None,
        description="the store: postgresql://user@host/name or sqlite:////a/file; "
        "a SQLite file in the data folder where it is not set",
    )
    temporal_address: Line = Field(
        default="127.0.0.1:7233", description="host:port of the Temporal server"
    )
    temporal_namespace: Line = Field(default="default", description="Temporal namespace")
    temporal_port: Port = Field(
        default=7233, description="port of the Temporal server that `avenants up` starts"
    )
    temporal_ui_port: Port = Field(
        default=8233, description="port of the Temporal pages that `avenants up` starts"
    )
    mail_folder: Path | None = Field(
        default=None, description="folder of outgoing mail; `mail` in the data folder"
    )
    letters_folder: Path | None = Field(
        default=None, description="folder of letters to print; `letters` in the data folder"
    )
    office_name: Line = Field(
        default="INAMI, Soins de santé mentale", description="who sends, as it stands on letters"
    )
    office_address: Line = Field(
        default="avenants@inami.example", description="the address from which all mail leaves"
    )
    office_replies: Line = Field(
        default="avenants@inami.example", description="the address to which networks reply"
    )
    message_domain: Line = Field(
        default="avenants.example",
        description="right half of every Message-ID; never changed once mail was sent",
    )
    task_reminder_days: Annotated[int, Field(ge=1, le=365)] = Field(
        default=3, description="days after which a person is reminded of what waits, once a day"
    )
    task_escalation_days: Annotated[int, Field(ge=1, le=365)] = Field(
        default=10, description="days after which INAMI is told of what waits for a coordinator"
    )
    seal_key: Line | None = Field(
        default=None,
        description="INAMI's seal over network avenants: a PKCS#12 file, or "
        "pkcs11:token=NAME;object=LABEL?module-path=/path/to/library.so; unsealed where not set",
    )
    seal_password: SecretStr | None = Field(
        default=None, description="password of that file, or PIN of that token"
    )
    committee_key: Line | None = Field(
        default=None,
        description="the key with which the Committee countersigns, written as that of the seal",
    )
    committee_password: SecretStr | None = Field(
        default=None, description="password of that file, or PIN of that token"
    )
    authorities: Path | None = Field(
        default=None,
        description="folder of the certificates of authorities whose signatures count, PEM or DER",
    )
    revocations: Path | None = Field(
        default=None,
        description="folder of their lists of revoked certificates (CRL), kept up to date by the "
        "office (see the runbook)",
    )
    revocations_online: bool = Field(
        default=False,
        description="whether those authorities are also asked over HTTP, when a copy is examined, "
        "about the certificates that they issued (OCSP, CRL); who does not answer is no proof",
    )
    revocations_seconds: Annotated[int, Field(ge=1, le=30)] = Field(
        default=8, description="seconds in which an authority has to answer that"
    )
    mandates: Path | None = Field(
        default=None,
        description="TOML file of who may sign for which network: [namur.b4] and "
        "[namur.invoicing], each with names or serials",
    )
    timestamp_url: Line | None = Field(
        default=None, description="timestamping authority (RFC 3161) for countersigned copies"
    )
    timestamp_key: Line | None = Field(
        default=None,
        description="PKCS#12 file of a timestamping authority of one's own, for rehearsals only",
    )
    timestamp_password: SecretStr | None = Field(default=None, description="password of that file")
    renew_within: Annotated[int, Field(ge=1, le=3650)] = Field(
        default=180,
        description="days before a timestamp's certificate ends at which it is renewed",
    )
    mailboxes: Mailboxes = Field(
        default=(),
        description="mailboxes to read, each a [[mailboxes]] of the file with id, host, port, "
        "security (tls, starttls, none), user, password_file, folder, networks (a list, or "
        '"inami"), since (the day from which its mail counts), ca_file; as a variable, that list '
        "in JSON",
    )
    seals_folder: Path | None = Field(
        default=None,
        description="folder of the checkpoints of the record: best on a disk that whoever can "
        "change the database cannot write; `seals` in the data folder",
    )
    checkpoint_key: Path | None = Field(
        default=None,
        description="Ed25519 key that signs checkpoints, a PEM file without password; made as "
        "`checkpoint.key` in the data folder where it is not set",
    )
    checkpoint_next_key: Path | None = Field(
        default=None, description="the key that takes over: the next sealing hands over to it"
    )
    checkpoint_trusted: Path | None = Field(
        default=None,
        description="public key that `avenants verify` believes, a PEM file; that of the key "
        "that signs where it is not set",
    )
    checkpoint_hours: Annotated[int, Field(ge=1, le=8760)] = Field(
        default=24,
        description="hours after which a fact that no checkpoint covers must be looked at",
    )
    checkpoint_timestamp_url: Line | None = Field(
        default=None, description="timestamping authority (RFC 3161) for checkpoints"
    )
    checkpoint_timestamp_authorities: Path | None = Field(
        default=None,
        description="PEM file of the certificates whose timestamps over checkpoints count",
    )
    retention_file: Path | None = Field(
        default=None,
        description="TOML file of how long files are kept, each period with its source; the one "
        "that comes with the program where it is not set",
    )
    lang: Language | None = Field(
        default=None, description="fr, nl, de or en, for messages; else the locale decides"
    )
    log_format: Literal["auto", "json", "console"] = Field(
        default="auto", description="auto: for people on a terminal, JSON elsewhere"
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="the least important log line that is written"
    )

    @property
    def store_url(self) -> str:
        """The address of the store, password and all: never to be shown."""
        if self.database_url is not None:
            return self.database_url.get_secret_value()
        return f"sqlite:///{self.data.absolute() / 'avenants.sqlite'}"

    @property
    def keys(self) -> KeysPlace:
        """Where the keys of the people lie, and the master key that opens them."""
        return self.keys_of_store(self.store_url, self.data)

    @property
    def mail(self) -> Path:
        """Where outgoing mail lies."""
        return self.mail_folder or self.data / "mail"

    @property
    def letters(self) -> Path:
        """Where letters to print lie, one folder for each network."""
        return self.letters_folder or self.data / "letters"

    @property
    def seals(self) -> Path:
        """Where the checkpoints of the record lie."""
        return self.seals_folder or self.data / "seals"

    @property
    def task_policy(self) -> TaskPolicy:
        """When people are reminded of what waits for them, and when INAMI is told."""
        return TaskPolicy(
            remind_after_days=self.task_reminder_days,
            escalate_after_days=self.task_escalation_days,
        )

    @property
    def served_networks(self) -> dict[str, tuple[str, ...]]:
        """Whose answers come into each mailbox; nobody's into INAMI's own."""
        return {one.id: one.served for one in self.mailboxes}

    def mailboxes_to_read(self) -> tuple[MailboxAccess, ...]:
        """How each mailbox is entered; raises SettingsRefused where a password is not there."""
        try:
            return tuple(mailbox.access() for mailbox in self.mailboxes)
        except (OSError, ValueError) as error:
            raise SettingsRefused(
                f"The password of a mailbox cannot be read ({type(error).__name__}): check "
                "password_file of each [[mailboxes]], and the rights on that file."
            ) from error

    def office(self) -> Office:
        """Who sends, as correspondence names it; raises SettingsRefused."""
        try:
            own = self.token_key.get_secret_value().encode() if self.token_key else None
            return Office(
                token_key=own or token_key(self.data),
                reply_tokens=self.reply_tokens,
                name=self.office_name,
                address=self.office_address,
                replies=self.office_replies,
                message_domain=self.message_domain,
            )
        except ValidationError as error:
            raise SettingsRefused(_sentence(error, {})) from error
        except OSError as error:
            raise SettingsRefused(
                f"The key of the tokens in {self.data} cannot be read ({error.strerror}): give "
                "this user the right to, or set AVENANT_TOKEN_KEY_FILE."
            ) from error


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """The settings of this process.

    The TOML file is the one that `AVENANT_CONFIG` names, else `avenants/avenants.toml` among the
    user's configurations, if it is there. Raises SettingsRefused.
    """
    variables = os.environ if environ is None else environ
    path = config_file(variables)
    said: dict[str, object] = {} if path is None else _from_toml(path)
    where = dict.fromkeys(said, str(path))
    for name, value in _from_variables(variables).items():
        said[name] = value
        where[name] = PREFIX + name.upper()
    try:
        return Settings.model_validate(said)
    except ValidationError as error:
        raise SettingsRefused(_sentence(error, where)) from error


def config_file(variables: Mapping[str, str]) -> Path | None:
    """The TOML file that counts, None where there is none; a named one must be there."""
    named = variables.get("AVENANT_CONFIG")
    if named:
        return Path(named)
    home = variables.get("XDG_CONFIG_HOME")
    usual = (Path(home) if home else Path.home() / ".config") / "avenants" / "avenants.toml"
    return usual if usual.is_file() else None


def table_of_settings() -> tuple[tuple[str, str, str], ...]:
    """Every setting as variable, default and description, for the documentation."""
    return tuple(
        (PREFIX + name.upper(), _default(field.default), field.description or "")
        for name, field in Settings.model_fields.items()
    )


def _default(value: object) -> str:
    return "" if value is None or not isinstance(value, str | int | float) else str(value)


def _from_toml(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(_text(path))
    except tomllib.TOMLDecodeError as error:
        raise SettingsRefused(f"{path} is no TOML ({error}): correct that line.") from error


def _from_variables(variables: Mapping[str, str]) -> dict[str, str]:
    """What the variables say; an empty one says nothing, a misspelt one is refused."""
    said: dict[str, str] = {}
    for variable, value in variables.items():
        if not variable.startswith(PREFIX) or variable in READ_ELSEWHERE or not value:
            continue
        name = variable.removeprefix(PREFIX).lower()
        if name in Settings.model_fields:
            said.setdefault(name, value)
        elif variable.endswith(FILE) and (of := name.removesuffix(FILE.lower())) in _NAMES:
            text = _text(Path(value)).strip()
            # An empty file of a password says that there is none, as an empty variable does.
            if text or not of.endswith("_password"):
                said[of] = text
        else:
            raise SettingsRefused(f"There is no setting {variable}{_meant(variable)}.")
    return said


_NAMES = frozenset(Settings.model_fields)


def _meant(variable: str) -> str:
    known = [PREFIX + name.upper() for name in Settings.model_fields]
    close = get_close_matches(variable, known, n=1)
    return f": did you mean {close[0]}?" if close else f"; there are: {', '.join(known)}"


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise SettingsRefused(f"{path} has more than {LARGEST_FILE} bytes: name another file.")
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise SettingsRefused(
            f"{path} cannot be read ({error.strerror}): check the path and the rights on it."
        ) from error
    except UnicodeDecodeError as error:
        raise SettingsRefused(f"{path} is not UTF-8: save it as UTF-8.") from error


def _sentence(error: ValidationError, where: Mapping[str, str]) -> str:
    """Every wrong setting with what is wrong; never its value, which may be a secret."""
    parts: list[str] = []
    for problem in error.errors(include_input=False, include_url=False, include_context=False):
        name = str(problem["loc"][0]) if problem["loc"] else "?"
        place = where.get(name, name)
        variable = PREFIX + name.upper()
        said = variable if place == variable else f"{name} in {place}"
        inside = ".".join(str(step) for step in problem["loc"][1:])
        said = f"{said} ({inside})" if inside else said
        parts.append(f"{said}: {problem['msg']}")
    return f"The settings make no sense. {'; '.join(parts)}."
