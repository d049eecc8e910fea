"""The words that every rule shares: identifiers, channels, languages, kinds and roles."""

import re
import unicodedata
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints


class Value(BaseModel):
    """A value that never changes and takes nothing but what it declares."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        # Each is built when it is first used: a command needs few of two hundred.
        defer_build=True,
    )


class Channel(StrEnum):
    """How a network speaks to a provider in writing (model convention, art. 24 §2)."""

    EMAIL = "email"
    LETTER = "letter"


class Language(StrEnum):
    """The languages in which people are addressed, and English for trails."""

    FR = "fr"
    NL = "nl"
    DE = "de"
    EN = "en"


class NetworkKind(StrEnum):
    """The three kinds of mental-health network; each has its own variant of an avenant."""

    ADULT = "adult"
    CHILD_ADOLESCENT = "child_adolescent"
    GERMAN_SPEAKING = "german_speaking"


class AvenantKind(StrEnum):
    """Which convention an avenant amends: Committee with network, or network with provider."""

    NETWORK = "network"
    PROVIDER = "provider"


class PartyKind(StrEnum):
    """Who stands on the other side of a convention."""

    NETWORK = "network"
    INDEPENDENT = "independent"
    ORGANISATION = "organisation"


class Role(StrEnum):
    """What somebody of the office may do; the engine acts for nobody but the procedure."""

    INAMI = "inami"
    COORDINATOR = "coordinator"
    AUDITOR = "auditor"
    ENGINE = "engine"


ENGINE = "engine"
"""The actor of every fact that no person caused."""

CircularId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,31}$")]
NetworkId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,47}$")]
ConventionId = Annotated[
    str, StringConstraints(pattern=r"^(?:[A-Z][A-Z0-9-]{2,31}|net-[a-z0-9][a-z0-9-]{0,47})$")
]
AvenantId = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,31}\.[A-Za-z][A-Za-z0-9-]{2,51}$")
]
StaffId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9.-]{1,31}$")]


def slug(name: str) -> str:
    """The identifier of a network whose name is printed so: lower case, no accents, hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def network_convention(network: str) -> str:
    """The convention between the Insurance Committee and a network."""
    return f"net-{network}"


def is_network_convention(convention: str) -> bool:
    """Whether that is the convention of a network with the Insurance Committee."""
    return convention.startswith("net-")


def avenant_id(circular: str, convention: str) -> str:
    """The avenant by which a circular amends a convention: one of each pair, for ever."""
    return f"{circular}.{convention}"


def split_avenant_id(avenant: str) -> tuple[str, str]:
    """The circular and the convention of an avenant."""
    circular, _, convention = avenant.partition(".")
    return circular, convention
