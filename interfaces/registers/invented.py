"""An office that does not exist, for rehearsals: its three registers, in the columns of the files.

What comes out is read by the same readers as a real file: the demo imports what is invented.
"""

import csv
import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from domain.values import Channel, Language, NetworkKind, PartyKind, Role, slug
from interfaces.registers.invented_people import Inventor
from interfaces.registers.reading import columns_of
from journal.register_changes import RegisterName

Cells = Mapping[str, str]
"""A row of a register by column; a column that is not there is an empty cell."""

NETWORKS_BEGAN_ON = date(2024, 1, 1)
_PROVIDERS_BEGAN_ON = date(2024, 1, 1)
_BEGINNINGS = 700  # days: the last convention begins in December 2025
_EVERY_SO_MANY = 25  # one provider in so many has a second convention, in another network


class NetworkInfo(NamedTuple):
    """What is known of a network before its hospitals and people are invented."""

    name: str
    kind: NetworkKind
    languages: tuple[Language, ...]


class InventedOffice(NamedTuple):
    """The rows of the three registers."""

    networks: tuple[Cells, ...]
    providers: tuple[Cells, ...]
    staff: tuple[Cells, ...]

    def write(self, folder: Path) -> Mapping[RegisterName, Path]:
        """Write networks.csv, providers.csv and staff.csv, to be imported in this order."""
        registers: dict[RegisterName, tuple[Cells, ...]] = {
            "networks": self.networks,
            "providers": self.providers,
            "staff": self.staff,
        }
        paths: dict[RegisterName, Path] = {
            register: folder / f"{register}.csv" for register in registers
        }
        for register, rows in registers.items():
            _write(paths[register], [column.name for column in columns_of(register)], rows)
        return paths


def invent(networks: Sequence[NetworkInfo], providers: int, seed: int) -> InventedOffice:
    """Networks with hospitals, `providers` conventions spread over them, and the staff.

    The same arguments give the same rows. From two networks and two conventions on, at least one
    person has conventions in two networks. Every day of beginning is before 2026.
    """
    inventor = Inventor(seed)
    network_rows = tuple(_network(inventor, network) for network in networks)
    provider_rows = _providers(inventor, networks, providers)
    coordinators = tuple(
        _coordinator(network, row) for network, row in zip(networks, network_rows, strict=True)
    )
    return InventedOffice(network_rows, provider_rows, (*_officials(inventor), *coordinators))


def coordinator_id(network: str) -> str:
    """The staff id of a network's invented coordinator; such an id begins with a letter."""
    letters_first = re.sub(r"^[^a-z]+", "", network) or "network"
    return f"{letters_first[:25].rstrip('-')}.coord"


def _network(inventor: Inventor, network: NetworkInfo) -> Cells:
    language = network.languages[0]
    place = f"{slug(network.name)}.example"
    b4 = _hospital(inventor, language)
    # In one network of three the same hospital has the contract and invoices.
    invoicing = b4 if inventor.random.random() < 1 / 3 else _hospital(inventor, language)
    return {
        "network": network.name,
        "kind": network.kind,
        "languages": " ".join(network.languages),
        **{f"b4_{field}": value for field, value in b4.items()},
        **{f"invoicing_{field}": value for field, value in invoicing.items()},
        "b4_email": f"direction@{place}",
        "invoicing_email": f"perception@{place}",
        "coordinator_name": inventor.name(language),
        "coordinator_email": f"coordination@{place}",
        "reply_to": f"replies@{place}",
        "began_on": NETWORKS_BEGAN_ON.isoformat(),
    }


def _hospital(inventor: Inventor, language: Language) -> Cells:
    return {
        "name": inventor.hospital(language),
        "inami": inventor.inami(with_qualification=False),
        "bce": inventor.bce(),
        "director": inventor.name(language),
    }


def _providers(
    inventor: Inventor, networks: Sequence[NetworkInfo], count: int
) -> tuple[Cells, ...]:
    rows: list[Cells] = []
    for ordinal in range(1, count + 1):
        network = networks[(ordinal - 1) % len(networks)]
        holds_two = ordinal % _EVERY_SO_MANY == 1
        if rows and ordinal % _EVERY_SO_MANY == 2 and len(networks) > 1:  # noqa: PLR2004 - the next
            cells = {**rows[-1], "network": _other_network(networks, rows[-1])}
        elif holds_two or inventor.random.random() < 0.8:  # noqa: PLR2004 - four of five
            cells = _independent(inventor, _language(inventor, network), ordinal)
            cells["network"] = network.name
        else:
            cells = _organisation(inventor, _language(inventor, network), ordinal)
            cells["network"] = network.name
        began_on = _PROVIDERS_BEGAN_ON + timedelta(days=inventor.random.randrange(_BEGINNINGS))
        rows.append({**cells, "convention": f"K{ordinal:05d}", "began_on": began_on.isoformat()})
    return tuple(rows)


def _language(inventor: Inventor, network: NetworkInfo) -> Language:
    return inventor.random.choice(network.languages)


def _other_network(networks: Sequence[NetworkInfo], first: Cells) -> str:
    """A second network for a person: one that speaks the person's language, if there is one."""
    others = [network for network in networks if network.name != first["network"]]
    speaking = [network for network in others if first["language"] in network.languages]
    return (speaking or others)[0].name


def _independent(inventor: Inventor, language: Language, ordinal: int) -> dict[str, str]:
    name = inventor.name(language)
    return {
        "party_kind": PartyKind.INDEPENDENT,
        "name": name,
        "inami": inventor.inami(with_qualification=True),
        "national_number": inventor.national_number(),
        **_reached(inventor, name, language, ordinal),
    }


def _organisation(inventor: Inventor, language: Language, ordinal: int) -> dict[str, str]:
    name = inventor.practice(language)
    has_inami = inventor.random.random() < 1 / 2
    return {
        "party_kind": PartyKind.ORGANISATION,
        "name": name,
        "inami": inventor.inami(with_qualification=False) if has_inami else "",
        "representative": inventor.name(language),
        **_reached(inventor, name, language, ordinal),
    }


def _reached(inventor: Inventor, name: str, language: Language, ordinal: int) -> dict[str, str]:
    channel = Channel.EMAIL if inventor.random.random() < 0.7 else Channel.LETTER  # noqa: PLR2004 - seven of ten
    has_email = channel is Channel.EMAIL or inventor.random.random() < 1 / 2
    return {
        "address": inventor.address(language),
        "bce": inventor.bce(),
        "email": inventor.email(name, ordinal) if has_email else "",
        "phone": inventor.phone() if inventor.random.random() < 2 / 3 else "",
        "channel": channel,
        "language": language,
    }


def _officials(inventor: Inventor) -> tuple[Cells, ...]:
    posts = (
        ("inami.cell", Role.INAMI, Language.FR),
        ("inami.second", Role.INAMI, Language.NL),
        ("inami.official", Role.INAMI, Language.FR),
        ("auditor", Role.AUDITOR, Language.NL),
    )
    return tuple(
        {
            "staff": member,
            "name": inventor.name(language),
            "role": role,
            "networks": "",
            "email": f"{member}@office.example",
            "language": language,
        }
        for member, role, language in posts
    )


def _coordinator(network: NetworkInfo, row: Cells) -> Cells:
    return {
        "staff": coordinator_id(slug(network.name)),
        "name": row["coordinator_name"],
        "role": Role.COORDINATOR,
        "networks": network.name,
        "email": row["coordinator_email"],
        "language": network.languages[0],
    }


def _write(path: Path, columns: Sequence[str], rows: Sequence[Cells]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
