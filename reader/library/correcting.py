"""The verbs that put right by hand what the analysis says; see `reader.library.corrections` for what they keep."""

from __future__ import annotations

import dataclasses

from reader.article.characters import safe_text
from reader.errors import NotFound, UsageError
from reader.insight.values import ENTITY_KINDS, Entity, Insight
from reader.library.corrections import TABLE, Correction, called, corrections_in, quote_key
from reader.library.holdings import Holdings, now
from reader.library.people import same_name

__all__ = ["all_corrections", "correct_entity", "correct_quote", "corrections_of", "drop"]


def corrections_of(holdings: Holdings, article_id: str) -> list[Correction]:
    """The same, of a library."""
    return holdings.store.read(lambda connection: corrections_in(connection, article_id))


def all_corrections(holdings: Holdings) -> list[Correction]:
    """Every correction of a library."""
    return holdings.store.read(corrections_in)


def correct_entity(
    holdings: Holdings,
    insight: Insight | None,
    article_id: str,
    name: str,
    *,
    kind: str = "",
    hide: bool = False,
    rename: str = "",
    merge_into: str = "",
    split: str = "",
) -> Correction:
    """Keep a correction of a name. `insight` is the article's as it is shown; None for the whole library.

    Raises NotFound where the article has no such name, UsageError where nothing or more than one thing is asked.
    """
    asked = [bool(kind), hide, bool(rename), bool(merge_into), bool(split)]
    if sum(asked) != 1:
        raise UsageError("one correction at a time", "", "a kind, hide, rename, merge or split")
    if kind and kind not in ENTITY_KINDS:
        raise UsageError(f"no kind {kind}", "", f"one of {', '.join(ENTITY_KINDS)}")
    wanted, rename, merge_into, split = (_clean(words) for words in (name, rename, merge_into, split))
    if not wanted:
        raise UsageError("no name to correct", "", "give a name as it is listed")
    if insight is not None:
        wanted = _listed(insight, wanted).name
        if merge_into:
            target = _listed(insight, merge_into)
            if target.name == wanted:
                raise UsageError(f"{wanted} and {merge_into} are one already")
            merge_into = target.name
        if split:
            _check_split(insight, wanted, split)
    correction = Correction(
        holdings.store.new_id(), article_id, wanted, kind=kind, hide=hide, rename=rename, merge_into=merge_into,
        split=split, created=now(),
    )  # fmt: skip
    return _keep(holdings, correction, f"correct {_what(correction)}")


def correct_quote(
    holdings: Holdings,
    insight: Insight,
    article_id: str,
    start: int,
    *,
    speaker: str | None = None,
    not_a_quote: bool = False,
) -> Correction:
    """Keep a correction of the quotation that begins at `start`: who said it (empty: nobody knows), or that it is none.

    Raises NotFound where none begins there, UsageError where nothing is asked.
    """
    if (speaker is None) == (not not_a_quote):
        raise UsageError("one correction at a time", "", "another speaker, or not a quote")
    quote = next((quote for quote in insight.quotes if quote.start == start), None)
    if quote is None:
        raise NotFound("no quote begins there", f"at character {start}", "`reader quotes` lists them")
    if speaker is not None:
        speaker = _clean(speaker)
        entity = same_name(insight.entities, speaker) if speaker else None
        speaker = entity.name if entity is not None else speaker
    correction = Correction(
        holdings.store.new_id(), article_id, quote=quote_key(quote.text), place=start, speaker=speaker,
        not_a_quote=not_a_quote, created=now(),
    )  # fmt: skip
    return _keep(holdings, correction, f"correct the quote “{quote.text[:30].strip()}…”")


def drop(holdings: Holdings, correction_id: str) -> None:
    """Take a correction back. Raises NotFound."""
    if holdings.store.document(TABLE, correction_id) is None:
        raise NotFound(f"no correction {correction_id}", "", "`reader entities --corrections` lists them")
    with holdings.store.change("uncorrect", "take a correction back"):
        holdings.store.put(TABLE, correction_id, None)


def _keep(holdings: Holdings, correction: Correction, label: str) -> Correction:
    document = {
        field: value
        for field, value in dataclasses.asdict(correction).items()
        if field != "id" and (value not in ("", False, None, 0) or (field == "speaker" and value is not None))
    }
    with holdings.store.change("correct", label):
        holdings.store.put(TABLE, correction.id, document)
    return correction


def _what(correction: Correction) -> str:
    name = correction.name
    if correction.hide:
        return f"“{name}”: hidden"
    if correction.split:
        return f"“{name}”: “{correction.split}” apart"
    return f"“{name}”: {correction.kind or correction.rename or correction.merge_into}"


def _listed(insight: Insight, name: str) -> Entity:
    entity = called(insight.entities, name) or same_name(insight.entities, name)
    if entity is None:
        raise NotFound(f"nobody and nothing called {name} in it", "", "`reader entities` lists the names")
    return entity


def _check_split(insight: Insight, name: str, form: str) -> None:
    entity = _listed(insight, name)
    if form.casefold() not in (known.casefold() for known in (entity.name, *entity.aliases)):
        forms = ", ".join(entity.aliases) or "it has no other form"
        raise NotFound(f"{name} is not written as {form}", "", forms)


def _clean(words: str) -> str:
    return " ".join(safe_text(words).split())
