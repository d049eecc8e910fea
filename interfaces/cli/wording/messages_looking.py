"""What a person has to look at, and the marks that every screen bears."""

from collections.abc import Mapping

from interfaces.cli.wording.say import Say
from interfaces.cli.wording.words import Words

LOOKING: Mapping[Say, Words] = {
    Say.REHEARSAL: Words(
        "RÉPÉTITION : rien de ceci n'est réel ; l'horloge est au {today}.",
        "REPETITIE: niets hiervan is echt; de klok staat op {today}.",
        "PROBELAUF: Nichts hiervon ist wirklich; die Uhr steht auf dem {today}.",
        "REHEARSAL: nothing of this is real; its clock stands at {today}.",
    ),
    Say.REHEARSAL_MARK: Words("RÉPÉTITION", "REPETITIE", "PROBELAUF", "REHEARSAL"),
    Say.RECORDED_BY: Words(
        "{actor}, par {channel}, enregistré le {at}, n° {number}",
        "{actor}, via {channel}, geregistreerd op {at}, nr. {number}",
        "{actor}, über {channel}, eingetragen am {at}, Nr. {number}",
        "{actor}, by {channel}, recorded at {at}, no. {number}",
    ),
    Say.NOTHING_THEN: Words(
        "Rien n'était enregistré, ou ne comptait, à ce moment.",
        "Er was op dat moment niets geregistreerd, of niets dat telde.",
        "Zu diesem Zeitpunkt war nichts eingetragen, oder nichts zählte.",
        "Nothing was recorded, or counted, at that time.",
    ),
    Say.BOARD_OF_INFORMING: Words(
        "La circulaire {circular} ne fait qu'informer : elle n'a ni chiffres par jour, ni état à "
        "un instant donné ; `avenants trail {circular}` dit quand chacun a été informé.",
        "Omzendbrief {circular} informeert alleen: er zijn geen cijfers per dag en geen stand op "
        "een ogenblik; `avenants trail {circular}` zegt wanneer iedereen geïnformeerd werd.",
        "Das Rundschreiben {circular} informiert nur: Es hat weder Zahlen je Tag noch einen Stand "
        "zu einem Zeitpunkt; `avenants trail {circular}` sagt, wann jeder informiert wurde.",
        "Circular {circular} only informs: it has no figures by day and no board of an instant; "
        "`avenants trail {circular}` tells when each was informed.",
    ),
    Say.NO_SUCH_VIEW: Words(
        "Aucune vue ne s'appelle {name} ; il y a : {known}.",
        "Geen enkele weergave heet {name}; er zijn: {known}.",
        "Keine Ansicht heißt {name}; es gibt: {known}.",
        "No read model is called {name}; there are: {known}.",
    ),
    Say.VIEWS_READ: Words(
        "{read} faits lus sur {of} environ",
        "{read} feiten gelezen van ongeveer {of}",
        "{read} Tatsachen von etwa {of} gelesen",
        "{read} facts read of about {of}",
    ),
    Say.VIEWS_OVERTAKEN: Words(
        "Quelqu'un d'autre a commencé à refaire les mêmes vues : rien n'est perdu, les anciennes "
        "répondent toujours ; attendez que l'autre ait fini.",
        "Iemand anders is begonnen dezelfde weergaven opnieuw te maken: er is niets verloren, de "
        "oude antwoorden nog; wacht tot de andere klaar is.",
        "Jemand anderes hat begonnen, dieselben Ansichten neu zu erstellen: Nichts ist verloren, "
        "die alten antworten weiter; warten Sie, bis der andere fertig ist.",
        "Somebody else has begun to make the same read models anew: nothing is lost, and the old "
        "ones still answer; wait until the other has ended.",
    ),
    Say.OUT_OF_TIME: Words(
        "Ce refus est tardif (le dernier jour était le {last_day}) : il est au dossier et ne "
        "change rien.",
        "Deze weigering is te laat (de laatste dag was {last_day}): ze is geregistreerd en "
        "verandert niets.",
        "Diese Ablehnung kommt zu spät (der letzte Tag war der {last_day}): Sie ist eingetragen "
        "und ändert nichts.",
        "This refusal came out of time (the last day was {last_day}): it is on file and changes "
        "nothing.",
    ),
    Say.SOMEBODY_DECIDES: Words(
        "Quelqu'un doit décider : `avenants decide {avenant} --outcome refusal|acceptance --reason "
        "… --by …`.",
        "Iemand moet beslissen: `avenants decide {avenant} --outcome refusal|acceptance --reason … "
        "--by …`.",
        "Jemand muss entscheiden: `avenants decide {avenant} --outcome refusal|acceptance --reason "
        "… --by …`.",
        "Somebody has to decide: `avenants decide {avenant} --outcome refusal|acceptance --reason "
        "… --by …`.",
    ),
    Say.REFUSAL_STANDS: Words(
        "Un refus reçu le {received_on} est au dossier et reste : l'acceptation n'y change rien, à "
        "moins que le prestataire le retire (`avenants withdraw-refusal`).",
        "Een weigering ontvangen op {received_on} is geregistreerd en blijft: de aanvaarding "
        "verandert daar niets aan, tenzij de zorgverlener ze intrekt (`avenants "
        "withdraw-refusal`).",
        "Eine Ablehnung vom {received_on} ist eingetragen und bleibt: Die Annahme ändert nichts "
        "daran, es sei denn, der Leistungserbringer nimmt sie zurück (`avenants "
        "withdraw-refusal`).",
        "A refusal received on {received_on} is on file and stands: the acceptance changes nothing "
        "about it, unless the provider takes it back (`avenants withdraw-refusal`).",
    ),
    Say.WITHDRAWAL_WITHOUT_EFFECT: Words(
        "Ce retrait est au dossier mais le refus de {avenant} n'en est pas effacé : il n'est pas "
        "arrivé avant lui, ou le réseau n'est pas d'accord.",
        "Deze intrekking is geregistreerd maar de weigering van {avenant} blijft: ze kwam niet "
        "eerder aan, of het netwerk is niet akkoord.",
        "Diese Rücknahme ist eingetragen, aber die Ablehnung von {avenant} bleibt: Sie kam nicht "
        "früher an, oder das Netzwerk ist nicht einverstanden.",
        "This withdrawal is on file but the refusal of {avenant} remains: it did not arrive "
        "earlier, or the network does not agree.",
    ),
    Say.SILENCE_WAS_NONE: Words(
        "L'acceptation tacite du {concluded_on} tombe : prévenez qui s'y est fié.",
        "De stilzwijgende aanvaarding van {concluded_on} vervalt: verwittig wie erop vertrouwde.",
        "Die stillschweigende Annahme vom {concluded_on} entfällt: Verständigen Sie, wer darauf "
        "vertraut hat.",
        "The tacit acceptance of {concluded_on} falls away: tell whoever relied on it.",
    ),
    Say.SESSIONS_BILLED: Words(
        "Le jour de la résiliation, le {day}, est passé : réglez les séances déjà facturées "
        "(`avenants settle {avenant} --task billed_sessions --note … --by …`).",
        "De dag van de beëindiging, {day}, is voorbij: regel de reeds gefactureerde zittingen "
        "(`avenants settle {avenant} --task billed_sessions --note … --by …`).",
        "Der Tag der Beendigung, der {day}, ist vorbei: Regeln Sie die bereits berechneten "
        "Sitzungen (`avenants settle {avenant} --task billed_sessions --note … --by …`).",
        "The day of the termination, {day}, is past: settle the sessions already billed (`avenants "
        "settle {avenant} --task billed_sessions --note … --by …`).",
    ),
    Say.MONTH_CROSSED: Words(
        "L'attente a passé une fin de mois : libérée le {since}, une convention refusée finissait "
        "le {earlier}, à présent le {now}.",
        "Het wachten ging over een maandeinde: vrijgegeven op {since} eindigde een geweigerde "
        "overeenkomst op {earlier}, nu op {now}.",
        "Das Warten ging über ein Monatsende: Am {since} freigegeben endete eine abgelehnte "
        "Vereinbarung am {earlier}, jetzt am {now}.",
        "Waiting crossed the end of a month: released on {since}, a refused convention ended on "
        "{earlier}, now on {now}.",
    ),
    Say.MONTH_ENDS: Words(
        "Le mois finit : ce qui part aujourd'hui met fin à une convention refusée le {now}, ce qui "
        "part le {next_day} seulement le {later}. Postez les lettres aujourd'hui.",
        "De maand eindigt: wat vandaag vertrekt beëindigt een geweigerde overeenkomst op {now}, "
        "wat op {next_day} vertrekt pas op {later}. Post de brieven vandaag.",
        "Der Monat endet: Was heute abgeht, beendet eine abgelehnte Vereinbarung am {now}, was am "
        "{next_day} abgeht, erst am {later}. Geben Sie die Briefe heute auf.",
        "The month ends: what leaves today ends a refused convention on {now}, what leaves on "
        "{next_day} only on {later}. Post the letters today.",
    ),
    Say.NOT_IN_THE_JOURNAL: Words(
        "Ligne {row} : le début ou la sorte de {key} a changé dans le registre ; ses avenants déjà "
        "préparés gardent ce qu'ils avaient.",
        "Rij {row}: het begin of de soort van {key} is in het register gewijzigd; reeds "
        "voorbereide wijzigingsclausules houden wat ze hadden.",
        "Zeile {row}: Beginn oder Art von {key} hat sich im Register geändert; schon vorbereitete "
        "Nachträge behalten, was sie hatten.",
        "Row {row}: the beginning or the kind of {key} changed in the register; avenants prepared "
        "before keep what they had.",
    ),
}
