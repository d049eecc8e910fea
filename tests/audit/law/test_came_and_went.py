"""Between two deliveries to the invoicing application, a convention may come and go."""

from datetime import date
from uuid import UUID

from audit.law.conventions import changed_since, in_force
from domain import commands as c
from domain import facts as f
from tests.audit.law import a_spring_of_answers as spring
from tests.audit.office import Office, day

SHORT = "K00020"


def test_who_came_and_went_between_two_lists_is_among_the_changes(office: Office) -> None:
    """It stands on neither list, and sessions were held under it all the same."""
    office.on("03-25")
    spring.register(office, SHORT, began_on=day("03-16"))
    known = office.store.clock.now()
    office.on("03-26")
    office.must(
        f"2026-001.{SHORT}",
        c.EndConvention,
        id=UUID(int=20),
        on=day("03-20"),
        cause=f.EndCause.AGREEMENT,
    )
    before, after = date(2026, 3, 1), day("04-01")
    for on in (before, after):
        assert SHORT not in {row.convention for row in in_force(office.store, on).conventions}
    for as_at in (None, office.store.clock.now()):
        found = changed_since(office.store, before, after, as_at=as_at)
        of_it = [one for one in found if one.convention == SHORT]
        assert [(one.change, one.before, one.after) for one in of_it] == [
            ("begun", "", "2026-03-16"),
            ("ended", "2026-03-20", ""),
        ]
        assert changed_since(office.store, day("03-20"), after, as_at=as_at) == ()
    [begun] = changed_since(office.store, before, after, as_at=known)
    assert (begun.change, begun.after) == ("begun", "2026-03-16")
