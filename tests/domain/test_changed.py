"""A changed value is what pydantic's own copy would be, and the old one stays as it was."""

from datetime import date
from uuid import UUID

from domain.evolve import changed
from domain.facts import EndCause
from domain.state import Convention, Ended, Prepared
from domain.values import Channel, Language, NetworkKind, PartyKind

CONVENTION = Convention(
    id="K00123",
    network="namur",
    kind=NetworkKind.ADULT,
    party="p-0123456789",
    party_kind=PartyKind.INDEPENDENT,
    channel=Channel.EMAIL,
    language=Language.FR,
    began_on=date(2024, 1, 1),
)
ENDED = Ended(id=UUID(int=1), on=date(2026, 6, 1), cause=EndCause.NOTICE)


def test_it_equals_the_copy_that_the_library_makes() -> None:
    other = changed(CONVENTION, language=Language.NL, endings=(ENDED,))

    assert other == CONVENTION.model_copy(update={"language": Language.NL, "endings": (ENDED,)})
    assert (
        other.model_dump_json()
        == CONVENTION.model_copy(
            update={"language": Language.NL, "endings": (ENDED,)}
        ).model_dump_json()
    )
    assert other.model_fields_set == CONVENTION.model_fields_set | {"language", "endings"}
    assert type(other) is Convention


def test_the_old_value_stays_as_it_was() -> None:
    before = CONVENTION.model_dump()
    changed(CONVENTION, network="hainaut")

    assert CONVENTION.model_dump() == before
    assert "endings" not in CONVENTION.model_fields_set


def test_a_value_without_fields_set_can_be_changed_too() -> None:
    assert changed(Prepared()) == Prepared()
