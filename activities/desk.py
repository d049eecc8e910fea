"""What every step has at hand: the store, the post, the letters to print, and the office."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from threading import Lock

from activities.correspondence import Office
from activities.post import Post
from activities.recording import facts_of
from domain.circular import Circular
from domain.evolve import evolve
from domain.frozen import thaw
from domain.state import Avenant, Convention
from domain.values import Language, split_avenant_id
from journal.envelope import Recorded
from journal.opening import Store
from journal.people import Independent, NetworkParty, Organisation
from journal.streams import convention_from, convention_stream

Recipient = NetworkParty | Independent | Organisation


class NotInTheJournal(LookupError):
    """A step was asked for something that the journal does not know; trying again is useless."""


@dataclass(frozen=True, slots=True)
class View:
    """An avenant with its convention, as the journal stands, on the engine's day."""

    convention: Convention
    avenant: Avenant
    circular: Circular
    today: date
    history: tuple[Recorded, ...]
    """The convention's stream, as far as it was read."""

    @property
    def version(self) -> int:
        """Of the convention's stream, up to which it was read."""
        return len(self.history)


@dataclass(frozen=True)
class Desk:
    """The tools of the office. Safe to share between threads."""

    store: Store
    post: Post
    letters: Callable[[str], Post]
    """The posting list of a network: letters that its people print and post."""
    office: Office
    seal: Callable[[bytes, Language], bytes] | None = None
    """Makes a network avenant ready to be signed, before it is kept and sent by e-mail."""
    _circulars: dict[str, Circular] = field(default_factory=dict[str, Circular])
    _parties: dict[str, str] = field(default_factory=dict[str, str])
    _lock: Lock = field(default_factory=Lock)

    def now(self) -> datetime:
        """The instant on the engine's one clock."""
        return self.store.clock.now()

    def today(self) -> date:
        """The day on the engine's one clock."""
        return self.store.clock.today()

    def view(self, avenant: str) -> View:
        """An avenant as the journal stands now; raises NotInTheJournal."""
        _, convention = split_avenant_id(avenant)
        history = self.store.journal.read(convention_stream(convention))
        return self._view(avenant, convention_from(history), history)

    def after(self, view: View, recorded: tuple[Recorded, ...]) -> View:
        """The avenant after facts that follow upon the view; read anew if they do not."""
        if not recorded or recorded[0].version != view.version + 1:
            return self.view(view.avenant.id)
        convention = view.convention
        for fact in facts_of(recorded):
            convention = evolve(convention, fact)
        return self._view(view.avenant.id, convention, (*view.history, *recorded))

    def _view(
        self, avenant: str, convention: Convention | None, history: tuple[Recorded, ...]
    ) -> View:
        found = convention.avenant(avenant) if convention else None
        if convention is None or found is None:
            msg = f"no avenant {avenant} in this journal: the worker looks into another store"
            raise NotInTheJournal(msg)
        return View(convention, found, self.circular(found.content), self.today(), history)

    def circular(self, content: str) -> Circular:
        """The frozen circular at that evidence address; it never changes, so it is kept."""
        with self._lock:
            known = self._circulars.get(content)
        if known is None:
            known = thaw(self.store.evidence.get(content))
            with self._lock:
                self._circulars[content] = known
        return known

    def network_party(self, network: str) -> str:
        """The opaque party id of a network, which stays the same for good."""
        with self._lock:
            known = self._parties.get(network)
        if known is None:
            known = self.store.registers.network(network).party
            with self._lock:
                self._parties[network] = known
        return known

    def parties(self, convention: Convention) -> tuple[NetworkParty, Recipient]:
        """The network that speaks and the party it speaks to, as they are known now."""
        speaker = self.network_party(convention.network)
        known = self.store.people.get_many((speaker, convention.party))
        network, recipient = known.get(speaker), known.get(convention.party)
        if not isinstance(network, NetworkParty) or not isinstance(recipient, Recipient):
            msg = f"the people store does not know both parties of {convention.id}"
            raise NotInTheJournal(msg)
        return network, recipient
