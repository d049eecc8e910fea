"""To which network a fact belongs."""

from audit.views.networks import Networks as OfConventions
from domain.values import network_convention
from journal.envelope import Recorded
from journal.opening import Store
from journal.streams import convention_stream, intake_stream

CONVENTION, INTAKE = convention_stream(""), intake_stream("")
OWN = convention_stream(network_convention(""))


class Networks:
    """Tells the network of a fact; asks for each convention once."""

    def __init__(self, store: Store) -> None:
        self._conventions = OfConventions(store)

    def of(self, one: Recorded) -> str | None:
        """The network whose convention, post, information or avenant a fact is about, if any."""
        for own in (OWN, INTAKE):
            if one.stream.startswith(own):
                return one.stream.removeprefix(own)
        if one.stream.startswith(CONVENTION):
            return self._conventions.of_convention(one.stream.removeprefix(CONVENTION))
        network: str | None = getattr(one.fact, "network", None)
        avenant: str | None = getattr(one.fact, "avenant", None)
        if network is not None or avenant is None:
            return network
        return self._conventions.of_avenant(avenant)
