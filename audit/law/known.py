"""What the record knew, at an instant, of conventions, circulars and the texts of models."""

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property

from audit.moments import known_at
from audit.subjects import circular_streams
from domain.amendment import Amendment
from domain.circular import Circular
from domain.circular_facts import CircularLife
from domain.frozen import thaw
from domain.governing import Amending
from domain.model_facts import ModelLife
from domain.model_text import ModelText, thaw_text
from domain.state import Avenant, Convention
from domain.values import AvenantKind, network_convention
from journal.envelope import Recorded
from journal.opening import Store
from journal.streams import (
    circular_from,
    convention_from,
    convention_stream,
    model_from,
    model_stream,
)


class Known:
    """The record as it stood at an instant, or as it stands; each thing is read once."""

    def __init__(self, store: Store, as_at: datetime | None = None) -> None:
        """Read this store, leaving out what was recorded after `as_at`."""
        self.store = store
        self.as_at = as_at
        self._circulars: dict[str, Circular] = {}
        self._networks: dict[str, Convention | None] = {}

    def history(self, stream: str) -> tuple[Recorded, ...]:
        """The facts of a stream that were known."""
        return known_at(self.store.journal.read(stream), self.as_at)

    def convention(self, convention: str) -> Convention | None:
        """A convention with its avenants; None where none was known."""
        return convention_from(self.history(convention_stream(convention)))

    def network(self, network: str) -> Convention | None:
        """The convention of a network with the Insurance Committee."""
        if network not in self._networks:
            self._networks[network] = self.convention(network_convention(network))
        return self._networks[network]

    def circular(self, address: str) -> Circular:
        """The circular that was frozen at that address; raises what the evidence raises."""
        if address not in self._circulars:
            self._circulars[address] = thaw(self.store.evidence.get(address))
        return self._circulars[address]

    def amendment_of(self, avenant: Avenant) -> Amendment:
        """What the avenant's circular amends."""
        return self.circular(avenant.content).amends()

    def model(self, kind: AvenantKind) -> ModelLife:
        """What was laid down and published of a model."""
        return model_from(self.history(model_stream(kind)))

    def texts(self, kind: AvenantKind) -> tuple[ModelText, ...]:
        """The base texts of a model, in the order of the days from which they count."""
        return tuple(self.text(address) for address in self.model(kind).texts)

    def text(self, address: str) -> ModelText:
        """The text that was frozen at that address; raises what the evidence raises."""
        return thaw_text(self.store.evidence.get(address))

    @cached_property
    def lives(self) -> Sequence[CircularLife]:
        """Every circular that was launched by then."""
        lives = (circular_from(self.history(stream)) for stream in circular_streams(self.store))
        return [life for life in lives if life is not None]

    @cached_property
    def amending(self) -> Sequence[Amending]:
        """Those that amend, with what they change."""
        return [
            Amending(
                circular=life.id,
                launched_on=life.launched_on,
                corrected=life.corrected_by is not None,
                withdrawn_on=life.withdrawn_on,
                amendment=self.circular(life.content).amends(),
            )
            for life in self.lives
            if life.kind == "amending"
        ]
