"""Making a dossier: the trail, the documents, the proofs, and the program that checks them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from audit.dossier import standalone
from audit.dossier.choosing import Chosen, choose, last_seal
from audit.dossier.documents import Documents, documents_of
from audit.dossier.key_changes import key_changes
from audit.dossier.leaving_out import LeaveOut
from audit.dossier.readme import READ_BY, About, readme
from audit.dossier.stored import Stored
from audit.dossier.telling import ToldFact, for_people, to_keep, told
from audit.seals.folder import SealsFolder
from audit.seals.proving import Inclusion, prove_inclusion
from audit.trail import staff_names
from domain.values import Language, split_avenant_id
from journal.opening import Store

VERIFIER = "verify.py"
TIMESTAMP = "checkpoint.tsr"
NOTHING = LeaveOut()


@dataclass(frozen=True, slots=True)
class Dossier:
    """The files of a dossier, and what a person is told of it."""

    avenant: str
    files: dict[str, bytes]
    checkpoint: int
    facts: int
    withheld: int
    documents: int
    left_out: int
    addresses: tuple[str, ...]
    """Of the evidence whose bytes are in it."""
    waiting: int
    """Facts about the avenant that no checkpoint covers yet, and that are not in it."""

    @property
    def fingerprint(self) -> str:
        """By which somebody who has it can be told that it is the same."""
        return sha256(self.files[standalone.MANIFEST]).hexdigest()

    def packed(self) -> bytes:
        """The dossier as one file."""
        return standalone.packed(self.files)


def make_dossier(
    store: Store, folder: SealsFolder, avenant: str, leave_out: LeaveOut = NOTHING
) -> Dossier:
    """The dossier of an avenant, as at the last checkpoint.

    Reads the record up to it once. Raises DossierRefused where nothing of the avenant is sealed,
    UnknownSubject for no avenant, SealsRefused or SealsBroken where the seals do not stand.
    """
    chosen = choose(store, last_seal(folder), avenant)
    positions = positions_of(chosen)
    proofs = prove_inclusion(store, chosen.checkpoint, positions)
    return assembled(store, folder, chosen, dict(zip(positions, proofs, strict=True)), leave_out)


def positions_of(chosen: Chosen) -> list[int]:
    """Where the facts stand that need a proof."""
    return sorted(one.position for one in (*chosen.facts, *chosen.others))


def assembled(
    store: Store,
    folder: SealsFolder,
    chosen: Chosen,
    proofs: dict[int, Inclusion],
    leave_out: LeaveOut = NOTHING,
    printed: Sequence[Language] = tuple(Language),
) -> Dossier:
    """The dossier of facts whose proofs are at hand; `printed` are the languages of its PDF/A."""
    shown = [one for one in chosen.facts if not leave_out.fact(one.state)]
    documents = documents_of(store, shown, leave_out, split_avenant_id(chosen.avenant)[1])
    entries = _entries(chosen, {one.position for one in shown}, proofs)
    lines = told(shown, staff_names(store))
    about = About(
        avenant=chosen.avenant,
        checkpoint=chosen.checkpoint.number,
        sealed_at=chosen.checkpoint.sealed_at.isoformat(),
        key=chosen.checkpoint.key,
        facts=len(shown),
        withheld=len(entries) - len(shown),
        documents=len(documents.evidence),
        left_out=len(documents.left_out),
        rehearsal=store.rehearsal,
    )
    files = {
        **{f"README-{lang.value}.txt": readme(about, lang).encode() for lang in READ_BY},
        VERIFIER: Path(standalone.__file__).read_bytes(),
        **_trails(lines),
        **_printed(lines, chosen, printed),
        standalone.PROOF: standalone.canonical(_proof(entries, documents)),
        standalone.CHECKPOINT: chosen.sealed.content,
        **{_file_of(one): one.state for one in shown},
        **documents.files,
    }
    if changes := key_changes(folder, chosen.checkpoint):
        files[standalone.KEYS] = standalone.canonical([json.loads(one.content) for one in changes])
    if (token := folder.token(chosen.checkpoint.number)) is not None:
        files[TIMESTAMP] = token
    return Dossier(
        avenant=chosen.avenant,
        files=_listed(chosen.avenant, files),
        checkpoint=about.checkpoint,
        facts=about.facts,
        withheld=about.withheld,
        documents=about.documents,
        left_out=about.left_out,
        addresses=tuple(one["address"] for one in documents.evidence),
        waiting=chosen.waiting,
    )


def _entries(chosen: Chosen, shown: set[int], proofs: dict[int, Inclusion]) -> list[dict[str, Any]]:
    """How each fact is proven, in their order; of one that is withheld, by its hash alone."""
    facts = sorted((*chosen.facts, *chosen.others), key=lambda one: one.position)
    return [_entry(one, proofs[one.position], one.position in shown) for one in facts]


def _entry(one: Stored, proof: Inclusion, shown: bool) -> dict[str, Any]:  # noqa: FBT001
    entry: dict[str, Any] = {
        "position": one.position,
        "version": one.recorded.version,
        "stream": one.recorded.stream,
        "index": proof.index,
        "path": list(proof.path),
    }
    if shown:
        return entry | {"topic": one.topic, "file": _file_of(one)}
    return entry | {"leaf": proof.leaf}


def _proof(entries: Sequence[dict[str, Any]], documents: Documents) -> dict[str, Any]:
    return {
        "facts": list(entries),
        "evidence": documents.evidence,
        "attachments": documents.attachments,
        "left_out": documents.left_out,
    }


def _trails(lines: Sequence[ToldFact]) -> dict[str, bytes]:
    return {
        **{f"trail-{lang.value}.txt": for_people(lines, lang).encode() for lang in Language},
        standalone.TRAIL: standalone.canonical([one.for_programs() for one in lines]),
    }


def _printed(
    lines: Sequence[ToldFact], chosen: Chosen, languages: Sequence[Language]
) -> dict[str, bytes]:
    made = {
        f"trail-{lang.value}.pdf": to_keep(lines, lang, chosen.avenant, chosen.checkpoint.sealed_at)
        for lang in languages
    }
    return {name: content for name, content in made.items() if content is not None}


def _file_of(one: Stored) -> str:
    return f"facts/{one.position:08d}.json"


def _listed(avenant: str, files: dict[str, bytes]) -> dict[str, bytes]:
    """The files with the list of them, and the hash of the list, behind them."""
    manifest = standalone.canonical(
        {
            "format": standalone.FORMAT,
            "avenant": avenant,
            "files": [
                {"name": name, "size": len(content), "sha256": sha256(content).hexdigest()}
                for name, content in files.items()
            ],
        }
    )
    hashed = f"{sha256(manifest).hexdigest()}  {standalone.MANIFEST}\n".encode()
    return {**files, standalone.MANIFEST: manifest, standalone.MANIFEST_HASH: hashed}
