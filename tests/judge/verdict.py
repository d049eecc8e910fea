"""A report judged: form, acts, and every outcome against the rules."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from . import objections, structure
from .acts import convention_of, read
from .findings import Finding
from .outcomes import FIELDS, ConventionLife, conventions

Row = Mapping[str, object]


@dataclass(frozen=True)
class Verdict:
    """What was found against a report, and how many avenants it shows in each state."""

    findings: tuple[Finding, ...]
    states: Counter[str]

    @property
    def agrees(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


def judge(report: object) -> Verdict:
    """Judge a parsed report; nothing in it is trusted but the acts."""
    unreadable = structure.shape(report)
    if unreadable:
        return Verdict(tuple(unreadable), Counter())
    parts = cast("dict[str, object]", report)
    avenants = cast("list[Row]", parts["avenants"])
    scenario = cast("list[Row]", parts["scenario"])
    until = date.fromisoformat(str(parts["until"]))
    found = structure.check(avenants, scenario)
    found += objections.check(read(scenario), avenants)
    found += _disagreements(avenants, scenario, until)
    states = Counter(str(row.get("state")) for row in avenants)
    return Verdict(tuple(found), states)


def _disagreements(avenants: Sequence[Row], scenario: Sequence[Row], until: date) -> list[Finding]:
    acts = read(scenario)
    lives = {name: ConventionLife(own) for name, own in conventions(acts).items()}
    released = {act.avenant for act in acts if act.name == "released"}
    found: list[Finding] = []
    for row in avenants:
        name, kind = str(row.get("avenant")), str(row.get("kind"))
        life = lives.get(convention_of(name)) or ConventionLife(())
        due = life.outcome(name, kind, until)
        found += [
            Finding(name, field, due[field], row.get(field))
            for field in FIELDS
            if due[field] != row.get(field)
        ]
        if due["state"] == "sent" and kind == "provider":
            found.append(Finding(name, "until", "after every window and grace", until.isoformat()))
        if due["state"] == "refused":
            found.append(Finding(name, "until", "after every termination", until.isoformat()))
        if due["state"] == "prepared" and structure.network_avenant(row) in released:
            found.append(Finding(name, "sent", "sent, its network having released", "never sent"))
    return found


def lines(verdict: Verdict, report: object) -> list[str]:
    """The verdict for a terminal: each finding with the acts of its convention, then a count."""
    acts = {} if structure.shape(report) else _acts_by_convention(report)
    told: list[str] = []
    for finding in verdict.findings:
        told.append(str(finding))
        told += acts.get(convention_of(finding.about), [])
    total = sum(verdict.states.values())
    by_state = ", ".join(f"{count} {state}" for state, count in sorted(verdict.states.items()))
    return [*told, f"{total} avenants ({by_state}): {len(verdict.findings)} disagreements"]


def _acts_by_convention(report: object) -> dict[str, list[str]]:
    scenario = cast("list[Row]", cast("dict[str, object]", report)["scenario"])
    told: dict[str, list[str]] = {}
    for index, act in enumerate(scenario):
        line = f"    [{index}] {json.dumps(act, ensure_ascii=False)}"
        told.setdefault(convention_of(str(act.get("avenant"))), []).append(line)
    return told
