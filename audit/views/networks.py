"""The network of a convention, for facts that do not tell it: it stands in the first of its own."""

from audit.views.marks import network_of
from domain.values import split_avenant_id
from journal.opening import Store
from journal.streams import convention_stream


class Networks:
    """Tells the network of a convention or an avenant; asks the store for each convention once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[str, str | None] = {}

    def of_avenant(self, avenant: str) -> str | None:
        """The network with which the convention of an avenant was registered."""
        return self.of_convention(split_avenant_id(avenant)[1])

    def of_convention(self, convention: str) -> str | None:
        """The network with which it was registered; None where the record has none of that name."""
        if convention not in self._known:
            found = self._store.skimming.streams([convention_stream(convention)])
            self._known[convention] = network_of(found[0]) if found else None
        return self._known[convention]
