"""A passage with where it is from, in the style that the reader writes in. Pure.

The styles, each for a page of the web: `plain` and `markdown` name what is known in one line; `apa` is the
7th edition (section 10.16), `mla` the 9th (MLA Handbook, 5), `chicago` the notes and bibliography of the
17th (section 14.207); `bibtex` and `pandoc` cite the key under which the article stands in the exported
bibliography.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from reader.exchange.names import PersonName, person_name
from reader.library.records import ArticleRecord

__all__ = ["STYLES", "citation_key", "cited", "date_parts", "reference"]

_MONTHS = "January February March April May June July August September October November December".split()
_MLA_MONTHS = "Jan. Feb. Mar. Apr. May June July Aug. Sept. Oct. Nov. Dec.".split()
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_SMALL_WORDS = frozenset(
    "a an and are as at but by for from has how in into is it of on or that the this to was what when who why will with".split()
)
_MARKS = (("“", "”"), ('"', '"'), ("«", "»"), ("„", "“"))


def date_parts(day: str) -> tuple[int, ...]:
    """Year, month and day as far as an ISO 8601 date says them; empty where it is none."""
    match = _DAY.match(day)
    if match is None:
        return ()
    parts = [int(part) for part in match.groups() if part]
    return tuple(parts) if all(parts) and (len(parts) < 2 or parts[1] <= 12) else tuple(parts[:1])


def citation_key(record: ArticleRecord) -> str:
    """`lee2026boats`: family name, year, first telling word of the title, in plain letters.

    Two articles of one key in one bibliography are told apart by the exporters, with letters behind it.
    """
    author = person_name(record.byline[0]).family if record.byline else record.site
    year = str(date_parts(record.published)[0]) if date_parts(record.published) else "nd"
    words = [word for word in map(_letters, record.title.split()) if word and word not in _SMALL_WORDS]
    return (
        f"{_letters(author)}{year}{words[0] if words else ''}" if author or words else f"article{record.id}"
    )


def reference(record: ArticleRecord, style: str = "plain", *, speaker: str = "") -> str:
    """The article itself as an entry of a bibliography, in a style."""
    return _REFERENCES.get(style, _plain)(record, speaker)


def cited(passage: str, record: ArticleRecord, style: str = "plain", *, speaker: str = "") -> str:
    """A passage between quotation marks with its source: on one line, or with the entry on a line of its own.

    Marks around the whole passage are not doubled; those within it become single ones.
    """
    words = _bare(passage)
    if style in ("bibtex", "pandoc"):
        spoken = f"{speaker}: " if speaker else ""
        return f"{spoken}“{words}” {reference(record, style)}"
    if not (record.title or record.byline or record.site or record.url):
        return f"“{words}” — {speaker}" if speaker else f"“{words}”"
    source = reference(record, style, speaker=speaker)
    if style == "apa":
        return f"{_spoken(words, speaker)} ({_apa_short(record)})\n\n{source}"
    if style == "mla":
        return f"{_spoken(words, speaker)} ({_mla_short(record, speaker)})\n\n{source}"
    if style == "chicago":
        return f"{_spoken(_ended(words), speaker)}\n\n{source}"
    return f"“{words}” — {source}"


def _spoken(words: str, speaker: str) -> str:
    return f"{speaker}: “{words}”" if speaker else f"“{words}”"


# -- one line ------------------------------------------------------------------------------------------------


def _plain(record: ArticleRecord, speaker: str) -> str:
    return _joined(
        speaker, ", ".join(record.byline), record.title, record.site, record.published[:10], record.url
    )


def _markdown(record: ArticleRecord, speaker: str) -> str:
    title = f"*{record.title}*" if record.title else ""
    if title and record.url.startswith(("http://", "https://")):
        address = record.url.replace("(", "%28").replace(")", "%29").replace(" ", "%20")
        shown = record.title.replace("[", "\\[").replace("]", "\\]")
        title = f"[*{shown}*]({address})"
        return _joined(speaker, ", ".join(record.byline), title, record.site, record.published[:10])
    return _joined(speaker, ", ".join(record.byline), title, record.site, record.published[:10], record.url)


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


# -- APA -----------------------------------------------------------------------------------------------------


def _apa(record: ArticleRecord, speaker: str) -> str:
    names = [_apa_name(person_name(name)) for name in record.byline]
    if len(names) > 20:
        names = [*names[:19], f"… {names[-1]}"]
        author = ", ".join(names)
    else:
        author = f"{', '.join(names[:-1])}, & {names[-1]}" if len(names) > 1 else "".join(names)
    parts = date_parts(record.published)
    day = f"({_apa_day(parts)})."
    title = (
        f"*{record.title}*" + ("" if _ended(record.title) == record.title else ".") if record.title else ""
    )
    site = f"{_ended(record.site)}" if record.site and record.site not in record.byline else ""
    head = [_ended(author), day, title] if author else [title, day]
    return " ".join(part for part in (*head, site, record.url) if part)


def _apa_name(name: PersonName) -> str:
    return ", ".join(part for part in (name.family, name.initials, name.suffix) if part)


def _apa_day(parts: tuple[int, ...]) -> str:
    if not parts:
        return "n.d."
    rest = " ".join([_MONTHS[parts[1] - 1], *map(str, parts[2:])]) if len(parts) > 1 else ""
    return f"{parts[0]}, {rest}" if rest else str(parts[0])


def _apa_short(record: ArticleRecord) -> str:
    families = [person_name(name).family for name in record.byline]
    parts = date_parts(record.published)
    year = parts[0] if parts else "n.d."
    if not families:
        return f"“{_cut(record.title)},” {year}"
    who = f"{families[0]} et al." if len(families) > 2 else " & ".join(families)
    return f"{who}, {year}"


# -- MLA -----------------------------------------------------------------------------------------------------


def _mla(record: ArticleRecord, speaker: str) -> str:
    names = [person_name(name) for name in record.byline]
    author = names[0].inverted if names else ""
    if len(names) == 2:
        author += f", and {names[1].natural}"
    elif len(names) > 2:
        author += ", et al."
    parts = date_parts(record.published)
    day = " ".join(
        str(part) for part in (*parts[2:], *(_MLA_MONTHS[part - 1] for part in parts[1:2]), *parts[:1])
    )
    head = [_ended(author), f"“{_ended(record.title)}”" if record.title else ""]
    site = f"*{record.site}*" if record.site else ""
    tail = _joined(site, day, re.sub(r"^https?://", "", record.url))
    return " ".join(part for part in (*head, f"{tail}." if tail else "") if part)


def _mla_short(record: ArticleRecord, speaker: str) -> str:
    families = [person_name(name).family for name in record.byline]
    who = f"{families[0]} et al." if len(families) > 2 else " and ".join(families)
    who = who or f"“{_cut(record.title)}”"
    return f"qtd. in {who}" if speaker and speaker not in record.byline else who


# -- Chicago -------------------------------------------------------------------------------------------------


def _chicago(record: ArticleRecord, speaker: str) -> str:
    names = [person_name(name) for name in record.byline]
    listed = [name.natural for name in names[:3]]
    if len(names) > 3:
        author = f"{listed[0]} et al."
    elif len(listed) > 1:
        author = f"{', '.join(listed[:-1])}{',' if len(listed) > 2 else ''} and {listed[-1]}"
    else:
        author = "".join(listed)
    parts = date_parts(record.published)
    day = ""
    if parts:
        month = _MONTHS[parts[1] - 1] if len(parts) > 1 else ""
        day = f"{month} {parts[2]}, {parts[0]}" if len(parts) > 2 else f"{month} {parts[0]}".strip()
    title = f"“{record.title},”" if record.title else ""
    site = f"*{record.site}*" if record.site else ""
    head = f"{author}, {title}" if author and title else author or title
    tail = _joined(site, day, record.url)
    return f"{head} {tail}.".strip() if tail else f"{head.removesuffix(',”')}.”" if title else f"{head}."


# -- keys ----------------------------------------------------------------------------------------------------


def _bibtex(record: ArticleRecord, speaker: str) -> str:
    return f"\\cite{{{citation_key(record)}}}"


def _pandoc(record: ArticleRecord, speaker: str) -> str:
    return f"[@{citation_key(record)}]"


_REFERENCES: dict[str, Callable[[ArticleRecord, str], str]] = {
    "plain": _plain, "markdown": _markdown, "apa": _apa, "mla": _mla, "chicago": _chicago,
    "bibtex": _bibtex, "pandoc": _pandoc,
}  # fmt: skip
STYLES: tuple[str, ...] = tuple(_REFERENCES)
"""The names of the styles; `citation_style` in the user's settings is one of them."""


def _bare(passage: str) -> str:
    words = " ".join(passage.split())
    for opening, closing in _MARKS:
        inner = words[1:-1]
        whole = len(words) > 1 and words.startswith(opening) and words.endswith(closing)
        if whole and opening not in inner and closing not in inner:
            words = inner.strip()
            break
    return words.replace("“", "‘").replace("”", "’")


def _ended(text: str) -> str:
    return text if not text or text.endswith((".", "?", "!", "…")) else f"{text}."


def _cut(title: str, most: int = 4) -> str:
    return " ".join(title.split()[:most])


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text)
    return "".join(character for character in plain if character.isascii() and character.isalnum()).lower()
