"""The sentences in German."""

from audit.sentences.german.answers import answers
from audit.sentences.german.office import office
from audit.sentences.german.post import post

__all__ = ["answers", "office", "post"]
