"""The articles of an avenant, written out: what it does to which article, in whose words."""

from domain.amendment import ArticleChange, AvenantModel
from domain.values import Language

_WITH_TEXT = {
    ("completes", Language.FR): "L'article {article} est complété par le texte suivant :",
    ("completes", Language.NL): "Artikel {article} wordt aangevuld met de volgende tekst:",
    ("completes", Language.DE): "Artikel {article} wird um folgenden Text ergänzt:",
    ("replaces", Language.FR): "Le texte de l'article {article} devient :",
    ("replaces", Language.NL): "De tekst van artikel {article} wordt:",
    ("replaces", Language.DE): "Artikel {article} erhält folgende Fassung:",
    ("inserts", Language.FR): "Un article {article} est ajouté :",
    ("inserts", Language.NL): "Er wordt een artikel {article} ingevoegd:",
    ("inserts", Language.DE): "Ein Artikel {article} wird eingefügt:",
}
_REPEALS = {
    Language.FR: "L'article {article} est abrogé.",
    Language.NL: "Artikel {article} wordt opgeheven.",
    Language.DE: "Artikel {article} wird aufgehoben.",
}
_THE_BUDGET = {
    Language.FR: "le budget annuel du réseau est celui du tableau ci-dessous.",
    Language.NL: "het jaarbudget van het netwerk is dat van de onderstaande tabel.",
    Language.DE: "das Jahresbudget des Netzwerks ist das der nachstehenden Tabelle.",
}


def clauses(model: AvenantModel, language: Language) -> tuple[str, ...]:
    """Every article of an avenant as a sentence in that language; French stands for English."""
    spoken = Language.FR if language is Language.EN else language
    return tuple(_clause(change, spoken) for change in model.articles)


def _clause(change: ArticleChange, language: Language) -> str:
    article = change.article.replace("§", "§ ") if language is not Language.NL else change.article
    if change.operation == "repeals":
        return _REPEALS[language].format(article=article)
    opening = _WITH_TEXT[change.operation, language].format(article=article)
    new = _THE_BUDGET[language] if change.text is None else change.text.in_(language).strip()
    return f"{opening} {new}"
