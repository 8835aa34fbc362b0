"""Deeds that put right what the analysis says, from the row under the cursor: a name's kind, two names of one, a name
that is none, who said a quotation.

Each is a verb of the library, kept in the store, undone like all else; the panels are then read anew.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from reader.insight.values import ENTITY_KINDS, Entity, EntityKind, Quote
from reader.terminal import printable_line
from reader.tui.deeds.panels import RowDeeds
from reader.tui.panels.entities import KIND_WORDS
from reader.tui.session import OpenArticle, folded
from reader.tui.widgets.chooser import Choice, Chooser

__all__ = ["CorrectDeeds"]

_HERE, _EVERYWHERE = "here", "everywhere"
_SCOPES = (
    Choice(_HERE, "In this article"),
    Choice(_EVERYWHERE, "In every article, also in those that come"),
)


class CorrectDeeds(RowDeeds):
    """`correct.*`"""

    _name = ""
    """Whose new name is being typed."""
    _quote_start = -1
    """Where the quotation begins whose speaker is being typed."""

    # -- names -------------------------------------------------------------------------------------------

    def kind(self) -> None:
        """Another kind for the name under the cursor."""
        entity = self._entity()
        if entity is None:
            return
        choices = [Choice(kind, KIND_WORDS[kind]) for kind in ENTITY_KINDS if kind != entity.kind]
        self._choose(
            f"{entity.name} · {KIND_WORDS[entity.kind]} · rather:",
            choices,
            lambda kind: self._scoped(
                f"{entity.name}: {KIND_WORDS[_kind(kind)]}",
                lambda place: self.library.correct_entity(place, entity.name, kind=_kind(kind)),
            ),
        )

    def hide(self) -> None:
        """What is under the cursor is no name."""
        entity = self._entity()
        if entity is not None:
            self._scoped(
                f"{entity.name}: not a name",
                lambda place: self.library.correct_entity(place, entity.name, hide=True),
            )

    def merge(self) -> None:
        """The name under the cursor is another one's: those of its kind first."""
        entity, opened = self._entity(), self.session.open
        if entity is None or opened is None:
            return
        others = [other for other in opened.entities if other.name != entity.name]
        others.sort(key=lambda other: (other.kind != entity.kind, -len(other.mentions)))
        choices = [Choice(other.name, other.name, KIND_WORDS[other.kind]) for other in others]
        self._choose(
            f"{entity.name} is the same as:",
            choices,
            lambda name: self._scoped(
                f"{entity.name} is {name}",
                lambda place: self.library.correct_entity(place, entity.name, merge_into=name),
            ),
        )

    def split(self) -> None:
        """One written form of the name under the cursor is somebody else."""
        entity, opened = self._entity(), self.session.open
        if entity is None or opened is None:
            return
        forms = [form for form in (entity.name, *entity.aliases) if _is_written(opened, entity, form)]
        if len(forms) < 2:
            self.say(f"{printable_line(entity.name, 60)} is written in one way only")
            return
        self._choose(
            f"Of {entity.name}, somebody else is:",
            [Choice(form, form) for form in forms],
            lambda form: self._scoped(
                f"{form} is not {entity.name}",
                lambda place: self.library.correct_entity(place, entity.name, split=form),
            ),
        )

    def rename(self) -> None:
        """Another name to list it under."""
        entity = self._entity()
        if entity is not None:
            self._name = entity.name
            self.desk.ask(
                "rename-name",
                "Listed as: ",
                entity.name,
                complete=lambda text: _fitting(text, entity.aliases),
            )

    def renamed(self, text: str) -> None:
        """The new name was typed."""
        new = " ".join(text.split())
        if new and new != self._name:
            name = self._name
            self._scoped(
                f"{name} is listed as {new}",
                lambda place: self.library.correct_entity(place, name, rename=new),
            )

    # -- quotations --------------------------------------------------------------------------------------

    def speaker(self) -> None:
        """Who said the quotation under the cursor; nothing typed means that nobody is known."""
        quote, opened = self._quote(), self.session.open
        if quote is None or opened is None:
            return
        self._quote_start = quote.start
        names = [
            entity.name
            for kind in ("person", "organisation")
            for entity in opened.entities
            if entity.kind == kind
        ]
        self.desk.ask(
            "speaker",
            "Said by (empty: nobody known): ",
            placeholder=quote.speaker or "nobody known",
            complete=lambda text: _fitting(text, names),
        )

    def said_by(self, text: str) -> None:
        """The speaker was typed."""
        opened = self.session.open
        if opened is not None and self._quote_start >= 0:
            speaker = " ".join(text.split())
            self.library.correct_quote(opened.record.id, self._quote_start, speaker=speaker)
            self._put_right(f"Said by {printable_line(speaker, 60) or 'nobody known'}")

    def not_a_quote(self) -> None:
        """Nobody said what is under the cursor."""
        quote, opened = self._quote(), self.session.open
        if quote is not None and opened is not None:
            self.library.correct_quote(opened.record.id, quote.start, not_a_quote=True)
            self._put_right("Not a quote")

    # -- what was put right ------------------------------------------------------------------------------

    def review(self) -> None:
        """What was put right by hand here and everywhere; what is chosen is taken back."""
        opened = self.session.open
        if opened is None:
            return
        choices = [
            Choice(correction.id, correction.words, "" if correction.article else "everywhere")
            for correction in reversed(self.library.corrections(opened.record.id))
        ]
        self._choose(
            "Put right by hand · Enter takes it back",
            choices,
            self._take_back,
            empty="Nothing was put right in this article.",
        )

    def _take_back(self, correction_id: str) -> None:
        self.library.drop_correction(correction_id)
        self._put_right("Taken back")

    # -- how ---------------------------------------------------------------------------------------------

    def _entity(self) -> Entity | None:
        kind, name = self.row
        opened = self.session.open
        return opened.entities[int(name)] if opened is not None and kind == "entity" else None

    def _quote(self) -> Quote | None:
        kind, name = self.row
        opened = self.session.open
        return opened.quotes[int(name)] if opened is not None and kind == "quote" else None

    def _choose(
        self,
        title: str,
        choices: list[Choice],
        do: Callable[[str], None],
        *,
        empty: str = "Nothing else here.",
    ) -> None:
        def chosen(key: str | None) -> None:
            if key is not None:
                self.desk.attempt(lambda: do(key))

        self.desk.app.push_screen(Chooser(title, choices, empty=empty), chosen)

    def _scoped(self, words: str, correct: Callable[[str], object]) -> None:
        """Ask where it holds, and put it right there."""
        opened = self.session.open
        if opened is None:
            return
        article_id = opened.record.id

        def chosen(scope: str) -> None:
            correct("" if scope == _EVERYWHERE else article_id)
            self._put_right(printable_line(words, 80))

        self._choose(words, list(_SCOPES), chosen)

    def _put_right(self, words: str) -> None:
        self.reading.clear_steps()
        self.reading.reload_insight()
        self.done(words)


def _kind(name: str) -> EntityKind:
    return cast(EntityKind, name)


def _is_written(opened: OpenArticle, entity: Entity, form: str) -> bool:
    """Whether a mention is written so."""
    text, wanted = opened.article.text, form.casefold()
    return any(" ".join(mention.of(text).split()).casefold() == wanted for mention in entity.mentions)


def _fitting(text: str, names: Sequence[str]) -> list[str]:
    """The names that hold what is typed, those first that begin with it."""
    typed = folded(text.strip())
    found = [name for name in dict.fromkeys(names) if typed in folded(name)]
    return sorted(found, key=lambda name: not folded(name).startswith(typed))
