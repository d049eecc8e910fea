"""How a rehearsal's networks and its Committee sign: with keys of an authority of its own."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from secrets import token_hex

from pydantic import SecretStr

from activities.signatures.countersigning import Committee, copy_on_file, countersigned
from activities.signatures.examining import examine
from activities.signatures.keys import KeyFile
from activities.signatures.mandates import read_mandates
from activities.signatures.receiving import (
    Examiner,
    convention_and_avenant,
    examine_copy_for,
    network_avenant,
)
from activities.signatures.sealing import SignatureField
from activities.signatures.sent_documents import documents_sent
from activities.signatures.signing import Level, Means, sign_in
from activities.signatures.trust import read_trust
from domain.facts import CopyVerdict
from domain.office import Actor
from interfaces.rehearsal.authority import Authority, Holder, timestamps_of
from journal.opening import Store
from journal.people import NetworkParty

BEFORE = timedelta(days=365)
"""The authority is older than the rehearsal."""
EVERY = 3
"""Which networks sign electronically: every third; the copies of the others come on paper.

A signed copy costs a second, and a rehearsal has some ten to show.
"""
ADDED = b"\n% something was added here\n"


class SignedWrongly(Exception):
    """A copy of a rehearsal was not found to be what the script made it: one of both is wrong."""


@dataclass
class Electronic:
    """The directors of each network and the leading official, with their keys."""

    store: Store
    authority: Authority
    directors: dict[str, tuple[Holder, Holder]]
    """By network: of the B4 hospital, and of the one that invoices; perhaps the same person."""
    examiner: Examiner
    committee: Committee

    @classmethod
    def made(cls, store: Store, folder: Path) -> "Electronic":
        """An authority with keys and mandates in that folder; the settings find them there."""
        begins = store.clock.now() - BEFORE
        authority = Authority.found("Rehearsal", begins)
        password = token_hex(16)
        authority.write(folder, store.clock.now() - timedelta(days=1), authority.ends, password)
        people: dict[str, Holder] = {}
        directors: dict[str, tuple[Holder, Holder]] = {}
        for network in store.registers.networks()[::EVERY]:
            party = store.people.get(network.party)
            if isinstance(party, NetworkParty):
                names = party.b4.director, party.invoicing.director
                for name in names:
                    people.setdefault(name, authority.issue(name))
                directors[network.id] = people[names[0]], people[names[1]]
        (folder / "mandates.toml").write_text(mandates(directors), "utf-8")
        trust = read_trust(folder / "authorities", folder / "revocations")
        return cls(
            store=store,
            authority=authority,
            directors=directors,
            examiner=Examiner(trust, read_mandates(folder / "mandates.toml")),
            committee=Committee(
                key=KeyFile(path=folder / "committee.p12", password=SecretStr(password)),
                timestamps=timestamps_of(authority.timestamping(), store.clock.now),
                trust=trust,
            ),
        )

    def receive(self, avenant: str, on: date, who: Actor, *, wrong: bool) -> bool:
        """Both directors sign, the copy comes back and is examined; whether there is a document.

        A wrong copy is one to which something was added once it was signed. Raises SignedWrongly.
        """
        copy = self.copy_of(avenant, wrong=wrong)
        if copy is None:
            return False
        done = examine_copy_for(
            self.store,
            self.examiner,
            avenant,
            copy,
            on,
            actor=who,
            door="cli",
            # Nothing here comes from a stranger, and a process for each takes its time.
            examine=examine,
        )
        verdict = getattr(done, "verdict", None)
        must_be_found(avenant, verdict.verdict if verdict is not None else None, wrong=wrong)
        return True

    def copy_of(self, avenant: str, *, wrong: bool) -> bytes | None:
        """What both directors of its network send back; None where they sign on paper."""
        network, found = network_avenant(self.store, avenant)
        document = next(documents_sent(self.store, found), None)
        if document is None or network not in self.directors:
            return None
        copy = self.signed(document, network)
        return copy + ADDED if wrong else copy

    def signed(self, document: bytes, network: str) -> bytes:
        """The document with the signatures of both directors."""
        now = self.store.clock.now()
        fields = (SignatureField.B4, SignatureField.INVOICING)
        for holder, place in zip(self.directors[network], fields, strict=True):
            means = Means(holder.signer(), now, Level.T, self.committee.timestamps)
            document = sign_in(document, place.value, means)
        return document

    def countersigned(self, avenant: str) -> str | None:
        """The evidence address of the copy that the Committee signed too; None without a copy."""
        convention, found = convention_and_avenant(self.store, avenant)
        if not found.copies:
            return None
        now: datetime = self.store.clock.now()
        whole = countersigned(copy_on_file(self.store, convention, found), self.committee, now)
        return self.store.evidence.put(whole, "application/pdf", of=convention.party)


def must_be_found(avenant: str, verdict: CopyVerdict | None, *, wrong: bool) -> None:
    """Raise SignedWrongly where a copy was found to be something else than it was made."""
    if verdict is not (CopyVerdict.REFUSED if wrong else CopyVerdict.ACCEPTED):
        raise SignedWrongly(f"{avenant}: the copy was found to be {verdict}")


def keys_in(folder: Path) -> Path:
    """Where the keys of a rehearsal lie that has that folder."""
    return folder / "keys"


def signing_settings(folder: Path) -> dict[str, str]:
    """The variables by which the processes of a rehearsal find its keys, before they are made."""
    said = Authority.settings(keys_in(folder))
    return {f"AVENANT_{name.upper()}": value for name, value in said.items()}


def mandates(directors: dict[str, tuple[Holder, Holder]]) -> str:
    """The file of mandates: each director by the certificate."""
    return "".join(
        f'[{network}]\nb4.serials = ["{b4.serial}"]\ninvoicing.serials = ["{other.serial}"]\n'
        for network, (b4, other) in sorted(directors.items())
    )
