"""Reasons that concern sending, bouncing, signing and releasing."""

from collections.abc import Mapping

from domain.turned import Why
from interfaces.cli.wording.words import Words

SENDING: Mapping[Why, Words] = {
    Why.ALREADY_PREPARED: Words(
        "{avenant} existe déjà avec un autre texte : un texte corrigé passe par `avenants "
        "correct`.",
        "{avenant} bestaat al met een andere tekst: een verbeterde tekst gaat via `avenants "
        "correct`.",
        "{avenant} gibt es schon mit einem anderen Text: Ein berichtigter Text geht über "
        "`avenants correct`.",
        "{avenant} exists already with another text: a corrected text goes by `avenants correct`.",
    ),
    Why.NOT_SENDING_YET: Words(
        "{avenant} n'a encore été envoyé à personne : attendez l'envoi ; s'il est parti hors du "
        "système, enregistrez-le avec `avenants sent-outside`.",
        "{avenant} is nog aan niemand verzonden: wacht op de verzending; is ze buiten het systeem "
        "verstuurd, registreer dat dan met `avenants sent-outside`.",
        "{avenant} wurde noch niemandem gesandt: Warten Sie auf den Versand; ist er außerhalb des "
        "Systems abgegangen, tragen Sie das mit `avenants sent-outside` ein.",
        "{avenant} has been sent to nobody yet: wait for the sending; if it left outside the "
        "system, register that with `avenants sent-outside`.",
    ),
    Why.NOTHING_TO_SEND: Words(
        "Pour {avenant} ({status}), rien n'attend d'être envoyé : demandez d'abord une copie avec "
        "`avenants resend`.",
        "Voor {avenant} ({status}) is er niets te verzenden: vraag eerst een kopie met `avenants "
        "resend`.",
        "Für {avenant} ({status}) ist nichts zu versenden: Bitten Sie erst mit `avenants resend` "
        "um eine Abschrift.",
        "For {avenant} ({status}) nothing waits to be sent: ask for a copy with `avenants resend` "
        "first.",
    ),
    Why.OUT_OF_TURN: Words(
        "Pour {avenant}, ce n'est pas le moment de cela ({of}) : `avenants trail {avenant}` "
        "montre ce qui a eu lieu.",
        "Voor {avenant} is dit nu niet aan de orde ({of}): `avenants trail {avenant}` toont wat er "
        "gebeurd is.",
        "Für {avenant} ist das jetzt nicht an der Reihe ({of}): `avenants trail {avenant}` zeigt, "
        "was geschehen ist.",
        "For {avenant} this is out of turn ({of}): `avenants trail {avenant}` shows what happened.",
    ),
    Why.HAS_LEFT: Words(
        "L'envoi n° {of} de {avenant} est parti le {on}, c'est enregistré : s'il est revenu, "
        "`avenants bounce` ; si ce jour est faux, une deuxième personne le reprend avec `avenants "
        "retract`.",
        "Verzending nr. {of} van {avenant} vertrok op {on}, dat is geregistreerd: kwam ze terug, "
        "dan `avenants bounce`; is die dag fout, dan neemt een tweede persoon hem terug met "
        "`avenants retract`.",
        "Die Sendung Nr. {of} von {avenant} ging am {on} ab, das ist eingetragen: Kam sie zurück, "
        "`avenants bounce`; ist dieser Tag falsch, nimmt eine zweite Person ihn mit `avenants "
        "retract` zurück.",
        "Sending no. {of} of {avenant} left on {on}, which is registered: if it came back, "
        "`avenants bounce`; if that day is wrong, a second person takes it back with `avenants "
        "retract`.",
    ),
    Why.NOT_POSTED_YET: Words(
        "La lettre attend encore d'être postée : `avenants posted` enregistre le jour réel.",
        "De brief moet nog worden gepost: `avenants posted` registreert de echte dag.",
        "Der Brief ist noch aufzugeben: `avenants posted` trägt den wirklichen Tag ein.",
        "The letter has yet to be posted: `avenants posted` records the real day.",
    ),
    Why.NO_SUCH_COMMUNICATION: Words(
        "{avenant} n'a pas d'envoi n° {of} : `avenants trail {avenant}` montre les envois.",
        "{avenant} heeft geen verzending nr. {of}: `avenants trail {avenant}` toont de "
        "verzendingen.",
        "{avenant} hat keine Sendung Nr. {of}: `avenants trail {avenant}` zeigt die Sendungen.",
        "{avenant} has no communication {of}: `avenants trail {avenant}` shows them.",
    ),
    Why.ALREADY_BOUNCED: Words(
        "L'envoi n° {of} de {avenant} est revenu le {on}, c'est déjà enregistré : demandez un "
        "autre canal avec `avenants resend`.",
        "Verzending nr. {of} van {avenant} kwam terug op {on}, dat is al geregistreerd: vraag een "
        "ander kanaal met `avenants resend`.",
        "Die Sendung Nr. {of} von {avenant} kam am {on} zurück, das ist schon eingetragen: Wählen "
        "Sie mit `avenants resend` einen anderen Weg.",
        "Communication {of} of {avenant} bounced on {on}, which is registered already: ask for "
        "another channel with `avenants resend`.",
    ),
    Why.BEFORE_DOCUMENT: Words(
        "Le document est daté du {made_for}, il n'a pas pu partir le {day} : donnez le jour réel "
        "du dépôt à la poste.",
        "Het document is gedateerd op {made_for}, het kan niet op {day} vertrokken zijn: geef de "
        "echte dag van afgifte bij de post.",
        "Das Dokument trägt das Datum {made_for} und kann nicht am {day} abgegangen sein: Geben "
        "Sie den wirklichen Tag der Aufgabe an.",
        "The document is dated {made_for}, it cannot have left on {day}: give the real day of "
        "posting.",
    ),
    Why.BEFORE_SENDING: Words(
        "Le {day} précède l'envoi du {sent_on} : vérifiez le jour, ou l'avenant dont il s'agit.",
        "{day} ligt vóór de verzending op {sent_on}: kijk de dag na, of om welke "
        "wijzigingsclausule het gaat.",
        "Der {day} liegt vor dem Versand vom {sent_on}: Prüfen Sie den Tag, oder um welchen "
        "Nachtrag es geht.",
        "{day} is before the sending of {sent_on}: check the day, or which avenant it is about.",
    ),
    Why.SENT_ALREADY: Words(
        "{avenant} a déjà un envoi, du {on} : si ce jour est faux, une deuxième personne le "
        "reprend avec `avenants retract`.",
        "{avenant} heeft al een verzending, op {on}: is die dag fout, dan neemt een tweede "
        "persoon hem terug met `avenants retract`.",
        "{avenant} hat schon eine Sendung, vom {on}: Ist dieser Tag falsch, nimmt eine zweite "
        "Person ihn mit `avenants retract` zurück.",
        "{avenant} has a sending already, of {on}: if that day is wrong, a second person takes it "
        "back with `avenants retract`.",
    ),
    Why.NOT_SIGNED: Words(
        "{avenant} ({status}) n'est pas signé par les deux directions : enregistrez d'abord leurs "
        "signatures avec `avenants sign`.",
        "{avenant} ({status}) is niet door beide directies ondertekend: registreer eerst hun "
        "handtekeningen met `avenants sign`.",
        "{avenant} ({status}) ist nicht von beiden Direktionen unterzeichnet: Tragen Sie erst "
        "deren Unterschriften mit `avenants sign` ein.",
        "{avenant} ({status}) is not signed by both directors: register their signatures with "
        "`avenants sign` first.",
    ),
    Why.NOT_CONCLUDED: Words(
        "{avenant} ({status}) n'est pas conclu : l'envoi aux prestataires ne peut commencer "
        "qu'après la signature des trois (`avenants countersign`).",
        "{avenant} ({status}) is niet gesloten: de verzending aan de zorgverleners kan pas "
        "beginnen als alle drie ondertekend hebben (`avenants countersign`).",
        "{avenant} ({status}) ist nicht geschlossen: Der Versand an die Leistungserbringer kann "
        "erst beginnen, wenn alle drei unterzeichnet haben (`avenants countersign`).",
        "{avenant} ({status}) is not concluded: the sending to the providers can begin only when "
        "all three have signed (`avenants countersign`).",
    ),
}
