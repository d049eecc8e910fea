"""Who may sign a network's avenant, and as what: by name or by certificate, as INAMI was told."""

import re
import tomllib
import unicodedata
from pathlib import Path
from typing import Annotated

from pydantic import Field, StringConstraints, TypeAdapter, ValidationError

from activities.signatures.troubles import SigningTrouble, Trouble
from domain.facts import Capacity, CopyFault
from domain.values import NetworkId, Value

LARGEST_FILE = 1024 * 1024
"""Bytes; some dozens of networks are far below."""
_SUFFIX = re.compile(r"\s*\((?:signature|sign|handtekening|unterschrift)\)\s*$", re.IGNORECASE)
"""What a national card adds to the name on the certificate that is for signing."""

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Serial = Annotated[str, StringConstraints(pattern=r"^[0-9a-fA-F][0-9a-fA-F: ]{1,127}$")]


class MandatesRefused(SigningTrouble):
    """The file of mandates makes no sense; the message says where and what to do."""


class Signatory(Value):
    """Who signed, as the certificate says."""

    names: tuple[str, ...]
    serial: str
    """Of the certificate, in hexadecimal digits."""


class Mandate(Value):
    """Who may sign in one capacity: any of these people, or with any of these certificates."""

    names: tuple[Name, ...] = ()
    serials: tuple[Serial, ...] = ()

    def covers(self, signatory: Signatory) -> bool:
        """Whether this person may sign so."""
        known = {same_name(name) for name in self.names}
        return bool(known & {same_name(name) for name in signatory.names}) or (
            same_serial(signatory.serial) in {same_serial(serial) for serial in self.serials}
        )


class NetworkMandates(Value):
    """Who may sign for a network; nothing said of a capacity means that a person confirms."""

    b4: Mandate | None = None
    invoicing: Mandate | None = None

    def fault(self, capacity: Capacity, signatory: Signatory) -> CopyFault | None:
        """What is wrong with this person signing so: nothing, unknown, or the wrong person."""
        mandate = self.b4 if capacity is Capacity.B4 else self.invoicing
        if mandate is None:
            return CopyFault.UNCONFIRMED_SIGNER
        return None if mandate.covers(signatory) else CopyFault.WRONG_SIGNER


Mandates = dict[str, NetworkMandates]
"""By network."""

NOBODY_KNOWN = NetworkMandates()
_MANDATES: TypeAdapter[Mandates] = TypeAdapter(
    Annotated[dict[NetworkId, NetworkMandates], Field(max_length=10_000)]
)


def read_mandates(path: Path | None) -> Mandates:
    """The mandates of a TOML file; none without a file.

    It has, for each network, `[namur.b4]` and `[namur.invoicing]`, each with `names` or `serials`
    (of the certificate, in hexadecimal digits), or both. Raises MandatesRefused.
    """
    if path is None:
        return {}
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise MandatesRefused(Trouble.FILE_TOO_LARGE, path=path, most=LARGEST_FILE)
        said = tomllib.loads(path.read_text("utf-8"))
        return _MANDATES.validate_python(said, strict=False)
    except OSError as error:
        raise MandatesRefused(Trouble.FILE_UNREADABLE, path=path, reason=error.strerror) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise MandatesRefused(Trouble.MANDATES_NO_TOML, path=path, reason=error) from error
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise MandatesRefused(
            Trouble.MANDATES_WRONG, path=path, place=place, reason=first["msg"]
        ) from error


def same_name(name: str) -> str:
    """A name so that it can be compared: case, accents' spelling and spaces play no part."""
    text = unicodedata.normalize("NFC", _SUFFIX.sub("", unicodedata.normalize("NFC", name)))
    return " ".join(text.casefold().split())


def same_serial(serial: str) -> str:
    """A serial number so that it can be compared."""
    return re.sub(r"[^0-9a-f]", "", serial.casefold()).lstrip("0")
