"""What a verification finds, and what it says at its end."""

from datetime import datetime
from enum import StrEnum

from domain.values import Value

MOST = 1000
"""Findings that are told one by one; further ones are only counted."""


class Fault(StrEnum):
    """What is wrong somewhere."""

    CHANGED = "changed"
    """A fact stands where it was sealed, with other bytes."""
    MOVED = "moved"
    """At this position stands a fact of another stream or version than was sealed."""
    REMOVED = "removed"
    INSERTED = "inserted"
    """A fact stands where none was when the facts around it were sealed."""
    TAIL_CUT = "tail_cut"
    """The record ends before its last checkpoint: cut, or rolled back to an earlier day."""
    STREAM_DELETED = "stream_deleted"
    ROOT_DIFFERS = "root_differs"
    """These facts are not those that were sealed; without their list, nobody knows which ones."""
    VERSION_MISSING = "version_missing"
    COMMAND_DIFFERS = "command_differs"
    """A command is noted that no fact speaks of, or the other way round."""
    REGISTER_DIFFERS = "register_differs"
    """A register, its history and the facts do not say the same."""
    PERSON_DIFFERS = "person_differs"
    """The people store has not what the history of the registers brought into it."""
    FOLLOWER_DIFFERS = "follower_differs"
    """A follower has come further than there are facts, or lags behind what it did."""
    STRANGER = "stranger"
    """The database does something by itself, by a trigger, a rule or a view, that we never made."""
    UNREADABLE = "unreadable"
    EVIDENCE_CHANGED = "evidence_changed"
    EVIDENCE_MISSING = "evidence_missing"
    EVIDENCE_EMPTIED = "evidence_emptied"
    """Evidence was taken away, and no erasure is on record."""
    CHECKPOINT_DAMAGED = "checkpoint_damaged"
    CHECKPOINT_MISSING = "checkpoint_missing"
    CHECKPOINT_REPLACED = "checkpoint_replaced"
    """It is not the one that was kept elsewhere."""
    CHECKPOINT_FOREIGN = "checkpoint_foreign"
    """It is of another store."""
    KEY_FOREIGN = "key_foreign"
    """A key signed that nobody we trust ever named."""
    CHAIN_BROKEN = "chain_broken"
    """A checkpoint does not go on from the one before."""
    LIST_DAMAGED = "list_damaged"
    TIMESTAMP_WRONG = "timestamp_wrong"


OF_FACTS = frozenset(
    {
        Fault.CHANGED,
        Fault.MOVED,
        Fault.REMOVED,
        Fault.TAIL_CUT,
        Fault.STREAM_DELETED,
        Fault.ROOT_DIFFERS,
    }
)
"""The facts are not those that were sealed: nothing can be held against them."""


class Finding(Value):
    """One thing that is wrong: what, where, and what is there instead where that says more."""

    fault: Fault
    place: str
    detail: str = ""


class Findings:
    """What was found so far; no more than `MOST` are kept."""

    def __init__(self) -> None:
        self.told: list[Finding] = []
        self.further = 0

    @property
    def facts_stand(self) -> bool:
        """Whether no sealed fact was found to be another one."""
        return OF_FACTS.isdisjoint(one.fault for one in self.told)

    def add(self, fault: Fault, place: str, detail: str = "") -> None:
        """Note something that is wrong."""
        if len(self.told) < MOST:
            self.told.append(Finding(fault=fault, place=place, detail=detail))
        else:
            self.further += 1


class Verified(Value):
    """What a verification says.

    The `covered` facts are those up to position `covered_through`, under checkpoint `checkpoint`.
    The `uncovered` ones stand at positions `uncovered_from` to `uncovered_through`; the oldest was
    recorded at `uncovered_since`. `anchored` says whether a key that we trust signed; `further`
    counts findings beyond those told.
    """

    checkpoints: int
    checkpoint: int | None
    root: str | None
    anchored: bool
    timestamps: int
    covered: int
    covered_through: int
    uncovered: int
    uncovered_from: int | None
    uncovered_through: int | None
    uncovered_since: datetime | None
    evidence: int
    erased: int
    unopened: int = 0
    """Pieces of evidence that were not checked, because the keys are not at hand."""
    findings: tuple[Finding, ...]
    further: int
