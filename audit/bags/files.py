"""The files of avenants as one bag: a dossier each, unpacked, that verifies by itself."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from audit.bags.bag import BagWriter, Written, bag_findings
from audit.dossier.choosing import Chosen, choose, last_seal
from audit.dossier.making import assembled, positions_of
from audit.dossier.messages import messages_of_many
from audit.dossier.refusals import DossierRefused
from audit.dossier.standalone import FOREIGN, Finding, Report, examined, in_folder
from audit.seals.checkpoint import Sealed
from audit.seals.folder import SealsFolder
from audit.seals.proving import prove_inclusion
from domain.values import Language, split_avenant_id
from journal.opening import Store
from journal.streams import load_convention
from journal.tables import pages

AT_ONCE = 200
"""Avenants whose facts are proven in one reading of the record."""


class Bagged(NamedTuple):
    """A bag that was made, and the checkpoint under which all of it stands."""

    written: Written
    checkpoint: int


def make_bag(
    store: Store,
    seals: SealsFolder,
    avenants: Sequence[str],
    folder: Path,
    told: Callable[[int], None] = lambda _: None,
    before: Callable[[], None] = lambda: None,
) -> Bagged:
    """Write the files of these avenants into a bag; `told` hears how many are written.

    `before` is done once the bag has a place, and before anything is read for it.

    Raises BagRefused for a folder that is there or cannot be written, DossierRefused where an
    avenant has facts that are not sealed, SealsBroken where the record is not what was sealed.
    """
    sealed = last_seal(seals)
    writer = BagWriter(folder)
    try:
        before()
        for number, (name, content) in _files(store, seals, sealed, avenants):
            writer.put(name, content)
            told(number)
        written = writer.finish(_info(store, sealed, avenants))
    except BaseException:
        writer.give_up()
        raise
    return Bagged(written, sealed.checkpoint.number)


def findings_in(
    folder: Path,
    keys: frozenset[str],
    more: Callable[[dict[str, bytes], Report], None] = lambda _, __: None,
) -> Iterator[Finding]:
    """What does not hold of a bag, nor of any dossier in it; `keys` are those that are believed.

    `more` adds to the report on a dossier what it finds in its files.
    """
    yield from bag_findings(folder)
    for one in dossiers_in(folder):
        files = in_folder(one)
        report = examined(files)
        more(files, report)
        if keys and report.keys and not {*report.keys} & keys:
            report.add(FOREIGN, " or ".join(report.keys))
        for found in report.findings:
            yield Finding(found.what, f"{one.name}: {found.where}")


def dossiers_in(folder: Path) -> list[Path]:
    """The dossiers of a bag."""
    data = folder / "data"
    return sorted(path for path in data.iterdir() if path.is_dir()) if data.is_dir() else []


def _files(
    store: Store, seals: SealsFolder, sealed: Sealed, avenants: Iterable[str]
) -> Iterator[tuple[int, tuple[str, bytes]]]:
    count, messages = 0, messages_of_many(store)
    for page in pages(avenants, AT_ONCE):
        chosen = [choose(store, sealed, one, messages) for one in page]
        for each in chosen:
            if each.waiting:
                raise DossierRefused(
                    f"{each.waiting} facts about {each.avenant} are not sealed yet: seal the "
                    "record first with `python -m worker seal`. Nothing was written."
                )
        positions = sorted({one for each in chosen for one in positions_of(each)})
        found = prove_inclusion(store, sealed.checkpoint, positions)
        proofs = dict(zip(positions, found, strict=True))
        for one in chosen:
            languages = _language(store, one)
            made = assembled(store, seals, one, proofs, printed=languages)
            count += 1
            for name, content in made.files.items():
                yield count, (f"{one.avenant}/{name}", content)


def _language(store: Store, chosen: Chosen) -> tuple[Language, ...]:
    """The language of the convention: in that one a PDF/A is kept, beside the texts in all."""
    convention = load_convention(store.journal, split_avenant_id(chosen.avenant)[1])
    return (convention.language,) if convention else (Language.FR,)


def described(avenants: Sequence[str]) -> str:
    """What a bag holds, for whoever has only its bag-info.txt."""
    first, *others = avenants
    if not others:
        return f"The file of avenant {first}"
    return f"{len(avenants)} files of avenants: {first} and {len(others)} more"


def _info(store: Store, sealed: Sealed, avenants: Sequence[str]) -> dict[str, str]:
    one = sealed.checkpoint
    info = {
        "Bag-Software-Agent": "avenants",
        "Bagging-Date": store.clock.today().isoformat(),
        "External-Description": described(avenants),
        "External-Identifier": f"checkpoint {one.number}, root {one.root}, key {one.key}",
    }
    if store.rehearsal:
        info["Internal-Sender-Description"] = "A rehearsal: nothing of this is real."
    return info
