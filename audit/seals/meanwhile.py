"""What was erased while the record was being read: the keys are as they stand now, not as then."""

import time
from collections.abc import Callable
from typing import NamedTuple

from sqlalchemy import Connection

from audit.seals.naming import topics_of
from audit.seals.stored import facts_between, head, snapshot
from audit.seals.told import read_fact
from domain.access import PersonErased

ERASURES = topics_of(PersonErased)
"""The facts that tell who was erased."""
PATIENCE = 5.0
"""Seconds for which somebody who is erasing is waited for: it takes them a part of one."""
_AGAIN = 0.05


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


def in_the_end(left: Callable[[], frozenset[str]]) -> frozenset[str]:
    """What is left once whoever is erasing at this moment has had the time to finish it.

    They record, destroy keys and empty, one after the other; in between somebody may have sealed.
    """
    until = time.monotonic() + PATIENCE
    while (found := left()) and time.monotonic() < until:
        time.sleep(_AGAIN)
    return found
