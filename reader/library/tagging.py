"""Tags: on articles, highlights and notes; written only when the reader says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from reader.article import Article
from reader.article.characters import safe_line
from reader.article.words import stands_in
from reader.errors import NotFound, UsageError
from reader.insight.values import Entity
from reader.library.holdings import TABLES, Holdings
from reader.library.records import ArticleRecord, Highlight, Note, TagCount

__all__ = [
    "Suggestion",
    "change_tags",
    "change_tags_of_many",
    "clean_tags",
    "rename_tag",
    "suggestions",
    "tag_counts",
]

TAG_LIMIT = 60


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A tag to suggest and where it comes from: `tag` (one that exists), `keyword` or `entity`."""

    tag: str
    origin: Literal["tag", "keyword", "entity"]


def clean_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Tags as they are kept: one line, no leading #, no commas, no repeats whatever the case.

    Raises UsageError for a tag without a letter or digit.
    """
    kept: dict[str, str] = {}
    for tag in tags:
        word = safe_line(tag.replace(",", " "), TAG_LIMIT).lstrip("#+ ").strip(" /")
        if not any(character.isalnum() for character in word):
            raise UsageError(f"“{safe_line(tag, TAG_LIMIT)}” is no tag", "a tag has a letter or a digit")
        kept.setdefault(word.casefold(), word)
    return tuple(kept.values())


def change_tags(
    holdings: Holdings, item_id: str, add: Sequence[str], remove: Sequence[str]
) -> tuple[str, ...]:
    """Add and remove tags of an article, highlight or note; those it then has. Raises NotFound, UsageError.

    A tag that exists in another case anywhere in the library is written as it is there.
    """
    known = {tag.casefold(): tag for tag in known_tags(holdings)} if add else {}
    return _changed_tags(holdings, item_id, clean_tags(add), clean_tags(remove), known)


def _changed_tags(
    holdings: Holdings, item_id: str, add: Sequence[str], remove: Sequence[str], known: Mapping[str, str]
) -> tuple[str, ...]:
    """The same for clean tags; `known` spells those in use."""
    kind, present = _tagged(holdings, item_id)
    gone = {tag.casefold() for tag in remove}
    result = {tag.casefold(): tag for tag in present if tag.casefold() not in gone}
    for tag in add:
        result.setdefault(tag.casefold(), known.get(tag.casefold(), tag))
    tags = tuple(result.values())
    if tags != present:
        words = " ".join([*(f"+{tag}" for tag in add), *(f"-{tag}" for tag in remove)])
        with holdings.store.change("tag", f"tag {words}"):
            holdings.change(kind, [item_id], tags=tags)
    return tags


def change_tags_of_many(
    holdings: Holdings, item_ids: Sequence[str], add: Sequence[str], remove: Sequence[str]
) -> None:
    """The same of several things, as one change. Raises NotFound, UsageError; then nothing is changed."""
    new, gone = clean_tags(add), clean_tags(remove)
    known = {tag.casefold(): tag for tag in known_tags(holdings)} if new else {}
    words = " ".join([*(f"+{tag}" for tag in new), *(f"-{tag}" for tag in gone)])
    with holdings.store.change("tag", f"tag {len(item_ids)} things {words}"):
        for item_id in item_ids:
            _changed_tags(holdings, item_id, new, gone, known)


def known_tags(holdings: Holdings) -> list[str]:
    """Every tag in use, most used first."""
    return [count.tag for count in tag_counts(holdings)]


def tag_counts(holdings: Holdings) -> list[TagCount]:
    """Every tag with how many things carry it, most used first."""
    counts = {kind: Counter(_tags_in_use(holdings, kind)) for kind in TABLES}
    tags = {tag for counter in counts.values() for tag in counter}
    result = [
        TagCount(tag, counts[ArticleRecord][tag], counts[Highlight][tag], counts[Note][tag]) for tag in tags
    ]
    return sorted(
        result, key=lambda count: (-(count.articles + count.highlights + count.notes), count.tag.casefold())
    )


def rename_tag(holdings: Holdings, old: str, new: str) -> int:
    """Another name for a tag on everything that carries it, or one below it (`old/x` becomes `new/x`); how many
    things changed. Raises NotFound.

    A name that is in use in another case is written as it is there: the two become one.
    """
    (target,) = clean_tags([new])
    if target.casefold() != old.casefold():
        target = {tag.casefold(): tag for tag in known_tags(holdings)}.get(target.casefold(), target)
    changed = 0
    with holdings.store.change("rename-tag", f"rename tag {old} to {target}"):
        for kind in TABLES:
            for record in _carrying(holdings, kind, old):
                tags = {tag.casefold(): tag for tag in (_renamed(tag, old, target) for tag in record.tags)}
                holdings.change(kind, [record.id], tags=tuple(tags.values()))
                changed += 1
        if not changed:
            raise NotFound(f"no tag {old}", "nothing carries it", "`reader tags` lists all")
    return changed


def suggestions(
    holdings: Holdings, article: Article, entities: Sequence[Entity], limit: int
) -> list[Suggestion]:
    """Tags that would fit: those in use that the article speaks of, its own keywords, who and what it is
    about."""
    present = {tag.casefold() for tag in holdings.get(ArticleRecord, article.id).tags}
    text = f"{article.metadata.title}\n{article.text}".casefold()
    keywords = {keyword.casefold() for keyword in article.keywords}
    result: dict[str, Suggestion] = {}

    def suggest(tag: str, origin: Literal["tag", "keyword", "entity"]) -> None:
        key = tag.casefold()
        if key not in present and any(character.isalnum() for character in tag) and len(tag) <= TAG_LIMIT:
            result.setdefault(key, Suggestion(tag, origin))

    for tag in known_tags(holdings):
        if tag.casefold() in keywords or stands_in(tag.casefold(), text):
            suggest(tag, "tag")
    for keyword in article.keywords:
        suggest(keyword, "keyword")
    named = [entity for entity in entities if entity.kind in ("person", "organisation", "place", "event")]
    for entity in sorted(named, key=lambda entity: -len(entity.mentions)):
        if len(entity.mentions) > 1:
            suggest(entity.name, "entity")
    return list(result.values())[:limit]


def _tagged(holdings: Holdings, item_id: str) -> tuple[type, tuple[str, ...]]:
    for kind, table in TABLES.items():
        document = holdings.store.table(table).get(doc_id=item_id)
        if document is not None:
            return kind, tuple(document.get("tags", ()))
    raise NotFound(f"nothing has the id {item_id}", "", "`reader list` and `reader notes` show ids")


def _carrying(holdings: Holdings, kind: type, tag: str) -> list[ArticleRecord | Highlight | Note]:
    return [record for record in holdings.every(kind) if any(_below(own, tag) for own in record.tags)]


def _below(tag: str, above: str) -> bool:
    """Whether a tag is another one, or stands below it in the tree."""
    return f"{tag.casefold()}/".startswith(f"{above.casefold()}/")


def _renamed(tag: str, old: str, new: str) -> str:
    return new + tag[len(old) :] if _below(tag, old) else tag


def _tags_in_use(holdings: Holdings, kind: type) -> Iterable[str]:
    for record in holdings.every(kind):
        yield from record.tags
