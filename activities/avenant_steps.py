"""The steps of an avenant's procedure. Each loads, decides, appends, and says what comes next."""

from dataclasses import dataclass

from temporalio import activity

from activities.closing import close_with_its_circular
from activities.contracts import AvenantRef, Progress
from activities.desk import Desk, View
from activities.led_to import led_to
from activities.notices import tell_what_is_owed
from activities.progress import next_of, progress_of
from activities.recording import record, step_command
from activities.sending import send
from activities.stepping import record_step
from activities.taking_the_place import take_the_place
from activities.turned_back import noting_what_stops_it
from domain.commands import ConcludeSilence, EscalateUnsigned, Terminate
from domain.notices import escalation_day
from domain.procedure import Step
from domain.state import NetworkAvenant, ProviderAvenant, Refused
from journal.streams import load_intake


@dataclass(frozen=True)
class AvenantSteps:
    """The activities of one avenant, at one desk."""

    desk: Desk

    @activity.defn(name="send_avenant")
    def send(self, ref: AvenantRef) -> Progress:
        """Make and send the communication that is due, if one is; or finish one that was begun."""
        with noting_what_stops_it(self.desk, ref.avenant):
            close_with_its_circular(self.desk, ref.avenant)
            return self._answer(take_the_place(self.desk, send(self.desk, ref.avenant)))

    @activity.defn(name="conclude_avenant")
    def conclude(self, ref: AvenantRef) -> Progress:
        """Look at what came in; conclude silence if nothing can still come; tell what is owed."""
        view = take_the_place(self.desk, self.desk.view(ref.avenant))
        avenant = view.avenant
        if isinstance(avenant, ProviderAvenant):
            view = self._conclude_silence(view, avenant)
        return self._tell(view)

    @activity.defn(name="terminate_convention")
    def terminate(self, ref: AvenantRef) -> Progress:
        """End the convention if its day has come and the refusal still stands.

        The stream is read again immediately before the fact, by `record`.
        """
        view = self.desk.view(ref.avenant)
        avenant = view.avenant
        if isinstance(avenant, ProviderAvenant) and isinstance(avenant.standing, Refused):
            command = Terminate(today=view.today, avenant=avenant.id)
            view = self._terminate(view, command, avenant.terminations)
        return self._tell(view)

    @activity.defn(name="remind_network")
    def remind(self, ref: AvenantRef) -> Progress:
        """Remind a network that has not signed; then bring it to INAMI's attention."""
        view = self.desk.view(ref.avenant)
        avenant = view.avenant
        if isinstance(avenant, NetworkAvenant):
            day = escalation_day(avenant, view.circular.reminders)
            if day is not None and day <= view.today and not avenant.escalated:
                command = EscalateUnsigned(today=view.today, avenant=avenant.id)
                view = record_step(self.desk, view, command, "escalate", day)
        return self._tell(view)

    def _conclude_silence(self, view: View, avenant: ProviderAvenant) -> View:
        coming = next_of(self.desk, view)
        if coming.step is not Step.CONCLUDE or coming.on is not None:
            return view
        intake = load_intake(self.desk.store.journal, view.convention.network)
        command = ConcludeSilence(today=view.today, avenant=avenant.id, intake=intake)
        return record_step(self.desk, view, command, "conclude", avenant.conclusions)

    def _terminate(self, view: View, command: Terminate, times: int) -> View:
        record(
            self.desk.store,
            view.convention.id,
            command,
            door="workflow",
            correlation=view.avenant.id,
            command_id=step_command(view.avenant.id, "terminate", times),
            causation=led_to(view.history, view.avenant.id, command),
        )
        return self.desk.view(view.avenant.id)

    def _tell(self, view: View) -> Progress:
        with noting_what_stops_it(self.desk, view.avenant.id):
            return self._answer(tell_what_is_owed(self.desk, view))

    def _answer(self, view: View) -> Progress:
        return progress_of(self.desk, view, next_of(self.desk, view))
