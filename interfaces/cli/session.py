"""One command at the terminal: its settings, its language, the store it opens when it needs it."""

import os
from functools import cached_property
from types import TracebackType
from typing import Self

from domain.turned import NotPossible, Why
from domain.values import Language
from interfaces.cli.exits import Exit, Stop
from interfaces.cli.language import language_of
from interfaces.cli.screen import remark
from interfaces.cli.wording.messages import Say, sentence
from interfaces.cli.wording.turned import sentence as turned_sentence
from interfaces.settings import Settings, load_settings
from journal.known_facts import known_facts
from journal.opening import Store, open_store

UNKNOWN = (Why.UNKNOWN_CONVENTION, Why.UNKNOWN_AVENANT, Why.UNKNOWN_REGISTRATION)


class Session:
    """What a command has at hand; the store is opened when first asked for, closed at the end."""

    def __init__(self, lang: Language | None = None) -> None:
        self._lang = lang
        self._looked_at = False

    @cached_property
    def settings(self) -> Settings:
        """The settings of this installation."""
        return load_settings()

    @cached_property
    def language(self) -> Language:
        """The language in which this person is spoken to."""
        return language_of(os.environ, self._lang or self.settings.lang)

    @cached_property
    def store(self) -> Store:
        """The store; one that is a rehearsal says so before anything else."""
        store = open_store(self.settings.store_url, facts=known_facts(), keys=self.settings.keys)
        if store.rehearsal:
            remark(self.words(Say.REHEARSAL, today=store.clock.today()))
        return store

    def words(self, what: Say, **details: object) -> str:
        """A sentence in this person's language."""
        return sentence(what, self.language, details)

    def stop(self, what: Say, code: Exit = Exit.FAILURE, **details: object) -> Stop:
        """An end with that sentence, to be raised."""
        return Stop(code, self.words(what, **details))

    def turned_down(self, answer: NotPossible) -> Stop:
        """An end with the domain's reason, to be raised."""
        code = Exit.NOT_FOUND if answer.why in UNKNOWN else Exit.FAILURE
        return Stop(code, turned_sentence(answer, self.language))

    def look(self, what: Say, **details: object) -> None:
        """Say something that a person must look at; the command then ends with 3."""
        self.look_at(self.words(what, **details))

    def look_at(self, said: str) -> None:
        """As `look`, for a sentence that stands already."""
        remark(f"! {said}")
        self._looked_at = True

    @property
    def end(self) -> Exit:
        """With which code a command ends that did what was asked."""
        return Exit.LOOK if self._looked_at else Exit.OK

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        opened = self.__dict__.get("store")
        if isinstance(opened, Store):
            opened.close()
