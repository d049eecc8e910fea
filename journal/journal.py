"""The journal: facts appended to streams, read back by stream or all in the order they came."""

from collections.abc import Collection, Sequence
from itertools import groupby
from operator import itemgetter
from uuid import UUID

from eventsourcing.persistence import IntegrityError, Tracking

from domain.fact import Fact
from journal.clock import Clock
from journal.envelope import Append, Context, Recorded
from journal.errors import Conflict
from journal.faults import faults
from journal.mapper import FactMapper, Written
from journal.named_evidence import named_in
from journal.recorder import Command, Only, Recorder


class Journal:
    """What happened, for ever. Safe to share between threads; every call is one or two trips."""

    def __init__(
        self,
        recorder: Recorder,
        mapper: FactMapper,
        clock: Clock,
        found: Collection[str] = (),
    ) -> None:
        """`found` are the addresses of evidence that was there already when it was to be kept.

        A fact that names one of them is recorded only while that is not taken away.
        """
        self._recorder = recorder
        self._found = found
        self._mapper = mapper
        self._clock = clock

    def read(self, stream: str) -> tuple[Recorded, ...]:
        """All facts of a stream, the first one first; empty if there is no such stream."""
        with faults():
            rows = self._recorder.select_rows(stream)
        recorded = self._mapper.recorded
        return tuple(
            [
                recorded(stream, version, position, topic, state)
                for position, version, topic, state in rows
            ]
        )

    def read_together(self, streams: Sequence[str]) -> dict[str, tuple[Recorded, ...]]:
        """All facts of a few streams as they stood at one moment; without those that are empty."""
        if not streams:
            return {}
        with faults():
            rows = self._recorder.select_rows_of(streams)
        recorded = self._mapper.recorded
        return {
            stream: tuple([recorded(*row) for row in own])
            for stream, own in groupby(rows, key=itemgetter(0))
        }

    def append(
        self, stream: str, facts: Sequence[Fact], *, expected_version: int, context: Context
    ) -> tuple[Recorded, ...]:
        """Record facts after the version up to which the stream was read (0: a new stream).

        Gives the facts as recorded. If the stream holds this command id already, gives what was
        recorded then and appends nothing. Raises Conflict if somebody else appended first.
        """
        return self.append_many([Append(stream, facts, expected_version, context)])

    def append_many(
        self, appends: Sequence[Append], only: Only | None = None
    ) -> tuple[Recorded, ...]:
        """As `append`, for several streams at once: all are recorded, or none.

        Commands that were recorded before count as done; the others are appended together. With
        `only` nothing is recorded unless that holds: else it raises Overtaken, which is a Conflict,
        or EvidenceErased.
        """
        appends = [append for append in appends if append.facts]
        if not appends:
            return ()
        now = self._clock.now()
        written = [
            self._mapper.write(append, now, rehearsal=self._clock.rehearsal) for append in appends
        ]
        try:
            return self._insert(written, self._held(appends, only))
        except IntegrityError as error:
            # Or it was our own: when the reply to COMMIT is lost, the recorder's second try
            # collides with the facts that its first one stored.
            return self._after_refusal(appends, error)

    def find_command(self, stream: str, command_id: UUID) -> tuple[Recorded, ...]:
        """The facts that a command left in a stream; empty if it left none."""
        with faults():
            versions = self._recorder.select_command(stream, command_id)
            if versions is None:
                return ()
            first, last = versions
            events = self._recorder.select_stream(stream, first=first, last=last)
        return tuple(map(self._mapper.read, events))

    def feed(self, after: int, limit: int) -> tuple[Recorded, ...]:
        """At most `limit` facts of all streams beyond a position, in the order of their commits.

        No fact ever appears later below a position that was given out; positions have gaps.
        """
        with faults():
            events = self._recorder.select_notifications(after, limit, inclusive_of_start=False)
        return tuple(map(self._mapper.read, events))

    def head(self) -> int:
        """The position of the last fact, 0 while there is none."""
        with faults():
            return self._recorder.max_notification_id() or 0

    def position(self, follower: str) -> int:
        """How far a follower of the feed has come, 0 before it began."""
        with faults():
            return self._recorder.max_tracking_id(follower) or 0

    def follow(self, follower: str, position: int) -> None:
        """Remember that a follower has come this far; it never goes back."""
        try:
            with faults():
                self._recorder.insert_tracking(Tracking(follower, position))
        except IntegrityError:
            # It stands there or further: our own repeated try, or the same follower elsewhere.
            return

    def close(self) -> None:
        """Let go of the database."""
        self._recorder.close()

    def _held(self, appends: Sequence[Append], only: Only | None) -> Only | None:
        """What has to hold: evidence that was found and not made is not taken away by then."""
        if not self._found:
            return only
        named = {name for append in appends for fact in append.facts for name in named_in(fact)}
        there = tuple(sorted(named.intersection(self._found)))
        return (only or Only())._replace(there=there) if there else only

    def _insert(self, written: Sequence[Written], only: Only | None) -> tuple[Recorded, ...]:
        events = [event for one in written for event in one.events]
        commands = [_command(one.append) for one in written]
        with faults():
            positions = self._recorder.insert_events(events, commands=commands, only=only) or ()
        recorded: list[Recorded] = []
        for one in written:
            recorded += one.at(positions[len(recorded) : len(recorded) + len(one.events)])
        return tuple(recorded)

    def _after_refusal(
        self, appends: Sequence[Append], error: IntegrityError
    ) -> tuple[Recorded, ...]:
        done = [self.find_command(append.stream, append.context.command_id) for append in appends]
        missing = [append for append, facts in zip(appends, done, strict=True) if not facts]
        if len(missing) == len(appends):
            raise self._conflict(missing, error)
        self.append_many(missing)
        return tuple(
            recorded
            for append in appends
            for recorded in self.find_command(append.stream, append.context.command_id)
        )

    def _conflict(self, appends: Sequence[Append], error: IntegrityError) -> Exception:
        for append in appends:
            actual = self._version(append.stream)
            if actual != append.expected_version:
                conflict = Conflict(append.stream, append.expected_version, actual)
                conflict.__cause__ = error
                return conflict
        return error

    def _version(self, stream: str) -> int:
        with faults():
            last = self._recorder.select_events(stream, desc=True, limit=1)
        return last[0].originator_version if last else 0


def _command(append: Append) -> Command:
    return Command(
        append.stream,
        append.context.command_id,
        append.expected_version + 1,
        append.expected_version + len(append.facts),
    )
