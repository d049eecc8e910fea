"""To which network a fact belongs."""

from domain import facts as f
from domain.values import network_convention
from journal.envelope import Recorded
from journal.opening import Store
from journal.registers import NotRegistered
from journal.streams import convention_stream, intake_stream

CONVENTION, INTAKE = convention_stream(""), intake_stream("")
OWN = convention_stream(network_convention(""))


class Networks:
    """Tells the network of a fact; asks for each convention once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[str, str | None] = {}

    def of(self, one: Recorded) -> str | None:
        """The network whose convention, post or information a fact is about; None without one."""
        if one.stream.startswith(OWN):
            return one.stream.removeprefix(OWN)
        if one.stream.startswith(INTAKE):
            return one.stream.removeprefix(INTAKE)
        if not one.stream.startswith(CONVENTION):
            return getattr(one.fact, "network", None)
        if one.stream not in self._known:
            self._known[one.stream] = self._of_convention(one)
        return self._known[one.stream]

    def _of_convention(self, one: Recorded) -> str | None:
        if isinstance(one.fact, f.ConventionRegistered):
            return one.fact.network
        try:
            return self._store.registers.convention(one.stream.removeprefix(CONVENTION)).network
        except NotRegistered:
            first = self._store.journal.read(one.stream)[0].fact
            return first.network if isinstance(first, f.ConventionRegistered) else None
