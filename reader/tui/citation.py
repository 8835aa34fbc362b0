"""A passage with where it is from, as one writes it into a text of one's own. Pure."""

from __future__ import annotations

from reader.library.records import ArticleRecord

__all__ = ["cited", "source_line"]


def source_line(record: ArticleRecord, *, speaker: str = "") -> str:
    """Speaker, authors, title, site, day, address: what is known of them."""
    parts = [
        speaker,
        ", ".join(record.byline),
        f"*{record.title}*" if record.title else "",
        record.site,
        record.published[:10],
        record.url,
    ]
    return ", ".join(part for part in parts if part)


def cited(passage: str, record: ArticleRecord, *, speaker: str = "") -> str:
    """`“passage” — speaker, authors, *title*, site, day, address`.

    Marks around the whole passage are not doubled; those within it become single ones.
    """
    words = " ".join(passage.split())
    for opening, closing in (("“", "”"), ('"', '"'), ("«", "»"), ("„", "“")):
        inner = words[1:-1]
        whole = len(words) > 1 and words.startswith(opening) and words.endswith(closing)
        if whole and opening not in inner and closing not in inner:
            words = inner.strip()
            break
    words = words.replace("“", "‘").replace("”", "’")
    source = source_line(record, speaker=speaker)
    return f"“{words}” — {source}" if source else f"“{words}”"
