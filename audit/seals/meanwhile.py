"""What was erased while the record was being read: the keys are as they stand now, not as then."""

from typing import NamedTuple

from sqlalchemy import Connection

from audit.seals.stored import facts_between, head, snapshot
from audit.seals.told import read_fact
from domain.access import PersonErased

ERASURES = frozenset({b"access.person-erased/1"})
"""The facts that tell who was erased."""


class Erased(NamedTuple):
    """Who was erased, and the addresses of what was erased of them."""

    parties: frozenset[str]
    evidence: frozenset[str]


def erased_since(connection: Connection) -> Erased:
    """What facts say that were recorded after the snapshot which this connection reads.

    An erasure is on record before a key is destroyed: so whoever finds a key destroyed, and asks
    then, finds its erasure, or there is none.
    """
    parties: set[str] = set()
    evidence: set[str] = set()
    with snapshot(connection.engine) as now:
        for rows in facts_between(now, head(connection), head(now)):
            for row in rows:
                one = read_fact(row) if row[3] in ERASURES else None
                if one is not None and isinstance(one.fact, PersonErased):
                    parties.add(one.fact.party)
                    evidence.update(one.fact.erased_evidence)
    return Erased(frozenset(parties), frozenset(evidence))
