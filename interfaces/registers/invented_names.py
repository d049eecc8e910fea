"""Names of people and places that do not exist, put together from parts in three languages."""

from typing import NamedTuple

from domain.values import Language


class Words(NamedTuple):
    """What invented names of one language are made of."""

    first_names: tuple[str, ...]
    surnames: tuple[tuple[str, ...], tuple[str, ...]]
    streets: tuple[str, ...]
    towns: tuple[str, ...]
    practices: tuple[str, ...]
    hospital: str


_FRENCH = Words(
    first_names=(
        *("Adèle", "Basile", "Céleste", "Damien", "Éloïse", "Fabrice", "Géraldine", "Hector"),
        *("Inès", "Joachim", "Léonie", "Marius", "Noémie", "Octave", "Pénélope", "Quentin"),
        *("Rosalie", "Séverin", "Thaïs", "Ulysse", "Victoire", "Xavier", "Yseult", "Zoé"),
    ),
    surnames=(
        ("Brume", "Clair", "Douce", "Fière", "Haute", "Lune", "Mousse", "Plume", "Roche", "Verte"),
        ("bois", "branche", "épine", "fontaine", "lande", "marche", "noisette", "pierre", "source"),
    ),
    streets=("rue des Nuages-Bas", "avenue du Hibou-Bleu", "place du Moulin-Rêvé", "rue du Songe"),
    towns=("Valbrume", "Clairlande-sur-Songe", "Mousseville", "Hautepluie"),
    practices=("Maison de l'Écoute", "Le Cercle des Saules", "Centre du Pas-à-Pas", "L'Éclaircie"),
    hospital="Hôpital imaginaire de {town}",
)

_DUTCH = Words(
    first_names=(
        *("Aagje", "Bavo", "Cato", "Dries", "Elke", "Floris", "Griet", "Hannes", "Ilse", "Joppe"),
        *("Kaat", "Lieven", "Merel", "Nand", "Oda", "Pepijn", "Reinout", "Sanne", "Tijl", "Warre"),
    ),
    surnames=(
        ("Ver", "Van der ", "De ", "Van den ", "Op de "),
        (
            *("Mistbeke", "Wolkenmolen", "Nevelaere", "Zilverwilg", "Droomhoeve", "Maneveld"),
            *("Sterrenbosch", "Windekouter", "Regenboom", "Uilenspiegel", "Kastanjewyck"),
        ),
    ),
    streets=("Wolkenstraat", "Nevelpad", "Blauwe-Uilenlaan", "Droommolenplein"),
    towns=("Nevelbeke", "Wolkegem", "Zilverwilgen", "Maneveld-aan-de-Droom"),
    practices=("Praktijk De Wilg", "Huis van het Gesprek", "De Kleine Stap", "Het Open Raam"),
    hospital="Verzonnen Ziekenhuis {town}",
)

_GERMAN = Words(
    first_names=(
        *("Anneliese", "Bruno", "Dorothea", "Egon", "Friederike", "Gereon", "Hedwig", "Ignaz"),
        *("Käthe", "Ludger", "Mechthild", "Norbert", "Ottilie", "Rüdiger", "Walburga", "Zacharias"),
    ),
    surnames=(
        ("Nebel", "Wolken", "Silber", "Traum", "Mond", "Stern", "Regen", "Eulen"),
        ("bacher", "brücker", "felder", "hainer", "müller", "steiner", "taler", "weiher"),
    ),
    streets=("Nebelweg", "Zur Blauen Eule", "Traummühlenstraße", "Wolkenplatz"),
    towns=("Nebelbach", "Wolkenfeld", "Silberweiher", "Traumbrück"),
    practices=("Praxis am Weiher", "Haus des Gesprächs", "Der Kleine Schritt"),
    hospital="Erfundenes Krankenhaus {town}",
)


def words(language: Language) -> Words:
    """The parts for a language; English has none of its own and takes the French ones."""
    match language:
        case Language.NL:
            return _DUTCH
        case Language.DE:
            return _GERMAN
        case Language.FR | Language.EN:
            return _FRENCH
