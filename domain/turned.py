"""What the domain answers when a command makes no sense: why, and what would be possible."""

from enum import StrEnum

from pydantic import Field

from domain.values import Value


class Why(StrEnum):
    """The reasons, each with its sentence in every language (`interfaces/cli/wording`)."""

    UNKNOWN_CONVENTION = "unknown_convention"
    UNKNOWN_AVENANT = "unknown_avenant"
    UNKNOWN_REGISTRATION = "unknown_registration"
    ALREADY_PREPARED = "already_prepared"
    CONVENTION_ENDED = "convention_ended"
    BEGUN_LATER = "begun_later"
    ENDED_EARLIER = "ended_earlier"
    ENDS_BY_REFUSAL = "ends_by_refusal"
    WRONG_KIND = "wrong_kind"
    NOT_ALLOWED = "not_allowed"
    NOT_YOUR_NETWORK = "not_your_network"
    SAME_PERSON = "same_person"
    ALREADY_RETRACTED = "already_retracted"
    IN_THE_FUTURE = "in_the_future"
    BEFORE_SENDING = "before_sending"
    DISPATCHED_AFTER_RECEIVED = "dispatched_after_received"
    EVIDENCE_KNOWN = "evidence_known"
    NOT_SENDING_YET = "not_sending_yet"
    CLOSED = "closed"
    NOTHING_TO_SEND = "nothing_to_send"
    OUT_OF_TURN = "out_of_turn"
    HAS_LEFT = "has_left"
    NOT_POSTED_YET = "not_posted_yet"
    NO_SUCH_COMMUNICATION = "no_such_communication"
    ALREADY_BOUNCED = "already_bounced"
    BEFORE_DOCUMENT = "before_document"
    NOTHING_REFUSED = "nothing_refused"
    NOTHING_CONTESTED = "nothing_contested"
    MORE_CAME_IN = "more_came_in"
    NO_WINDOW = "no_window"
    ALREADY_CONCLUDED = "already_concluded"
    NOT_AN_EXTENSION = "not_an_extension"
    PAST_TERMINATION = "past_termination"
    WINDOW_OPEN = "window_open"
    INTAKE_INCOMPLETE = "intake_incomplete"
    NOT_REFUSED = "not_refused"
    TERMINATION_AHEAD = "termination_ahead"
    NOT_SIGNED = "not_signed"
    NOT_CONCLUDED = "not_concluded"
    SENT_ALREADY = "sent_already"
    NO_SUCH_MESSAGE = "no_such_message"
    MESSAGE_READ = "message_read"
    MESSAGE_HELD = "message_held"
    NOT_DOUBTFUL = "not_doubtful"
    NOT_STOPPED = "not_stopped"
    NO_NOTICE_FAILED = "no_notice_failed"
    NOT_THE_SIGNED_COPY = "not_the_signed_copy"
    NO_SUCH_TASK = "no_such_task"
    REASON_MISSING = "reason_missing"
    SOURCE_MISSING = "source_missing"
    NO_BUDGET = "no_budget"
    WRONG_YEAR = "wrong_year"
    SAME_LINE = "same_line"
    LINE_TOO_SMALL = "line_too_small"
    LATER_ENTRY = "later_entry"
    LINE_THERE = "line_there"
    LINE_OF_EVERYBODY = "line_of_everybody"
    NO_SUCH_LINE = "no_such_line"
    NOT_FOR_THAT_NETWORK = "not_for_that_network"
    FILE_OPEN = "file_open"
    FILE_DESTROYED = "file_destroyed"
    NOT_ARCHIVED = "not_archived"
    NOT_AUTHORISED = "not_authorised"
    KEPT_UNTIL = "kept_until"


class NotPossible(Value):
    """A command turned down; nothing was recorded.

    `details` fill the sentence that `why` has in each language: days in ISO form, ids, statuses.
    """

    why: Why
    details: dict[str, str] = Field(default_factory=dict)


class Turned(Exception):
    """Carries a `NotPossible` from a rule to `decide`, and never further."""

    def __init__(self, why: Why, **details: object) -> None:
        self.answer = NotPossible(why=why, details={k: str(v) for k, v in details.items()})
        super().__init__(f"{why}: {self.answer.details}")
