"""What may happen to an avenant in a rehearsal: the cases an office meets, by name."""

from enum import StrEnum


class ProviderCase(StrEnum):
    """What a provider does, and what the office makes of it."""

    SILENT = "says nothing"
    ACCEPTS = "accepts expressly"
    REFUSES = "refuses"
    LAST_DAY = "refuses on the announced last day"
    BAND_UPHELD = "refuses between the readings of a month; decided: a refusal"
    BAND_DISMISSED = "refuses between the readings of a month; decided: an acceptance"
    TOO_LATE = "refuses one day too late"
    HELD_UP_UPHELD = "posted in time, received late; decided: a refusal"
    HELD_UP_DISMISSED = "posted in time, received late; decided: an acceptance"
    STRANGER_UPHELD = "somebody else refuses; decided: a refusal"
    STRANGER_DISMISSED = "somebody else refuses; decided: an acceptance"
    REGISTERED_LATE = "refusal received in time, registered after the conclusion"
    REGISTERED_VERY_LATE = "refusal received in time, registered after its termination day"
    TAKEN_BACK = "takes the refusal back, the network agrees"
    OVERTAKEN = "the withdrawal overtakes the refusal"
    NOT_TAKEN_BACK = "takes the refusal back, the network does not agree"
    BOUNCES = "the e-mail bounces, a letter follows"
    BOUNCES_REFUSES = "the e-mail bounces, a letter follows and is refused"
    BOUNCES_LATE = "the bounce comes after the silence was concluded"
    COPY = "gets an identical copy, which restarts nothing"
    EXTENDED = "the window is extended, silence follows"
    EXTENDED_REFUSES = "refuses within the extension"
    MISTAKE = "a refusal registered by mistake is retracted"
    TWO_REFUSALS = "refuses twice, the earlier letter is registered later"
    CHANGES_MIND_UPHELD = "accepts, then refuses; decided: a refusal"
    CHANGES_MIND_DISMISSED = "accepts, then refuses; decided: an acceptance"
    REFUSES_THEN_ACCEPTS = "refuses, then accepts: the refusal stands"
    DIES = "dies while the window runs"


NEEDS_EMAIL = frozenset(
    {
        ProviderCase.BOUNCES,
        ProviderCase.BOUNCES_REFUSES,
        ProviderCase.BOUNCES_LATE,
        ProviderCase.COPY,
    }
)
"""Cases of which only e-mail knows."""

USUAL = {
    ProviderCase.SILENT: 64,
    ProviderCase.ACCEPTS: 16,
    ProviderCase.REFUSES: 10,
    ProviderCase.BOUNCES: 3,
    ProviderCase.REGISTERED_LATE: 2,
    ProviderCase.BAND_UPHELD: 2,
    ProviderCase.HELD_UP_DISMISSED: 1,
    ProviderCase.TOO_LATE: 1,
    ProviderCase.TAKEN_BACK: 1,
}
"""How often each case comes once every case has come, as weights."""


class NetworkCase(StrEnum):
    """What a network does with its avenant."""

    SIGNS = "signs"
    SIGNS_LATE = "signs after reminders and escalation"
    WRONG_COPY = "returns a wrong copy first"
    BOUNCES = "the e-mail bounces and is sent again"
    NEVER_SIGNS = "never signs: its providers get nothing"
