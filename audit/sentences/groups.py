"""Facts in the three groups in which they are told."""

from domain import circular_facts as c
from domain import facts as f
from domain import intake as i
from domain import mailbox as m
from domain.access import AccessFact
from domain.archiving import ArchiveFact
from domain.budget_facts import BudgetFact
from domain.model_facts import ModelFact

PostFact = (
    f.AvenantPrepared
    | f.SendingReleased
    | f.ProvidersAddressed
    | f.ResendRequested
    | f.SendingStarted
    | f.SendingDoubtful
    | f.SendingAbandoned
    | f.SendingStopped
    | f.RetryRequested
    | f.Sent
    | f.BounceRegistered
    | f.AvenantUndeliverable
    | f.NoticeStarted
    | f.NoticeSent
    | f.NoticePosted
    | f.NoticeFailed
    | f.NoticeAbandoned
    | f.NoticeSettled
    | f.SignedCopyExamined
    | f.SignatureRegistered
    | f.WrongCopyRegistered
    | f.AvenantSigned
    | f.AvenantConcluded
    | f.EvidenceRenewed
    | f.AvenantDeclined
    | f.UnsignedEscalated
)
"""What was sent, and what networks did with it."""

OutcomeFact = (
    f.AvenantRestored
    | f.AvenantRefused
    | f.AvenantContested
    | f.AvenantAccepted
    | f.SilenceConcluded
    | f.TacitAcceptanceRescinded
    | f.AvenantTerminated
    | f.TerminationRescinded
    | f.AvenantLapsed
    | f.ClosingRegistered
    | f.AvenantWithdrawn
    | f.AvenantSuperseded
)
"""What followed for a provider avenant."""

AnswerFact = (
    f.PossibleRefusalReceived
    | f.PossibleRefusalSettled
    | f.RefusalRegistered
    | f.AcceptanceRegistered
    | f.RefusalWithdrawalRegistered
    | f.ContestedRefusalDecided
    | f.WindowExtended
    | OutcomeFact
)
"""What providers answered, what people decided about it, and what followed."""

OfficeFact = (
    f.ConventionRegistered
    | f.ConventionUpdated
    | f.ConventionEnded
    | f.RetractionRequested
    | f.RegistrationRetracted
    | f.TaskSettled
    | c.CircularLaunched
    | c.CircularWithdrawn
    | c.CircularCorrected
    | c.AvenantsPrepared
    | c.AvenantsClosed
    | c.InformationStarted
    | c.InformationSent
    | c.InformationFailed
    | c.InformationSettled
    | c.PassedOn
    | i.MailboxRead
    | i.PostRegistered
    | m.MessageKept
    | m.MessageAssigned
)
"""What the office did: conventions, tasks, circulars, the reading of the post."""

LawFact = ModelFact | BudgetFact
"""What was laid down about texts of models, and about the budgets of networks."""

AnyFact = (
    f.ConventionFact
    | c.CircularFact
    | i.IntakeFact
    | m.MailboxFact
    | LawFact
    | ArchiveFact
    | AccessFact
)
"""Every fact of the journal."""
