"""What the record says of a person under an opaque id: registers, facts, messages, tasks."""

from collections.abc import Iterator, Sequence

from audit.board import Board
from audit.informing import information_tasks
from audit.mailboxes import messages
from audit.sentences.telling import sentence
from audit.trails.lines import known_fact, staff_names
from domain.values import split_avenant_id
from interfaces.cli.session import Session
from interfaces.cli.whois_rows import Row, day_row, row
from journal.envelope import Recorded
from journal.held import Held
from journal.register_changes import RegisterName
from journal.streams import archive_stream, convention_stream


def record_rows(session: Session, held: Sequence[Held]) -> Iterator[Row]:
    """All of it; erasing leaves this, since nobody can tell any more whom the id meant."""
    whose = {number: one.party for one in held for number in one.conventions}
    for one in held:
        yield from registered(session, one)
    yield from told(session, whose)
    yield from messages_about(session, whose)
    yield from tasks_about(session, whose)


def registered(session: Session, held: Held) -> Iterator[Row]:
    """Every change of their rows in the registers of conventions, networks and staff."""
    registers, party = session.store.registers, held.party
    networks = [one.id for one in registers.networks() if one.party == party]
    staff = [one.id for one in registers.all_staff() if one.party == party]
    rows: dict[RegisterName, Sequence[str]] = {
        "providers": held.conventions,
        "networks": networks,
        "staff": staff,
    }
    for register, keys in rows.items():
        for change in (one for key in keys for one in registers.changes.history(register, key)):
            detail = change.after.model_dump(mode="json", exclude={"party"})
            yield row("registered", change.recorded_at, change.by, party, detail=detail)
    for one in staff:
        detail = {"what they did": f"avenants trail person:{one}"}
        yield row("done", session.store.clock.now(), one, party, detail=detail)


def told(session: Session, whose: dict[str, str]) -> Iterator[Row]:
    """Every fact on their conventions, and on what became of the files of their avenants."""
    reading, names = session.store.reading, staff_names(session.store)
    facts = [one for each in reading.streams(map(convention_stream, whose)) for one in each]
    avenants = {name for one in facts if (name := avenant_of(one)) is not None}
    facts += [one for each in reading.streams(map(archive_stream, avenants)) for one in each]
    for one in sorted(facts, key=lambda fact: fact.position):
        number = avenant_of(one)
        party = whose.get(split_avenant_id(number)[1] if number else of_stream(one), "")
        detail = {
            "type": known_fact(one.fact).type,
            "sentence": sentence(known_fact(one.fact), session.language, names),
        }
        yield row("fact", one.recorded_at, one.actor, party, detail=detail)


def messages_about(session: Session, whose: dict[str, str]) -> Iterator[Row]:
    """What came into the mailboxes about their avenants."""
    for one in messages(session.store):
        number = split_avenant_id(one.avenant)[1] if one.avenant else ""
        if number in whose:
            detail = {"message": str(one.message), "kind": one.kind, "mailbox": one.mailbox}
            yield day_row("message", one.received_on, whose[number], detail, one.evidence or "")


def tasks_about(session: Session, whose: dict[str, str]) -> Iterator[Row]:
    """What waits for a person about their avenants."""
    board = Board(session.store)
    board.catch_up()
    for one in [*board.tasks(), *information_tasks(session.store)]:
        number = split_avenant_id(one.avenant)[1] if "." in one.avenant else ""
        if number in whose:
            detail = {"kind": one.kind, "avenant": one.avenant}
            yield day_row("task", one.since, whose[number], detail)


def avenant_of(one: Recorded) -> str | None:
    """The avenant that a fact names."""
    return getattr(one.fact, "avenant", None)


def of_stream(one: Recorded) -> str:
    """The convention in whose stream a fact stands."""
    return one.stream.removeprefix(convention_stream(""))
