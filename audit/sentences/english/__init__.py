"""The sentences in English."""

from audit.sentences.english.answers import answers
from audit.sentences.english.office import office
from audit.sentences.english.post import post

__all__ = ["answers", "office", "post"]
