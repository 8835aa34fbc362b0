"""What the reader puts right by hand: a wrong kind, a name that is none, two names of one person, a speaker.

Corrections are documents of their own table, so that they are journalled and undone like all else, and are laid over
what the analysis says whenever that is asked for. They know words, not only places: a new analysis or a new cleaning
keeps them. They are applied in the order in which they were made, each on what the earlier ones left.
"""

from __future__ import annotations

import dataclasses
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from reader.insight.values import Entity, EntityKind, Insight, Quote

__all__ = ["TABLE", "Correction", "called", "corrected", "corrections_in", "quote_key"]

TABLE = "corrections"
_KEY_LENGTH = 80


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing put right: of a name (`name` is set) or of a quotation (`quote` is).

    `article` is empty for a name in the whole library. `quote` is how a quotation begins, folded; `place` where it
    began when it was corrected, which tells equal ones apart. `speaker` is None where it was not touched, and empty
    for nobody known.
    """

    id: str
    article: str = ""
    name: str = ""
    kind: str = ""
    hide: bool = False
    rename: str = ""
    merge_into: str = ""
    split: str = ""
    quote: str = ""
    place: int = 0
    speaker: str | None = None
    not_a_quote: bool = False
    created: str = ""

    @property
    def words(self) -> str:
        """What was put right, in words; names and quotations stand in it as they are, uncleaned."""
        if self.quote:
            said = "is no quote" if self.not_a_quote else f"was said by {self.speaker or 'nobody known'}"
            return f"“{self.quote}” {said}"
        if self.hide:
            return f"{self.name} is no name"
        if self.merge_into:
            return f"{self.name} is {self.merge_into}"
        verb = "is listed as" if self.rename else "is not" if self.split else "is of the kind"
        return f"{self.name} {verb} {self.rename or self.split or self.kind}"


# -- laying them over an analysis ------------------------------------------------------------------------


def corrected(insight: Insight, corrections: Sequence[Correction], text: Callable[[], str]) -> Insight:
    """The insight with corrections laid over it. `text` gives the article's text, asked for only by a split."""
    if not corrections:
        return insight
    entities, quotes = list(insight.entities), list(insight.quotes)
    for correction in corrections:
        if correction.quote:
            quotes = _correct_quote(quotes, correction)
        else:
            entities, quotes = _correct_entity(entities, quotes, correction, text)
    entities.sort(key=lambda entity: entity.mentions[0].start if entity.mentions else 0)
    return dataclasses.replace(insight, entities=tuple(entities), quotes=tuple(quotes))


def _correct_entity(
    entities: list[Entity], quotes: list[Quote], correction: Correction, text: Callable[[], str]
) -> tuple[list[Entity], list[Quote]]:
    entity = called(entities, correction.name)
    if entity is None:
        return entities, quotes
    place = entities.index(entity)
    rest = [*entities[:place], *entities[place + 1 :]]
    if correction.hide:
        return rest, quotes
    if correction.split:
        return [*rest, *_split(entity, correction.split, text())], quotes
    if correction.kind:
        entity = dataclasses.replace(
            entity, kind=cast(EntityKind, correction.kind), confidence=1.0, origin="hand"
        )
    new_name = correction.rename or correction.merge_into
    if not new_name:
        return [*rest[:place], entity, *rest[place:]], quotes
    target = called(rest, new_name) if correction.merge_into else None
    if target is None:
        joined = _renamed(entity, new_name)
    else:
        rest.remove(target)
        joined = _joined(target, entity)
    return [*rest, joined], _with_speaker(quotes, entity.name, joined.name)


def called(entities: Iterable[Entity], name: str) -> Entity | None:
    """The entity of exactly this name, whatever the case; else the one that has it among its other forms."""
    wanted = name.casefold()
    by_alias: Entity | None = None
    for entity in entities:
        if entity.name.casefold() == wanted:
            return entity
        if by_alias is None and wanted in (alias.casefold() for alias in entity.aliases):
            by_alias = entity
    return by_alias


def _renamed(entity: Entity, name: str) -> Entity:
    forms = dict.fromkeys((entity.name, *entity.aliases))
    forms.pop(name, None)
    return dataclasses.replace(entity, name=name, aliases=tuple(forms), confidence=1.0, origin="hand")


def _joined(target: Entity, other: Entity) -> Entity:
    forms = dict.fromkeys((*target.aliases, other.name, *other.aliases))
    forms.pop(target.name, None)
    mentions = sorted({*target.mentions, *other.mentions}, key=lambda mention: (mention.start, mention.end))
    return dataclasses.replace(
        target, mentions=tuple(mentions), aliases=tuple(forms), confidence=1.0, origin="hand"
    )


def _split(entity: Entity, form: str, text: str) -> list[Entity]:
    """The entity without the mentions that are written as `form`, and those as one of their own."""
    wanted = form.casefold()
    own = tuple(
        mention for mention in entity.mentions if " ".join(mention.of(text).split()).casefold() == wanted
    )
    others = tuple(mention for mention in entity.mentions if mention not in own)
    if not own or not others:
        return [entity]
    aliases = tuple(alias for alias in entity.aliases if alias.casefold() != wanted)
    name = entity.name
    if name.casefold() == wanted and aliases:
        name, aliases = aliases[0], aliases[1:]
    return [
        dataclasses.replace(entity, name=name, mentions=others, aliases=aliases),
        Entity(entity.kind, form, own, (), 1.0, "hand"),
    ]


def _with_speaker(quotes: list[Quote], old: str, new: str) -> list[Quote]:
    return [dataclasses.replace(quote, speaker=new) if quote.speaker == old else quote for quote in quotes]


def _correct_quote(quotes: list[Quote], correction: Correction) -> list[Quote]:
    alike = [quote for quote in quotes if quote_key(quote.text) == correction.quote]
    if not alike:
        return quotes
    quote = min(alike, key=lambda quote: abs(quote.start - correction.place))
    place = quotes.index(quote)
    if correction.not_a_quote:
        return [*quotes[:place], *quotes[place + 1 :]]
    if correction.speaker is None:
        return quotes
    kind = "speech" if quote.kind == "phrase" and correction.speaker else quote.kind
    told = dataclasses.replace(
        quote, kind=kind, speaker=correction.speaker, confidence=1.0, rule="hand", speaker_range=None
    )
    return [*quotes[:place], told, *quotes[place + 1 :]]


def quote_key(text: str) -> str:
    """How a quotation begins, whatever its marks and its breaks."""
    straight = text.translate({0x2019: "'", 0x2018: "'", 0x201C: '"', 0x201D: '"'})
    return " ".join(straight.split())[:_KEY_LENGTH].rstrip(" .,;!?…").casefold()


# -- reading them ----------------------------------------------------------------------------------------


def corrections_in(connection: sqlite3.Connection, article_id: str = "") -> list[Correction]:
    """Those of an article with those of the whole library, in the order in which they were made; or all."""
    from reader.library.rows import documents

    found = [_from_document(id, document) for id, document in documents(connection, TABLE)]
    kept = [correction for correction in found if not article_id or correction.article in ("", article_id)]
    return sorted(kept, key=lambda correction: (correction.created, correction.id))


def _from_document(id: str, document: dict[str, Any]) -> Correction:
    known = {field.name for field in dataclasses.fields(Correction)} - {"id"}
    return Correction(id, **{field: value for field, value in document.items() if field in known})
