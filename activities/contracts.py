"""What workflows ask of the world: the names, inputs and answers of the activities.

Signatures only. Workflows import this page and nothing else of the room, so that no database and
no mail comes near them.
"""

from datetime import date, datetime, timedelta

from temporalio import activity
from temporalio.common import SearchAttributeKey

from domain.procedure import Step, Waiting
from domain.values import Value

TASK_QUEUE = "avenants"

CIRCULAR_REF = SearchAttributeKey.for_keyword("CircularRef")
NETWORK = SearchAttributeKey.for_keyword("Network")
AVENANT_KIND = SearchAttributeKey.for_keyword("AvenantKind")
AVENANT_STATE = SearchAttributeKey.for_keyword("AvenantState")
WINDOW_ENDS = SearchAttributeKey.for_datetime("WindowEnds")
TERMINATES_ON = SearchAttributeKey.for_datetime("TerminatesOn")
NEEDS_PERSON = SearchAttributeKey.for_bool("NeedsPerson")

SEARCH_ATTRIBUTES = (
    CIRCULAR_REF,
    NETWORK,
    AVENANT_KIND,
    AVENANT_STATE,
    WINDOW_ENDS,
    TERMINATES_ON,
    NEEDS_PERSON,
)
"""Everything by which a person filters workflows; names that are never changed."""


class AvenantRef(Value):
    """Which avenant; all else is in the journal."""

    avenant: str


class CircularRef(Value):
    """Which circular; all else is in the journal."""

    circular: str


class SignatureOnly(RuntimeError):
    """A signature was called; the worker registers the activity of that name instead."""

    def __init__(self, ref: AvenantRef | CircularRef) -> None:
        super().__init__(f"no activity is registered for {ref}: start the worker of this project")


class Progress(Value):
    """Where an avenant stands after a step, and what comes next.

    `wait` is how long until the next step is worth trying: zero for at once, None when only a fact
    from outside can move the avenant. `waits_for` and `stands` are sentences for people.
    """

    status: str
    waiting_for: Waiting
    step: Step | None
    wait: timedelta | None
    until: date | None
    done: bool
    needs_person: bool
    window_ends: datetime | None
    terminates_on: datetime | None
    waits_for: str
    stands: str
    brief: bool = False
    """Whether the worker may take the next step on the spot; histories from before say no."""


class CircularProgress(Value):
    """How far a circular has been carried out."""

    informs: bool
    prepared: bool
    withdrawn: bool
    closed: bool
    networks: int
    providers: int
    stands: str


def avenant_workflow(avenant: str) -> str:
    """The workflow id of an avenant, whichever kind."""
    return f"avenant:{avenant}"


def circular_workflow(circular: str) -> str:
    """The workflow id of a circular."""
    return f"circular:{circular}"


@activity.defn
async def send_avenant(ref: AvenantRef) -> Progress:
    """Make and send the communication that is due, if one is; or finish one that was begun."""
    raise SignatureOnly(ref)


@activity.defn
async def conclude_avenant(ref: AvenantRef) -> Progress:
    """Look at what came in; conclude silence if nothing can still come; tell what is owed."""
    raise SignatureOnly(ref)


@activity.defn
async def terminate_convention(ref: AvenantRef) -> Progress:
    """End the convention if its day has come and the refusal still stands."""
    raise SignatureOnly(ref)


@activity.defn
async def remind_network(ref: AvenantRef) -> Progress:
    """Remind a network that has not signed; then bring it to INAMI's attention."""
    raise SignatureOnly(ref)


@activity.defn
async def address_providers(ref: AvenantRef) -> Progress:
    """Start the workflow of each of the network's providers, page by page."""
    raise SignatureOnly(ref)


@activity.defn
async def look_at_circular(ref: CircularRef) -> CircularProgress:
    """How far the circular has been carried out."""
    raise SignatureOnly(ref)


@activity.defn
async def prepare_avenants(ref: CircularRef) -> CircularProgress:
    """Give every convention that the circular amends its avenant, page by page."""
    raise SignatureOnly(ref)


@activity.defn
async def start_networks(ref: CircularRef) -> CircularProgress:
    """Start the workflow of each network's avenant."""
    raise SignatureOnly(ref)


@activity.defn
async def inform_networks(ref: CircularRef) -> CircularProgress:
    """Send a circular that only informs to each network."""
    raise SignatureOnly(ref)


@activity.defn
async def close_avenants(ref: CircularRef) -> CircularProgress:
    """After a withdrawal or a correction, close what is open, page by page."""
    raise SignatureOnly(ref)
