"""What is held about a person and who looked at it; erasing it; a piece of evidence; the keys."""

from pathlib import Path
from typing import Annotated

import typer

from domain.access import Shown
from domain.turned import NotPossible
from domain.turned import Why as NotSo
from interfaces.cli import options as o
from interfaces.cli.command import command
from interfaces.cli.exits import Exit
from interfaces.cli.new_files import write_new
from interfaces.cli.reading_persons import Why
from interfaces.cli.screen import show
from interfaces.cli.session import Session
from interfaces.cli.wording.messages import Say
from journal.errors import EvidenceErased, EvidenceUnknown

app = typer.Typer()
PANEL = "People"
ASKED = "a person asks what is held about them (GDPR art. 15)"
TO_READ = "to read a piece of evidence"

Person = Annotated[
    str,
    typer.Argument(
        metavar="PERSON",
        help="A convention, an INAMI number, a network, or somebody of the office.",
        show_default=False,
    ),
]


@command(app, "whois-seen", panel=PANEL)
def whois_seen(
    session: Session,
    person: Person,
    by: o.ByIfAnybody = None,
    why: Why = None,
    form: o.As = o.Format.TABLE,
) -> None:
    """Answer an access request: everything held about a person, and who has looked at it.

    Of a provider, under all conventions with the same INAMI number: every version in the register,
    evidence, files of mail and letters; what the record says of them under an opaque id (changes of
    the registers, facts, messages, tasks); every reading. That you looked is recorded too, and
    stands in the answer.

    Example: avenants whois-seen K00123 --by inami.cell --format json

    Next: `avenants evidence ADDRESS --save FILE` gives a piece of evidence.
    """
    from interfaces.cli.whois import answer

    answer(session, person, by, why or ASKED, form)


@command(app, "erase", panel=PANEL)
def erase(
    session: Session,
    person: Person,
    authorised_by: Annotated[
        str,
        typer.Option(
            "--authorised-by",
            metavar="WHO",
            help="Who of INAMI has authorised it: somebody else than who gives the command.",
        ),
    ],
    reason: o.Reason,
    by: o.ByIfAnybody = None,
    dry_run: o.DryRun = False,
    form: o.As = o.Format.TABLE,
) -> None:
    """Make unreadable for good what is held about a person; the record still verifies.

    The person's keys are destroyed and what they sealed is emptied: every version in the register,
    every mail, letter and scan. That it was done, by whom and why, is a fact. Facts on the person's
    conventions stay, under an opaque id. It says what remains elsewhere, and cannot be undone.

    On PostgreSQL it needs the role that owns the tables (docs/runbook.md, "A person's data").
    Ends with 3 where an avenant of the person is not over: nothing more can be sent about it.

    Example: avenants erase K00123 --authorised-by inami.dpo --reason "request of 3 May 2027,
    art. 17 GDPR" --by inami.cell

    Next: see to what it lists, then `avenants verify`.
    """
    from interfaces.cli.erasing import carry_out

    carry_out(
        session, person, by=by, authorised_by=authorised_by, reason=reason, dry=dry_run, form=form
    )


@command(app, "evidence", panel=PANEL)
def evidence(
    session: Session,
    address: Annotated[
        str, typer.Argument(metavar="ADDRESS", help="Its address, as a trail names it.")
    ],
    save: Annotated[Path, typer.Option("--save", metavar="FILE", help="A new file for its bytes.")],
    by: o.ByIfAnybody = None,
    why: Why = None,
) -> None:
    """Write a piece of evidence into a file, byte for byte; that you read it is recorded.

    Example: avenants evidence 5c8e… --save letter.pdf --by inami.cell --why "question of a court"

    Next: open the file. It may hold anything that strangers send.
    """
    from interfaces.cli.reading_persons import record_evidence

    store = session.store
    try:
        # Read first: what cannot be given out was not looked at.
        content = store.evidence.get(address.strip())
    except (EvidenceUnknown, EvidenceErased) as error:
        raise session.stop(Say.NO_EVIDENCE, Exit.NOT_FOUND, why=str(error)) from error

    def before() -> None:
        record_evidence(session, address.strip(), Shown.DOCUMENTS, by, why or TO_READ)

    write_new(session, save, [content], before)
    show(str(save))


@command(app, "rewrap-keys", panel=PANEL)
def rewrap_keys(session: Session, reason: o.Reason, by: o.ByIfAnybody = None) -> None:
    """Wrap the keys of all people anew under another master key, while everybody goes on.

    First name the new one with AVENANT_MASTER_KEY, and the present one with
    AVENANT_MASTER_KEY_PREVIOUS, wherever this program runs. Broken off, the same command does the
    rest. Afterwards the previous one opens nothing but backups of the key store from before. That
    it was done, by whom and why, is a fact.

    Example: avenants rewrap-keys --reason "yearly change" --by inami.cell

    Next: take AVENANT_MASTER_KEY_PREVIOUS away everywhere, back up the key store, and destroy the
    previous master key together with the backups that it opens.
    """
    from activities.rewrapping import rewrap_keys as rewrap_all
    from interfaces.cli.people import of_inami
    from interfaces.cli.screen import remark

    who = of_inami(session, by)
    if not reason.strip():
        raise session.turned_down(NotPossible(why=NotSo.REASON_MISSING))
    done = rewrap_all(session.store, who, reason)
    if done is None:
        remark(session.words(Say.KEYS_WRAPPED_BEFORE))
        return
    remark(session.words(Say.KEYS_REWRAPPED, keys=done.keys))
    if done.damaged:
        session.look(Say.KEYS_LOST, ids=", ".join(done.damaged))
