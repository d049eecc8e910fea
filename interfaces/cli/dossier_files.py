"""Making a dossier at the terminal, and verifying one."""

import json
from pathlib import Path

from activities.access import must_still_be_there, note_reading
from activities.archiving import record_of_file
from audit.bags.bag import fingerprint_of, is_bag
from audit.bags.files import dossiers_in, findings_in
from audit.dossier import standalone
from audit.dossier.believing import believed
from audit.dossier.leaving_out import LeaveOut, words_of
from audit.dossier.making import TIMESTAMP, Dossier, make_dossier
from audit.dossier.standalone import Finding, Report, examined, in_folder, unpacked
from audit.seals.keys import read_public
from audit.seals.verifying import read_checkpoint
from domain.access import Shown
from domain.archiving import DossierMade
from domain.office import Actor
from interfaces.cli import options as o
from interfaces.cli.exits import Exit
from interfaces.cli.finding import avenant_and_convention
from interfaces.cli.listings import write
from interfaces.cli.new_files import write_new
from interfaces.cli.persons import may_be_shown, parties_meant
from interfaces.cli.screen import remark, show
from interfaces.cli.session import Session
from interfaces.cli.wording.messages import Say
from interfaces.sealing import check_of_tokens, folder_of, trusted_keys

COLUMNS = ("what", "where")


def make(
    session: Session,
    avenant: str,
    out: Path,
    by: str | None,
    why: str,
    *,
    persons: tuple[str, ...],
    documents: tuple[str, ...],
    every_document: bool,
) -> None:
    """Make the dossier of an avenant, write it, and say what is in it."""
    found, convention = avenant_and_convention(session, avenant)
    who = may_be_shown(session, by, [convention.network])
    leave_out = LeaveOut(
        every_document=every_document,
        documents=frozenset(documents),
        ids=frozenset(one for text in persons for one in staff_of(session, text)),
        words=frozenset(word for text in persons for word in words(session, text)),
    )
    made = make_dossier(session.store, folder_of(session.settings), found.id, leave_out)
    packed = [made.packed()]
    write_new(session, out, packed, lambda: note(session, made, who, why, convention.party))
    tell(session, made, out)


def note(session: Session, made: Dossier, who: Actor, why: str, party: str) -> None:
    """Record that a dossier is made, and whose data is in it, before it is there to be taken."""
    note_reading(
        session.store, [party], Shown.DOSSIER, actor=who, why=why, addresses=made.addresses
    )
    fact = DossierMade(
        on=session.store.clock.today(),
        avenant=made.avenant,
        by=who.id,
        sha256=made.fingerprint,
        checkpoint=made.checkpoint,
        withheld=made.withheld,
        left_out=made.left_out,
        reason=why,
    )
    record_of_file(session.store, made.avenant, lambda _: (fact,), actor=who, door="cli")
    must_still_be_there(session.store, made.addresses)


def staff_of(session: Session, text: str) -> list[str]:
    """The identifier of a person who is of the staff."""
    parties = parties_meant(session, text)
    return [row.id for row in session.store.registers.all_staff() if row.party in parties]


def words(session: Session, text: str) -> frozenset[str]:
    """What a person who is to be left out is called; stops where nobody knows that any more."""
    parties = parties_meant(session, text)
    found = frozenset(word for one in parties for word in words_of(session.store, one))
    if not found:
        raise session.stop(Say.PERSON_ERASED, Exit.NOT_FOUND, text=text)
    return found


def tell(session: Session, made: Dossier, file: Path) -> None:
    """Say what is in a dossier, and that some facts are not sealed yet."""
    show(
        session.words(
            Say.DOSSIER_MADE,
            avenant=made.avenant,
            file=file,
            facts=made.facts,
            documents=made.documents,
            checkpoint=made.checkpoint,
            fingerprint=made.fingerprint,
        )
    )
    tell_without(session, made.withheld, made.left_out)
    if made.waiting:
        session.look(Say.DOSSIER_WAITS, waiting=made.waiting, avenant=made.avenant)


def tell_without(session: Session, withheld: int, left_out: int) -> None:
    """Say what of a dossier is there by its hash alone; nothing where all of it is there."""
    if withheld or left_out:
        show(session.words(Say.DOSSIER_WITHOUT, withheld=withheld, left_out=left_out))


def look(
    session: Session,
    path: Path,
    against: tuple[Path, ...],
    trusted: Path | None,
    form: o.Format,
) -> None:
    """Verify a dossier, as a file or unpacked, or a bag of them; the store is not asked."""
    keys = trusted_keys(session.settings) if trusted is None else frozenset({read_public(trusted)})
    if there(session, path) and is_bag(path):
        look_at_bag(session, path, against, keys, form)
        return
    files = read(session, path)
    report = Report() if files is None else examined(files)
    if files is None:
        report.add("not the file that was written", str(path))
    else:
        more(session, files, keys, report)
        kept_elsewhere(session, files, against, report)
    answer(session, report, form)
    if report.findings:
        raise session.stop(Say.DOSSIER_BROKEN, Exit.VERIFICATION, found=len(report.findings))
    if not keys:
        session.look(Say.SEALS_UNANCHORED)


def there(session: Session, path: Path) -> bool:
    """Whether a path leads to something; stops for one that can lead nowhere."""
    try:
        return path.exists()
    except OSError as error:
        raise session.stop(Say.EVIDENCE_UNREADABLE, file=path, reason=error.strerror) from error


def look_at_bag(
    session: Session,
    folder: Path,
    against: tuple[Path, ...],
    keys: frozenset[str],
    form: o.Format,
) -> None:
    """Verify a bag, and every dossier in it as one alone."""

    def more(files: dict[str, bytes], report: Report) -> None:
        look_at_timestamp(session, files, report)
        kept_elsewhere(session, files, against, report)

    found = list(findings_in(folder, keys, more))
    if any(one.what == standalone.FOREIGN for one in found):
        found = list(findings_in(folder, handed_over(session, keys), more))
    if form is not o.Format.TABLE:
        write([one._asdict() for one in found], COLUMNS, form)
    elif found:
        for one in found:
            show(f"✗ {told(one)}")
    else:
        files, fingerprint = len(dossiers_in(folder)), fingerprint_of(folder)
        show(session.words(Say.BAG_HOLDS, folder=folder, files=files, fingerprint=fingerprint))
    if found:
        raise session.stop(Say.BAG_BROKEN, Exit.VERIFICATION, folder=folder, found=len(found))
    if not keys:
        session.look(Say.SEALS_UNANCHORED)


def read(session: Session, path: Path) -> dict[str, bytes] | None:
    """The files of a dossier; None where it is not one to the last byte."""
    try:
        return in_folder(path) if path.is_dir() else unpacked(path.read_bytes())
    except FileNotFoundError as error:
        raise session.stop(Say.EVIDENCE_MISSING, Exit.NOT_FOUND, file=path) from error
    except OSError as error:
        raise session.stop(Say.EVIDENCE_UNREADABLE, file=path, reason=error.strerror) from error
    except ValueError:
        return None


def more(session: Session, files: dict[str, bytes], keys: frozenset[str], report: Report) -> None:
    """What the small program cannot know: which keys are believed, and timestamps."""
    if keys and report.keys and not {*report.keys} & (keys | handed_over(session, keys)):
        report.add(standalone.FOREIGN, " or ".join(report.keys))
    look_at_timestamp(session, files, report)


def look_at_timestamp(session: Session, files: dict[str, bytes], report: Report) -> None:
    """The timestamp of an authority on the checkpoint, where it bears one."""
    token = files.get(TIMESTAMP)
    if token is not None and standalone.CHECKPOINT in files:
        why = check_of_tokens(session.settings)(files[standalone.CHECKPOINT], token)
        if why is not None:
            report.add("its timestamp does not stand", f"{TIMESTAMP}: {why}")


def handed_over(session: Session, keys: frozenset[str]) -> frozenset[str]:
    """Those keys, and the ones before and after them, where our own folder of seals shows it."""
    return believed(folder_of(session.settings), keys)


def kept_elsewhere(
    session: Session, files: dict[str, bytes], against: tuple[Path, ...], report: Report
) -> None:
    """Hold the checkpoint against those that were kept elsewhere; a broken one is told as it is."""
    for file in against if not report.findings else ():
        outside = read_checkpoint(file)
        if outside.checkpoint.number != report.checkpoint:
            raise session.stop(Say.DOSSIER_OTHER_CHECKPOINT, number=report.checkpoint, file=file)
        if outside.content != files.get(standalone.CHECKPOINT):
            report.add("not the checkpoint that was kept elsewhere", str(file))


def answer(session: Session, report: Report, form: o.Format) -> None:
    """What was found, in the form that was asked for."""
    rows = [one._asdict() for one in report.findings]
    match form:
        case o.Format.JSON:
            show(json.dumps(vars(report) | {"findings": rows}, indent=2))
        case o.Format.CSV:
            write(rows, COLUMNS, form)
        case o.Format.TABLE:
            tell_report(session, report)


def tell_report(session: Session, report: Report) -> None:
    """What was checked, or everything that does not hold."""
    for one in report.findings:
        show(f"✗ {told(one)}")
    if not report.findings:
        details = {k: v for k, v in vars(report).items() if k not in {"findings", "key"}}
        show(session.words(Say.DOSSIER_HOLDS, **details))
        tell_without(session, report.withheld, report.left_out)
        remark(session.words(Say.DOSSIER_KEY, key=report.key))


def told(one: Finding) -> str:
    """A finding on one line; what the file itself says is shown as it is spelt."""
    return ascii(f"{one.what}: {one.where}")[1:-1]
