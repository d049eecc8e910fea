"""How a workflow pays attention: it waits until a day or a nudge, and shows where it stands."""

from datetime import datetime, timedelta
from typing import Any, TypeVar

from temporalio import workflow
from temporalio.common import SearchAttributeKey, SearchAttributeUpdate

with workflow.unsafe.imports_passed_through():
    from activities.contracts import (
        AVENANT_STATE,
        NEEDS_PERSON,
        TERMINATES_ON,
        WINDOW_ENDS,
        Progress,
    )
    from domain.procedure import Step, Waiting
    from workflows.timing import AGAIN_LATER, AGAIN_MENDED


T = TypeVar("T", str, bool, datetime)


class Attention:
    """Waiting and showing, the same for both kinds of avenant.

    A nudge carries no meaning: it only says that the journal holds something new.
    """

    def __init__(self) -> None:
        self._nudged = False
        self._at_once: Step | None = None
        """The step that was last taken without waiting."""
        self._shown: dict[str, object] = {}
        self._last: Progress | None = None

    def nudge(self) -> None:
        """Something new is in the journal."""
        self._nudged = True

    def look(self) -> None:
        """From here on, only what comes after this look counts as new."""
        self._nudged = False

    @property
    def nudged(self) -> bool:
        """Whether something new came since the last look."""
        return self._nudged

    async def wait(self, at: Progress) -> None:
        """Wait until the next step is worth trying, or until something new comes."""
        wait = at.wait
        if wait is not None and wait <= timedelta(0):
            if at.step is None or at.step != self._at_once:
                self._at_once = at.step
                return
            # Asked for again at once, so it could not be done: a person may have to mend something.
            wait = AGAIN_LATER
        self._at_once = None
        try:
            await workflow.wait_condition(
                lambda: self._nudged, timeout=wait, timeout_summary=at.waits_for
            )
        except TimeoutError:
            return

    def show(self, at: Progress) -> None:
        """Let a person at the Temporal UI see and filter where the avenant stands."""
        self._last = at
        workflow.set_current_details(f"**{at.stands}**")
        updates = [
            *self._update(AVENANT_STATE, at.status),
            *self._update(NEEDS_PERSON, at.needs_person),
            *self._update(WINDOW_ENDS, at.window_ends),
            *self._update(TERMINATES_ON, at.terminates_on),
        ]
        if updates:
            # The SDK leaves the type of an update's value open.
            workflow.upsert_search_attributes(updates)  # pyright: ignore[reportUnknownMemberType]

    def stopped(self, step: Step, cause: str) -> Progress:
        """Where an avenant stands whose step failed for a reason that a person must mend."""
        last = self._last
        waits_for = f"a person to mend what stops it ({cause})"
        return Progress(
            status=last.status if last else "prepared",
            waiting_for=Waiting.MENDING,
            step=step,
            wait=AGAIN_MENDED,
            until=None,
            done=False,
            needs_person=True,
            window_ends=last.window_ends if last else None,
            terminates_on=last.terminates_on if last else None,
            waits_for=waits_for,
            stands=f"stopped at {step.value}; waits for {waits_for}",
        )

    def _update(
        self, key: SearchAttributeKey[T], value: T | None
    ) -> list[SearchAttributeUpdate[Any]]:
        """The change to one attribute, none where it shows that already: each costs an event."""
        if self._shown.get(key.name) == value:
            return []
        self._shown[key.name] = value
        return [key.value_unset() if value is None else key.value_set(value)]
