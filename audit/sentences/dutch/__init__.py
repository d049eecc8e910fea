"""The sentences in Dutch."""

from audit.sentences.dutch.answers import answers
from audit.sentences.dutch.office import office
from audit.sentences.dutch.post import post

__all__ = ["answers", "office", "post"]
