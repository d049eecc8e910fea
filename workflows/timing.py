"""How long a step may take, and what is tried again: the only place where that is said."""

from datetime import timedelta

from temporalio.common import RetryPolicy

STEP = timedelta(seconds=30)
"""One step of one avenant: a few reads, a document, a mail, a fact; tens of milliseconds.

The step of a killed worker is taken again after that. One that is only slow may be taken twice at
once: both record the same facts and send the same bytes.
"""

BRIEF = timedelta(seconds=5)
"""The same where it is tried within the worker: below the ten seconds of a workflow task.

When the worker is killed meanwhile, the server gives the task to another one after those.
"""

PAGES = timedelta(hours=12)
"""A step that goes through thousands of avenants."""

PAGE = timedelta(seconds=30)
"""Between two heartbeats of such a step; a killed worker is noticed after that."""

AGAIN_LATER = timedelta(minutes=10)
"""Before a step is taken once more that was just taken and changed nothing."""

AGAIN_MENDED = timedelta(hours=6)
"""Before a step is tried again that failed and that only a person can mend."""

USELESS_TO_REPEAT = (
    "NotInTheJournal",
    "DifferentBytes",
    "PostRefused",
    "PostDoubtful",
    "FieldMissing",
    "TextFault",
    "NoSuchText",
    "NoUsableAddress",
    "NotMade",
    "NoBudget",
    "NotKnown",
    "NoSuchDocument",
    "NotFrozen",
    "EvidenceErased",
    "EvidenceDamaged",
    "EvidenceUnknown",
    "AmendsNothing",
    "MapperDeserialisationError",
    "ValidationError",
)
"""Errors that the same step will meet again until a person has mended the cause."""

PATIENT = RetryPolicy(
    initial_interval=timedelta(seconds=1),
    backoff_coefficient=2.0,
    maximum_interval=timedelta(minutes=5),
    non_retryable_error_types=USELESS_TO_REPEAT,
)
"""For everything that comes back by itself: a database, a disk, a mail server."""

ONCE = RetryPolicy(maximum_attempts=1)
"""For what is taken in another way if it does not succeed at once."""
