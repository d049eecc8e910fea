"""The sentences in French."""

from audit.sentences.french.answers import answers
from audit.sentences.french.office import office
from audit.sentences.french.post import post

__all__ = ["answers", "office", "post"]
