"""One spring, as the texts see it: the circular 2026-001, and what everybody answered to it.

Circular and base texts are those of the repository. Letters left on 3 March 2026: last day to
refuse 3 April as announced, 7 April at the latest; refused, a convention ends on 1 June.
"""

from datetime import date
from functools import cache
from pathlib import Path
from uuid import uuid4

from activities.model_texts import adopt
from domain import commands as c
from domain import facts as f
from domain.circular import Circular
from domain.circular_facts import CircularLaunched
from domain.frozen import freeze
from domain.terms import CURRENT_RULES
from domain.values import AvenantKind, Channel, Language, NetworkKind, PartyKind, avenant_id
from interfaces.circulars.folder import read_circular
from interfaces.circulars.model_texts import model_texts_in
from journal.envelope import Context
from journal.streams import circular_stream
from tests.audit.office import ANNA, STAFF, Office

CIRCULARS = Path(__file__).parents[3] / "circulars"
LAUNCHED_ON, SENT_ON = date(2026, 3, 2), date(2026, 3, 3)

ACCEPTED = "K00001"
REFUSED = "K00002"
UNSIGNED = "K00003"
LATER_ON_THE_OLD_TEXT = "K00004"
LATER_ON_THE_NEW_TEXT = "K00005"
LATER_WITH_THE_UNSIGNED = "K00006"
CONTESTED = "K00007"
RESCINDED = "K00008"
FORGOTTEN = "K00009"


@cache
def the_circular() -> Circular:
    """2026-001 as it lies in the repository."""
    circular = read_circular(CIRCULARS / "2026-001").circular
    assert circular is not None
    return circular


def lay_down_the_texts(office: Office) -> None:
    """Both base texts of the repository are adopted."""
    for text in model_texts_in(CIRCULARS / "models").values():
        adopt(office.store, text, "As the specimen says.", STAFF[ANNA], uuid4())


def launch(office: Office, circular: Circular) -> str:
    """Freeze and launch it today; gives the address of its content."""
    content = office.store.evidence.put(freeze(circular), "application/json")
    fact = CircularLaunched(
        on=office.today,
        circular=circular.id,
        reference=circular.reference,
        kind="amending",
        content=content,
        corrects=circular.corrects,
        by=ANNA,
    )
    context = Context(command_id=uuid4(), actor=ANNA, channel="cli", correlation=circular.id)
    office.store.journal.append(
        circular_stream(circular.id), [fact], expected_version=0, context=context
    )
    return content


def register(
    office: Office, convention: str, network: str = "namur", began_on: date = date(2024, 1, 1)
) -> None:
    """A convention in the journal."""
    of_network = convention.startswith("net-")
    office.must(
        f"x.{convention}",
        c.RegisterConvention,
        convention=convention,
        network=network,
        kind=NetworkKind.ADULT,
        party="p-0123456789",
        party_kind=PartyKind.NETWORK if of_network else PartyKind.INDEPENDENT,
        channel=Channel.LETTER,
        language=Language.FR,
        began_on=began_on,
    )


def prepare(office: Office, convention: str, content: str, circular: str = "2026-001") -> str:
    """An avenant to a convention; gives its id."""
    number = avenant_id(circular, convention)
    office.must(
        number,
        c.PrepareAvenant,
        circular=circular,
        kind=AvenantKind.NETWORK if convention.startswith("net-") else AvenantKind.PROVIDER,
        content=content,
        rules=CURRENT_RULES,
        entry_into_force=date(2026, 1, 1),
    )
    return number


def conclude_network(office: Office, avenant: str) -> None:
    """Sent to the network, signed by both directors and by the Committee, all today."""
    office.send(avenant)
    capacities = (f.Capacity.B4, f.Capacity.INVOICING)
    office.must(avenant, c.RegisterSignature, received_on=office.today, capacities=capacities)
    office.must(avenant, c.Countersign, on=office.today)


def play_the_spring(office: Office) -> None:
    """Everything that the tests ask about, from 1 March until the middle of June."""
    lay_down_the_texts(office)
    office.on("03-02")
    providers = (ACCEPTED, REFUSED, CONTESTED, RESCINDED, FORGOTTEN)
    for convention in ("net-namur", *providers):
        register(office, convention)
    for convention in ("net-kempen", UNSIGNED):
        register(office, convention, "kempen")
    content = launch(office, the_circular())
    for convention in ("net-namur", "net-kempen", UNSIGNED):
        prepare(office, convention, content)
    conclude_network(office, "2026-001.net-namur")
    office.send("2026-001.net-kempen")
    office.on("03-03")
    for convention in (ACCEPTED, REFUSED, CONTESTED, RESCINDED):
        office.send(prepare(office, convention, content), Channel.LETTER)
    office.on("03-10")
    office.refuse(avenant_id("2026-001", REFUSED))
    later(office, content)
    office.on("04-06")
    office.refuse(avenant_id("2026-001", CONTESTED), "04-06")
    office.on("04-15")
    office.conclude(avenant_id("2026-001", ACCEPTED))
    office.conclude(avenant_id("2026-001", RESCINDED))
    office.on("05-04")
    office.refuse(avenant_id("2026-001", RESCINDED), "03-30")
    office.on("06-01")
    for convention in (REFUSED, RESCINDED):
        office.must(avenant_id("2026-001", convention), c.Terminate)
    office.on("06-15")


def later(office: Office, content: str) -> None:
    """Three conventions that begin on 16 March."""
    office.on("03-16")
    for convention in (LATER_ON_THE_OLD_TEXT, LATER_ON_THE_NEW_TEXT):
        register(office, convention, began_on=date(2026, 3, 16))
    register(office, LATER_WITH_THE_UNSIGNED, "kempen", date(2026, 3, 16))
    old = prepare(office, LATER_ON_THE_OLD_TEXT, content)
    office.send(old, Channel.LETTER)
    office.on("03-20")
    office.accept(old)
