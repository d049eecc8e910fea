"""A good report is agreed with, and whatever is spoilt in it is noticed."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .scenes import (
    NETWORK,
    K,
    accepted,
    again,
    bounced,
    decided,
    done,
    refused,
    retracted,
    sent,
)
from .verdict import judge

Report = dict[str, Any]
ROOT = Path(__file__).resolve().parents[2]
SILENT, REFUSED, RETURNED, ACCEPTED, WAITING = (f"2026-001.K0000{n}" for n in range(1, 6))
UNSIGNED, UNSENT = "2026-001.net-luxembourg", "2026-001.K00009"


def row(avenant: str, network: str, state: str, *days: str | None) -> Report:
    """One object of a report; days as channel, sent, announced, admitted, refusal, ends, ended."""
    circular, _, convention = avenant.partition(".")
    names = [
        "channel",
        "sent_on",
        "announced_last_day",
        "admitted_last_day",
        "refusal_received_on",
        "terminates_on",
        "terminated_on",
    ]
    values = [*days, *[None] * (len(names) - len(days))]
    return {
        "avenant": avenant,
        "circular": circular,
        "kind": "network" if convention.startswith("net-") else "provider",
        "network": network,
        "convention": convention,
        "state": state,
        **dict(zip(names, values, strict=True)),
    }


def good() -> Report:
    """A small report whose every day was worked out by hand."""
    third = ("email", "2026-03-03", "2026-04-03", "2026-04-03")
    sixth = ("email", "2026-03-06", "2026-04-06", "2026-04-07")
    letter = ("letter", "2026-03-10", "2026-04-10", "2026-04-13")
    return {
        "until": "2026-07-01",
        "avenants": [
            row(NETWORK, "namur", "concluded", "email", "2026-03-01"),
            row(UNSIGNED, "luxembourg", "sent", "email", "2026-03-01"),
            row(SILENT, "namur", "accepted_tacitly", *third),
            row(REFUSED, "namur", "terminated", *third, "2026-04-03", "2026-06-01", "2026-06-01"),
            row(RETURNED, "namur", "accepted_tacitly", *letter),
            row(ACCEPTED, "namur", "accepted", *third),
            row(WAITING, "namur", "contested", *sixth, "2026-04-07"),
            row(UNSENT, "luxembourg", "prepared"),
            row(K, "namur", "terminated", *sixth, "2026-04-07", "2026-06-01", "2026-06-01"),
        ],
        "scenario": [
            sent("03-01", avenant=NETWORK),
            sent("03-01", avenant=UNSIGNED),
            done("wrong_copy", "03-01", UNSIGNED),
            done("signed", "03-02", NETWORK),
            done("countersigned", "03-02", NETWORK),
            done("released", "03-03", NETWORK),
            *[sent(avenant=avenant) for avenant in (SILENT, REFUSED, RETURNED, ACCEPTED)],
            bounced("03-04", avenant=RETURNED),
            again("03-10", "letter", RETURNED),
            *[sent("03-06", avenant=avenant) for avenant in (WAITING, K)],
            accepted("03-12", avenant=ACCEPTED),
            refused("03-15", avenant=SILENT),
            retracted("03-16", 15, SILENT),
            refused("04-03", registered="04-25", avenant=REFUSED),
            refused("04-07", avenant=WAITING),
            refused("04-07", avenant=K),
            decided("04-20", "refusal", K),
        ],
    }


def test_a_good_report_is_agreed_with_and_counted_by_state() -> None:
    verdict = judge(good())
    assert [str(finding) for finding in verdict.findings] == []
    assert verdict.states == {
        "concluded": 1,
        "sent": 1,
        "accepted_tacitly": 2,
        "terminated": 2,
        "accepted": 1,
        "contested": 1,
        "prepared": 1,
    }


FIELDS = list(dict.fromkeys(key for avenant in good()["avenants"] for key in avenant))


@pytest.mark.parametrize("key", FIELDS)
@pytest.mark.parametrize("wrong", ["2026-03-04", "refused", "letter", "elsewhere", None, 7])
def test_any_field_of_any_avenant_that_is_changed_is_noticed(key: str, wrong: object) -> None:
    for place, row in enumerate(good()["avenants"]):
        if key not in row:
            continue
        report = good()
        report["avenants"][place][key] = wrong if row[key] != wrong else "2026-03-05"
        findings = judge(report).findings
        assert findings, row["avenant"]
        if key != "avenant":
            assert any(finding.about == row["avenant"] for finding in findings), row["avenant"]


def _without(key: str) -> Callable[[Report], object]:
    return lambda report: report.pop(key)


def _row(place: int, **fields: object) -> Callable[[Report], object]:
    return lambda report: report["avenants"][place].update(fields)


def _act(place: int, **fields: object) -> Callable[[Report], object]:
    return lambda report: report["scenario"][place].update(fields)


def _also(act: dict[str, object]) -> Callable[[Report], object]:
    return lambda report: report["scenario"].append(act)


def _unsaid(place: int) -> Callable[[Report], object]:
    # Replaced, not removed: retractions point at places.
    def spoil(report: Report) -> None:
        report["scenario"][place] = done("wrong_copy", "03-01", UNSIGNED)

    return spoil


SPOILS: dict[str, tuple[Callable[[Report], object], str]] = {
    "no avenants": (_without("avenants"), "report: avenants"),
    "no scenario": (_without("scenario"), "report: scenario"),
    "no last day": (_without("until"), "report: until"),
    "too short for the graces": (
        lambda r: r.update(until="2026-04-10"),
        "until: expected 'after every window and grace'",
    ),
    "too short for the termination": (
        lambda r: r.update(until="2026-05-31"),
        "until: expected 'after every termination'",
    ),
    "an avenant left out": (lambda r: r["avenants"].pop(2), "'a listed avenant'"),
    "a network left out": (lambda r: r["avenants"].pop(1), "'a listed network'"),
    "an avenant twice": (lambda r: r["avenants"].append(r["avenants"][2]), "'2 times'"),
    "a key too few": (lambda r: r["avenants"][7].pop("channel"), "keys"),
    "a key too many": (_row(2, note=None), "keys"),
    "a date with a time": (_row(2, sent_on="2026-03-03T00:00"), "'an ISO date or null'"),
    "an unknown act": (_act(14, act="shouted"), "unknown act 'shouted'"),
    "an act with a key too many": (_act(14, on="2026-03-12"), "a key 'on' too many"),
    "an act with a key too few": (lambda r: r["scenario"][6].pop("channel"), "lacks 'channel'"),
    "an act on no day": (_act(14, received_on="2026-02-30"), "'received_on' cannot be"),
    "an act of nobody listed": (_also(sent(avenant="2026-001.K77777")), "'a listed avenant'"),
    "a provider's act of a network": (
        _also(accepted("03-03", avenant=NETWORK)),
        "'an act of a network avenant'",
    ),
    "a network's act of a provider": (
        _also(done("signed", "03-03")),
        "'an act of a provider avenant'",
    ),
    "a refusal one day later": (
        _act(17, received_on="2026-04-04", dispatched_on="2026-04-04"),
        "expected 'accepted_tacitly', found 'terminated'",
    ),
    "a refusal left out": (_unsaid(17), "expected 'accepted_tacitly', found 'terminated'"),
    "a retraction left out": (_unsaid(16), "expected 'terminated', found 'accepted_tacitly'"),
    "a retraction of what comes later": (_act(16, what=17), "names no earlier act"),
    "a retraction for another avenant": (_act(16, what=14), "names no earlier act"),
    "retracted twice": (_also(retracted("03-20", 15, SILENT)), "was retracted already"),
    "a decision the other way": (
        _act(20, outcome="acceptance"),
        "expected 'accepted_tacitly', found 'terminated'",
    ),
    "a decision about nothing": (
        _also(decided("04-20", "refusal", SILENT)),
        "nothing was contested",
    ),
    "a bounce of what was never sent": (
        _also(bounced("03-20", 2, SILENT)),
        "only 1 communications were sent",
    ),
    "sent twice for the first time": (_also(sent("03-20", avenant=SILENT)), "was sent before"),
    "sent again for the first time": (_act(6, act="sent_again"), "was never sent"),
    "sent before the release": (_act(5, on="2026-03-04"), "had not released the sending"),
    "sent without a release": (_unsaid(5), "had not released the sending"),
    "released without a conclusion": (_unsaid(4), "the network avenant is not concluded"),
    "sent without a conclusion": (_unsaid(4), "the network avenant was not concluded"),
    "countersigned without a signature": (_unsaid(3), "signature does not stand"),
    "received before it was dispatched": (
        _act(18, dispatched_on="2026-04-08"),
        "dispatched after it was received",
    ),
    "registered before it was received": (
        _act(18, registered_on="2026-04-06"),
        "registered before it was received",
    ),
    "an extension to the termination": (
        _also(done("extended", "03-20", WAITING) | {"until": "2026-06-01"}),
        "reaches the termination day 2026-06-01",
    ),
    "an extension of nothing": (
        _also(done("extended", "03-20", UNSENT) | {"until": "2026-05-01"}),
        "no window stands",
    ),
    "never sent though released": (
        lambda r: r["avenants"].append(row("2026-001.K00010", "namur", "prepared")),
        "'never sent'",
    ),
}


@pytest.mark.parametrize(("spoil", "said"), SPOILS.values(), ids=SPOILS)
def test_a_spoilt_report_is_noticed_for_what_is_wrong_with_it(
    spoil: Callable[[Report], object], said: str
) -> None:
    report = good()
    spoil(report)
    assert any(said in str(finding) for finding in judge(report).findings)


@pytest.mark.parametrize("report", [None, [], "x", {"avenants": [1], "scenario": [], "until": "x"}])
def test_what_is_no_report_is_never_agreed_with(report: object) -> None:
    assert not judge(report).agrees


@pytest.mark.parametrize("run", [["-m", "tests.judge"], ["tests/judge"]])
def test_the_program_answers_by_its_exit_code_and_says_what_differs(
    tmp_path: Path, run: list[str]
) -> None:
    def exit_and_output(report: Report) -> tuple[int, str]:
        file = tmp_path / "report.json"
        file.write_text(json.dumps(report), encoding="utf-8")
        command = [sys.executable, *run, str(file)]
        ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        return ended.returncode, ended.stdout

    assert exit_and_output(good()) == (
        0,
        (
            "9 avenants (1 accepted, 2 accepted_tacitly, 1 concluded, 1 contested, 1 prepared, "
            "1 sent, 2 terminated): 0 disagreements\n"
        ),
    )
    spoilt = good()
    spoilt["avenants"][3]["state"] = "refused"
    code, output = exit_and_output(spoilt)
    assert code == 1
    assert f"{REFUSED}: state: expected 'terminated', found 'refused'" in output
    assert '[17] {"avenant": "2026-001.K00002", "act": "refused"' in output


def test_the_program_refuses_what_it_cannot_read(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.judge", str(tmp_path / "missing.json")]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert "cannot be read" in ended.stderr
