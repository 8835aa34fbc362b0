"""The lines between `---` at the head of a Markdown file: keys, values and lists, read without a YAML parser.

Only what notes carry is read: `key: value`, `key: [a, b]` and a list of `- a` below its key. Anything else
is left.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reader.article import Metadata
from reader.article.characters import safe_line
from reader.cleaning.addresses import absolute, canonical
from reader.cleaning.dates import iso_date
from reader.cleaning.keywords import distinct
from reader.cleaning.language import language_tag

__all__ = ["FrontMatter", "front_matter", "split_front_matter"]

_HEAD = re.compile(r"\A\ufeff?---[ \t]*\n(?P<body>(?:[^\n]{0,4000}\n){0,400}?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_PAIR = re.compile(r"^(?P<key>[A-Za-z][\w -]{0,60}?)[ \t]*:(?:[ \t]+(?P<value>.*))?$")
_ENTRY = re.compile(r"^[ \t]*-[ \t]+(?P<value>.+)$")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a file's head says, and the tags that it names."""

    metadata: Metadata
    keywords: tuple[str, ...] = ()


def split_front_matter(text: str) -> tuple[str, str]:
    """The head's lines and the rest of the text; the head is empty where there is none."""
    match = _HEAD.match(text)
    if match is None or not any(_PAIR.match(line) for line in match.group("body").splitlines()):
        return "", text
    return match.group("body"), text[match.end() :]


def front_matter(head: str, url: str = "") -> FrontMatter:
    """The metadata of a head's lines."""
    values = _values(head)
    address = (
        absolute(_one(values, "canonical_url", "canonical", "url", "source", "link", "permalink")) or url
    )
    metadata = Metadata(
        title=_one(values, "title", "headline"),
        byline=distinct(_names(values)),
        site=_one(values, "site", "publication", "publisher", "site_name"),
        published=iso_date(_one(values, "published", "date", "date_published", "created", "pubdate")),
        modified=iso_date(_one(values, "modified", "updated", "lastmod", "last_modified")),
        language=language_tag(_one(values, "lang", "language", "locale")),
        url=address,
        canonical_url=canonical(address),
        excerpt=_one(values, "description", "summary", "excerpt", "subtitle"),
        image=absolute(_one(values, "image", "cover", "thumbnail")),
    )
    tags = [tag for key in ("tags", "keywords", "categories", "tag") for tag in values.get(key, ())]
    if len(tags) == 1:
        tags = re.split(r"[,;]" if re.search(r"[,;]", tags[0]) else r"\s+#|^#", tags[0])
    return FrontMatter(metadata, distinct(tags))


def _names(values: Mapping[str, Sequence[str]]) -> list[str]:
    names = [name for key in ("author", "authors", "byline", "by", "creator") for name in values.get(key, ())]
    if len(names) == 1:
        names = re.split(r"\s*(?:,|;|\s&\s|\sand\s)\s*", names[0])
    return [
        re.sub(r"^(?:name\s*:\s*|by\s+)", "", name, flags=re.IGNORECASE).strip("\"'[] ") for name in names
    ]


def _one(values: Mapping[str, Sequence[str]], *keys: str) -> str:
    return next((safe_line(values[key][0]) for key in keys if values.get(key)), "")


def _values(head: str) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    key = ""
    for line in head.splitlines():
        pair = _PAIR.match(line)
        entry = _ENTRY.match(line)
        if pair:
            key = pair.group("key").strip().lower().replace(" ", "_").replace("-", "_")
            items = _items((pair.group("value") or "").strip())
            values.setdefault(key, []).extend(items)
            key = "" if items else key
        elif entry and key:
            values[key].extend(_items(entry.group("value").strip()))
    return values


def _items(value: str) -> list[str]:
    """The items of a value: those of `[a, "b, c"]`, else the value alone; none of an empty one."""
    if value in ("", "|", ">", "|-", ">-", "null", "~"):
        return []
    if value.startswith("[") and value.endswith("]"):
        found = re.findall(r"\s*(?:\"([^\"]*)\"|'([^']*)'|([^,\"'\s][^,]*))", value[1:-1])
        return [item for groups in found if (item := _unquoted("".join(groups)))]
    if value[0] not in "\"'":
        value = re.sub(r"\s#\s.*$", "", value)
    return [item] if (item := _unquoted(value)) else []


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1]
    return safe_line(value, 1_000)
