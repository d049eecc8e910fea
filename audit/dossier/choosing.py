"""Which facts prove an avenant, and how far they are sealed."""

from collections.abc import Iterator
from dataclasses import dataclass

from audit.dossier.messages import Messages, messages_of_one
from audit.dossier.refusals import DossierRefused
from audit.dossier.stored import Stored, stored_facts
from audit.seals.checkpoint import Checkpoint, Sealed
from audit.seals.folder import SealsFolder
from audit.trail import trail
from domain import facts as f
from domain.circular_facts import CircularCorrected, CircularLaunched, CircularWithdrawn
from domain.intake import IntakeFact
from domain.values import Language, avenant_id, network_convention, split_avenant_id
from journal.opening import Store
from journal.streams import (
    circular_stream,
    convention_stream,
    intake_stream,
)

OF_THE_CIRCULAR = CircularLaunched | CircularWithdrawn | CircularCorrected
OF_THE_NETWORK = f.AvenantSigned | f.AvenantConcluded | f.SendingReleased


@dataclass(frozen=True, slots=True)
class Chosen:
    """The facts of a dossier by position, and what of the avenant is not sealed yet."""

    avenant: str
    sealed: Sealed
    facts: tuple[Stored, ...]
    others: tuple[Stored, ...]
    """Of the convention, about its other avenants: only that they are there is shown."""
    waiting: int
    """Facts about the avenant that no checkpoint covers yet."""

    @property
    def checkpoint(self) -> Checkpoint:
        """The checkpoint under which all of them stand."""
        return self.sealed.checkpoint


def last_seal(folder: SealsFolder) -> Sealed:
    """The last checkpoint; raises DossierRefused where there is none."""
    sealed = folder.last()
    if sealed is None:
        raise DossierRefused(
            f"There is no checkpoint in {folder.path}: seal the record first with `python -m "
            "worker seal`."
        )
    return sealed


def choose(store: Store, sealed: Sealed, avenant: str, messages: Messages | None = None) -> Chosen:
    """Everything that proves an avenant, as at a checkpoint.

    Its trail, the circular's launch and end, what says that mail and post had been read when
    silence was concluded, and the messages that came in about it. Raises DossierRefused where
    nothing of it is sealed, UnknownSubject for no avenant.
    """
    _, convention = split_avenant_id(avenant)
    own = stored_facts(store, convention_stream(convention), lambda _: True)
    told = {line.event_id for line in trail(store, avenant, lang=Language.EN)}
    about = [one for one in own if one.recorded.event_id in told]
    through = sealed.checkpoint.position
    found = {one.position: one for one in _with(store, avenant, about, messages)}
    facts = tuple(found[position] for position in sorted(found) if position <= through)
    if not any(one.position <= through for one in about):
        raise DossierRefused(
            f"No fact about {avenant} is sealed yet: seal the record first with `python -m worker "
            "seal`."
        )
    return Chosen(
        avenant=avenant,
        sealed=sealed,
        facts=facts,
        others=tuple(o for o in own if o.position <= through and o.position not in found),
        waiting=sum(1 for one in about if one.position > through),
    )


def _with(
    store: Store, avenant: str, about: list[Stored], messages: Messages | None
) -> Iterator[Stored]:
    """The facts about the avenant, and what other streams say that belongs to it."""
    yield from about
    circular, _ = split_avenant_id(avenant)
    for one in stored_facts(store, circular_stream(circular), lambda _: True):
        if isinstance(one.recorded.fact, OF_THE_CIRCULAR):
            yield one
    yield from _readings(store, about)
    yield from _of_the_network(store, circular, about)
    yield from (messages or messages_of_one(store))(avenant)


def _of_the_network(store: Store, circular: str, about: list[Stored]) -> Iterator[Stored]:
    """That the network's own avenant was concluded and the sending released: none goes before."""
    for network in _networks(about):
        own = network_convention(network)
        for one in stored_facts(store, convention_stream(own), lambda _: True):
            fact = one.recorded.fact
            if isinstance(fact, OF_THE_NETWORK) and fact.avenant == avenant_id(circular, own):
                yield one


def _networks(about: list[Stored]) -> list[str]:
    return [
        one.recorded.fact.network
        for one in about
        if isinstance(one.recorded.fact, f.ConventionRegistered)
    ]


def _readings(store: Store, about: list[Stored]) -> Iterator[Stored]:
    """What was known of the network's mail and post when silence was concluded."""
    silences = [
        (one.position, one.recorded.fact.last_day)
        for one in about
        if isinstance(one.recorded.fact, f.SilenceConcluded)
    ]
    networks = _networks(about)
    if not silences or not networks:
        return
    for one in stored_facts(store, intake_stream(networks[0]), lambda _: True):
        fact = one.recorded.fact
        if isinstance(fact, IntakeFact) and any(
            one.position < position and fact.through >= last for position, last in silences
        ):
            yield one
