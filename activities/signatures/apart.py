"""The examination in a process of its own, so that a hostile file can only break that process."""

import subprocess
import sys
from datetime import datetime

from pydantic import AwareDatetime, ConfigDict, ValidationError

from activities.signatures.mandates import NetworkMandates
from activities.signatures.trust import Trust
from activities.signatures.verdicts import LARGEST_COPY, Verdict, verdict_of
from domain.facts import CopyFault
from domain.values import Value

MEMORY = 1536 * 1024 * 1024
"""Bytes of address space; examining a signed avenant takes a fifth of it."""
CPU_SECONDS = 40
"""Of work; examining a signed avenant takes two."""
WALL_SECONDS = 120
"""Until the process is ended, whatever it waits for."""
LARGEST_ANSWER = 16 * 1024 * 1024
"""Bytes of a verdict with its report."""


class Question(Value):
    """What the process is asked to examine."""

    model_config = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")

    sent: bytes
    copy_: bytes
    trust: Trust
    mandates: NetworkMandates
    instant: AwareDatetime


def examine_apart(
    sent: bytes, copy: bytes, trust: Trust, mandates: NetworkMandates, instant: datetime
) -> Verdict:
    """As `activities.signatures.examining.examine`, with limits on memory and time.

    It never raises for what is in the copy: a file over which the process broke is refused as
    unreadable. Raises OSError if no process can be started.
    """
    if len(copy) > LARGEST_COPY:
        return verdict_of({CopyFault.TOO_LARGE}, set())
    question = Question(sent=sent, copy_=copy, trust=trust, mandates=mandates, instant=instant)
    command = [sys.executable, "-m", "activities.signatures.examiner"]
    try:
        done = subprocess.run(
            command,
            input=question.model_dump_json().encode(),
            capture_output=True,
            timeout=WALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return unreadable(f"no verdict within {WALL_SECONDS} seconds")
    if done.returncode != 0 or len(done.stdout) > LARGEST_ANSWER:
        return unreadable(
            f"the examination ended with {done.returncode}: {last_words(done.stderr)}"
        )
    try:
        return Verdict.model_validate_json(done.stdout)
    except ValidationError:
        return unreadable("the examination said nothing that makes sense")


def unreadable(remark: str) -> Verdict:
    """The verdict on a file over which the examination broke."""
    return verdict_of({CopyFault.UNREADABLE}, set(), remark=remark)


def last_words(stderr: bytes) -> str:
    """The last line that the process wrote."""
    lines = stderr.decode("utf-8", "replace").strip().splitlines()
    return lines[-1][:300] if lines else "nothing was said"
