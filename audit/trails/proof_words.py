"""What a fact rests on, as people read it, in four languages."""

from audit.trails.proofs import ADDRESSES, HASHES, MESSAGES, Proof
from domain.values import Language

ROLES: dict[Language, dict[str, str]] = {
    Language.FR: {
        "evidence": "pièce",
        "content": "texte figé",
        "report": "rapport de vérification",
        "replaces": "remplace la pièce",
        "erased_evidence": "pièce effacée",
        "addresses": "pièce montrée",
        "content_hash": "SHA-256 de l'envoi",
        "sha256": "SHA-256",
        "documents": "SHA-256 de l'annexe",
        "message_id": "Message-ID",
    },
    Language.NL: {
        "evidence": "stuk",
        "content": "vastgelegde tekst",
        "report": "verslag van het onderzoek",
        "replaces": "vervangt het stuk",
        "erased_evidence": "gewist stuk",
        "addresses": "getoond stuk",
        "content_hash": "SHA-256 van de zending",
        "sha256": "SHA-256",
        "documents": "SHA-256 van de bijlage",
        "message_id": "Message-ID",
    },
    Language.DE: {
        "evidence": "Beleg",
        "content": "festgehaltener Text",
        "report": "Prüfbericht",
        "replaces": "ersetzt den Beleg",
        "erased_evidence": "gelöschter Beleg",
        "addresses": "gezeigter Beleg",
        "content_hash": "SHA-256 des Versands",
        "sha256": "SHA-256",
        "documents": "SHA-256 der Anlage",
        "message_id": "Message-ID",
    },
    Language.EN: {
        "evidence": "item",
        "content": "frozen text",
        "report": "report of the examination",
        "replaces": "takes the place of item",
        "erased_evidence": "erased item",
        "addresses": "item shown",
        "content_hash": "SHA-256 of what left",
        "sha256": "SHA-256",
        "documents": "SHA-256 of the attachment",
        "message_id": "Message-ID",
    },
}
"""By the name of the field of the fact, which is what programs are given."""

EVERY_ROLE = frozenset((*ADDRESSES, *HASHES, *MESSAGES, "documents"))


def in_words(proof: Proof, language: Language) -> str:
    """What it is, its address or hash, and its name where it has one."""
    named = f" ({proof.name})" if proof.name else ""
    return f"{ROLES[language][proof.role]} {proof.value}{named}"
