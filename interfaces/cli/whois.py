"""Everything that is held about a person, and who looked, in one listing."""

import json
from collections.abc import Iterator

from audit.sentences.telling import sentence
from audit.trails.lines import known_fact, staff_names
from domain.access import PersonalDataRead, PersonErased, Shown
from interfaces.cli import options as o
from interfaces.cli.listings import write
from interfaces.cli.named_elsewhere import as_coordinator
from interfaces.cli.persons import parties_meant
from interfaces.cli.persons_files import files_of
from interfaces.cli.reading_persons import of_parties
from interfaces.cli.screen import remark, show
from interfaces.cli.session import Session
from interfaces.cli.whois_record import record_rows
from interfaces.cli.whois_rows import COLUMNS, Row, as_lines, row
from interfaces.cli.wording.messages import Say
from journal.held import Held, held_of, looked_at


def answer(session: Session, person: str, by: str | None, why: str, form: o.Format) -> None:
    """Record that somebody looks, then show what is held and who looked."""
    parties = parties_meant(session, person)
    of_parties(session, parties, Shown.EVERYTHING, by, why)
    held = [held_of(session.store, party) for party in parties]
    kept = [row for one in held for row in kept_rows(session, one)]
    stands = list(record_rows(session, held))
    seen = [row for one in held for row in seen_rows(session, one)]
    if form is o.Format.JSON:
        said = {
            "parties": list(parties),
            "conventions": [convention for one in held for convention in one.conventions],
            "held": kept,
            "record": stands,
            "seen": seen,
        }
        show(json.dumps(said, ensure_ascii=False, indent=2))
        return
    if form is o.Format.TABLE:
        for one in (*kept, *stands, *seen):
            for line in as_lines(one):
                show(line)
    else:
        write([*kept, *stands, *seen], COLUMNS, form)
    remark(session.words(Say.WHOIS_TOLD, held=len(kept) + len(stands), seen=len(seen)))


def kept_rows(session: Session, held: Held) -> Iterator[Row]:
    """Every version in the register, every piece of evidence, every file of mail and letters."""
    for version in session.store.people.history(held.party):
        data = version.person.model_dump(mode="json", exclude_none=True)
        yield row("register", version.recorded_at, version.by, held.party, detail=data)
    for named in as_coordinator(session, held.party):
        data = {
            "network": named.network,
            "coordinator": named.coordinator,
            "coordinator_email": named.email,
        }
        at, by = named.version.recorded_at, named.version.by
        yield row("register", at, by, held.party, detail=data)
    for item in held.evidence:
        detail = {"media_type": item.media_type, "size": item.size}
        yield row("evidence", item.stored_at, "", held.party, detail=detail, address=item.address)
    for path in files_of(session, held):
        yield row("file", session.store.clock.now(), "", held.party, detail={"path": str(path)})


def seen_rows(session: Session, held: Held) -> Iterator[Row]:
    """Every reading and erasure."""
    names = staff_names(session.store)
    for one in looked_at(session.store, held):
        told = sentence(known_fact(one.fact), session.language, names)
        match one.fact:
            case PersonalDataRead() as fact:
                yield row(
                    "seen",
                    one.recorded_at,
                    fact.by,
                    held.party,
                    why=fact.why,
                    detail={"shown": fact.shown.value, "sentence": told},
                    address=" ".join(fact.addresses),
                )
            case PersonErased() as fact:
                yield row(
                    "erased",
                    one.recorded_at,
                    fact.by,
                    held.party,
                    why=fact.reason,
                    detail={"authorised_by": fact.authorised_by, "sentence": told},
                )
            case _:
                continue
