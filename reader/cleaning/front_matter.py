"""The lines between `---` at the head of a Markdown file: keys, values and lists, read without a YAML parser.

Only what notes carry is read: `key: value`, `key: [a, b]`, a list of `- a` below its key, a text folded below it
(`>` and `|`), and the `name:` of an author. Anything else is left. Between `+++` the lines are TOML.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from reader.article import Metadata
from reader.article.characters import safe_line
from reader.cleaning.addresses import absolute, canonical
from reader.cleaning.dates import iso_date
from reader.cleaning.keywords import distinct
from reader.cleaning.language import language_tag

__all__ = ["FrontMatter", "front_matter", "split_front_matter"]

_HEAD = re.compile(r"\A\ufeff?---[ \t]*\n(?P<body>(?:[^\n]{0,4000}\n){0,400}?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_TOML_HEAD = re.compile(r"\A\ufeff?\+\+\+[ \t]*\n(?P<body>(?:[^\n]{0,4000}\n){0,400}?)\+\+\+[ \t]*(?:\n|\Z)")
_PAIR = re.compile(r"^(?P<key>[A-Za-z][\w -]{0,60}?)[ \t]*:(?:[ \t]+(?P<value>.*))?$")
_ENTRY = re.compile(r"^[ \t]*-[ \t]+(?P<value>.+)$")
_INNER_NAME = re.compile(r"^[ \t]+name[ \t]*:[ \t]+(?P<value>.+)$")
_FOLDED = re.compile(r"[|>][+-]?\d?")
_QUOTED = re.compile(r"(?:\"(?P<double>(?:[^\"\\]|\\.)*)\"|'(?P<single>(?:[^']|'')*)')[ \t]*(?:#.*)?")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a file's head says, and the tags that it names."""

    metadata: Metadata
    keywords: tuple[str, ...] = ()


def split_front_matter(text: str) -> tuple[str, str]:
    """The head's lines and the rest of the text; the head is empty where there is none."""
    toml = _TOML_HEAD.match(text)
    if toml is not None and _toml_values(toml.group("body")):
        return toml.group("body"), text[toml.end() :]
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
    values: dict[str, list[str]] = _toml_values(head)
    if values:
        return values
    key = ""
    folded: list[str] | None = None
    for line in head.splitlines():
        pair = _PAIR.match(line)
        entry = _ENTRY.match(line) or _INNER_NAME.match(line)
        if pair:
            key = _key(pair.group("key"))
            value = (pair.group("value") or "").strip()
            items = _items(value)
            folded = [] if _FOLDED.fullmatch(value) else None
            values.setdefault(key, []).extend(items)
            key = "" if items else key
        elif folded is not None and line[:1] in (" ", "\t"):
            folded.append(line.strip())
            values[key] = [safe_line(" ".join(folded), 1_000)]
        elif entry and key:
            values[key].extend(_items(entry.group("value").strip()))
    return values


def _toml_values(head: str) -> dict[str, list[str]]:
    """The values of a head that is TOML, those of its tables among them; none where it is not."""
    try:
        found = tomllib.loads(head)
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}
    tables = [table for table in found.values() if isinstance(table, dict)]
    values: dict[str, list[str]] = {}
    for key, value in (pair for table in (found, *tables) for pair in table.items()):
        entries = value if isinstance(value, list) else [value]
        plain = [entry for entry in entries if isinstance(entry, (str, int, float, date, datetime))]
        if plain:
            words = [entry.isoformat() if isinstance(entry, date) else str(entry) for entry in plain]
            values.setdefault(_key(key), [safe_line(word, 1_000) for word in words])
    return values


def _key(written: str) -> str:
    return written.strip().lower().replace(" ", "_").replace("-", "_")


def _items(value: str) -> list[str]:
    """The items of a value: those of `[a, "b, c"]`, else the value alone; none of an empty one."""
    if value in ("", "null", "~") or _FOLDED.fullmatch(value):
        return []
    if quoted := _QUOTED.fullmatch(value):
        value = (quoted.group("double") or "").replace('\\"', '"') or (quoted.group("single") or "").replace(
            "''", "'"
        )
        return [item] if (item := safe_line(value, 1_000)) else []
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
