"""Which text bound this convention on that day? As a lawyer would answer, and as it was known."""

from datetime import date, datetime

import pytest

from audit.law.coordinated import (
    MODEL_NAMES,
    CoordinatedText,
    NoText,
    against_published,
    coordinated,
    coordinated_model,
)
from domain.text_differences import differences, words_of
from domain.values import AvenantKind
from interfaces.cli.options import end_of
from journal.clock import BRUSSELS
from journal.known_facts import known_facts
from journal.opening import Store, open_rehearsal
from tests.audit.law import a_spring_of_answers as spring
from tests.audit.office import Office, day, morning

pytestmark = pytest.mark.slow

ADDED = "incapacité de travail"
"""Words that only the avenant of 2026-001 has."""


def known_on(text: str) -> datetime | None:
    """`now`, or the end of that day."""
    return None if text == "now" else end_of(date.fromisoformat(text), BRUSSELS)


def french(text: CoordinatedText) -> str:
    return "\n".join(one.text.fr for one in words_of(text.articles) if one.text)


def governs(text: CoordinatedText) -> str:
    """What a lawyer calls it: the amended text, the unamended one, or none."""
    if not text.in_force:
        assert text.articles == ()
        return "none"
    assert text.conflicts == ()
    amended = ADDED in french(text)
    assert amended == bool(text.avenants)
    return "amended" if amended else "unamended"


WHAT_A_LAWYER_WOULD_WRITE = """
# Who accepted, by silence known on 15 April. In force from 1 January, whatever the day of sending.
accepted    2025-12-31  now         unamended
accepted    2026-01-01  now         amended
accepted    2026-03-02  now         amended
accepted    2026-05-15  now         amended
accepted    2027-01-01  now         amended
# Before it was concluded, the record did not know.
accepted    2026-01-01  2026-03-31  unamended
accepted    2026-03-02  2026-04-14  unamended
accepted    2026-03-02  2026-04-15  amended
# Who refused on 10 March: the unamended text governs until the termination on 1 June.
refused     2025-12-31  now         unamended
refused     2026-01-01  now         unamended
refused     2026-03-10  now         unamended
refused     2026-05-31  now         unamended
refused     2026-06-01  now         none
refused     2026-07-15  now         none
# The termination was ahead as soon as the refusal was known, and not before.
refused     2026-06-01  2026-03-09  unamended
refused     2026-06-01  2026-03-10  none
# Whose network never signed: nothing was communicated, nothing binds.
unsigned    2025-12-31  now         unamended
unsigned    2026-01-01  now         unamended
unsigned    2026-04-08  now         unamended
unsigned    2026-06-01  now         unamended
unsigned    2027-01-01  now         unamended
# Begun on 16 March on the old text, accepted on 20 March: bound from its beginning.
old text    2026-03-15  now         none
old text    2026-03-16  now         amended
old text    2026-03-19  2026-03-19  unamended
old text    2026-03-19  2026-03-20  amended
# Begun on 16 March on the new text: no avenant, and bound all the same.
new text    2026-03-15  now         none
new text    2026-03-16  now         amended
# Begun with a network that never signed: it could not offer the new text.
begun there 2026-03-16  now         unamended
# Contested: until somebody decides nothing is concluded.
contested   2026-05-15  now         unamended
# Tacitly accepted on 15 April, rescinded on 4 May by a refusal received on 30 March.
rescinded   2026-04-20  2026-04-20  amended
rescinded   2026-04-20  now         unamended
rescinded   2026-06-01  2026-04-20  amended
rescinded   2026-06-01  now         none
# Forgotten when the others got theirs: the unamended text.
forgotten   2026-05-15  now         unamended
# The network itself, signed by all three on 2 March.
network     2025-12-31  now         unamended
network     2026-01-01  now         amended
network     2026-01-01  2026-03-01  unamended
"""
WHO = {
    "accepted": spring.ACCEPTED,
    "refused": spring.REFUSED,
    "unsigned": spring.UNSIGNED,
    "old text": spring.LATER_ON_THE_OLD_TEXT,
    "new text": spring.LATER_ON_THE_NEW_TEXT,
    "begun there": spring.LATER_WITH_THE_UNSIGNED,
    "contested": spring.CONTESTED,
    "rescinded": spring.RESCINDED,
    "forgotten": spring.FORGOTTEN,
    "network": "net-namur",
}
LINES = [
    (line[:12].strip(), *line[12:].split())
    for line in WHAT_A_LAWYER_WOULD_WRITE.strip().splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("who", "on", "known", "text"), LINES)
def test_the_text_that_governs(store: Store, who: str, on: str, known: str, text: str) -> None:
    """The first date is the day asked about, the second the day on which it was known."""
    found = coordinated(store, WHO[who], date.fromisoformat(on), known_on(known))
    if known == "2026-03-01":
        assert found is None, "the network was not in the record yet"
        return
    assert found is not None
    assert governs(found) == text


def test_each_passage_says_which_avenant_put_it_there(store: Store) -> None:
    found = coordinated(store, spring.ACCEPTED, day("05-15"))
    assert found is not None
    sources = {
        one.place(): one.put_by.avenant if one.put_by else None for one in words_of(found.articles)
    }
    assert sources.pop("8 §2") == "2026-001.K00001"
    assert set(sources.values()) == {None}
    [origin] = found.avenants
    assert (origin.number, origin.since) == (3, date(2026, 1, 1))


def test_a_text_begun_with_says_which_circular_had_made_it(store: Store) -> None:
    found = coordinated(store, spring.LATER_ON_THE_NEW_TEXT, day("05-15"))
    assert found is not None
    [origin] = found.avenants
    assert (origin.avenant, origin.circular, origin.since) == (None, "2026-001", day("03-16"))


def test_what_changed_between_two_days_is_the_passage_of_the_avenant(store: Store) -> None:
    before, after = (
        coordinated(store, spring.ACCEPTED, on) for on in (date(2025, 12, 31), day("01-01"))
    )
    assert before is not None
    assert after is not None
    [one] = differences(before.articles, after.articles)
    assert (one.change, one.words.place()) == ("added", "8 §2")
    [back] = differences(after.articles, before.articles)
    assert back.change == "removed"


def test_the_networks_own_text_prints_its_own_budget(store: Store) -> None:
    """Art. 14 is replaced by the figures of this network."""
    found = coordinated(store, "net-namur", day("05-15"))
    assert found is not None
    [words] = [one for one in words_of(found.articles) if one.article == "14"]
    assert words.budget is not None
    assert words.budget.network == "namur"
    assert words.budget == spring.the_circular().amends().budget_of("namur")


def test_the_model_follows_the_circulars_whoever_has_agreed(store: Store) -> None:
    name = MODEL_NAMES["provider"]
    assert ADDED in french(coordinated_model(store, name, day("01-01")))
    assert ADDED not in french(coordinated_model(store, name, date(2025, 12, 31)))
    assert ADDED not in french(coordinated_model(store, name, day("01-01"), known_on("2026-03-01")))


def test_a_network_has_the_variant_of_its_kind(store: Store) -> None:
    adults = french(coordinated_model(store, MODEL_NAMES["provider-adult"], day("05-15")))
    young = french(coordinated_model(store, MODEL_NAMES["provider-child-adolescent"], day("05-15")))
    assert "adultes" in adults
    assert "adolescents" not in adults
    assert "adolescents" in young


def test_before_any_text_counts_none_is_shown(store: Store) -> None:
    with pytest.raises(NoText) as missing:
        coordinated_model(store, MODEL_NAMES["provider"], date(2023, 1, 1))
    assert missing.value.first == date(2023, 12, 20)
    assert missing.value.model is AvenantKind.PROVIDER


def test_nothing_is_said_of_a_convention_that_nobody_knew(store: Store) -> None:
    assert coordinated(store, "K99999", day("05-15")) is None
    assert (
        against_published(store, coordinated_model(store, MODEL_NAMES["provider"], day("05-15")))
        is None
    )


def test_it_reads_the_same_on_both_databases(url: str) -> None:
    """On SQLite and on PostgreSQL."""
    opened, clock = open_rehearsal(url, facts=known_facts(), starts_at=morning(day("03-01")))
    with opened:
        spring.play_the_spring(Office(opened, clock))
        found = coordinated(opened, spring.ACCEPTED, day("05-15"))
    assert found is not None
    assert governs(found) == "amended"
