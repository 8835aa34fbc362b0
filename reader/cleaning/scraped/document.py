"""A plain text as an article: left as it is, or, when it carries the furniture of a page, freed of it.

A text is taken for scraped only on evidence: at least two lines that only a page has. Notes, letters and
verse have none, and are never touched.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reader.article import Metadata, Related
from reader.article.build import Piece
from reader.cleaning.assemble import Part
from reader.cleaning.dates import find_date
from reader.cleaning.keywords import distinct
from reader.cleaning.scraped.decide import Verdict, decide_lines
from reader.cleaning.scraped.lines import Unit, units_of

__all__ = ["ScrapedDocument", "clean_scraped", "plain_parts"]

_VERSE_LINE = 64
_HEADING_WORDS = 12


@dataclass(frozen=True, slots=True)
class ScrapedDocument:
    """What cleaning a plain text gives."""

    parts: list[Part]
    metadata: Metadata
    keywords: tuple[str, ...]
    related: tuple[Related, ...]


def clean_scraped(text: str) -> ScrapedDocument:
    """The article of a plain text, decoded."""
    units = units_of(text)
    verdicts = decide_lines(units)
    found = {
        role: [verdict for verdict in verdicts if verdict.role == role]
        for role in ("time", "byline", "keywords", "related", "title")
    }
    title = found["title"][0].text if found["title"] else ""
    published = next((date for verdict in found["time"] if (date := find_date(verdict.text))), "")
    return ScrapedDocument(
        parts=_parts(units, verdicts),
        metadata=Metadata(
            title=title,
            title_derived=False,
            byline=tuple(name for verdict in found["byline"][:1] for name in verdict.values),
            published=published,
        ),
        keywords=distinct(word for verdict in found["keywords"] for word in verdict.values),
        related=tuple(Related(verdict.text) for verdict in found["related"]),
    )


def plain_parts(text: str) -> list[Part]:
    """Each unit kept, without a decision: for texts that took too long."""
    units = units_of(text)
    return [Part(_piece(unit)) for unit in units]


def _parts(units: Sequence[Unit], verdicts: Sequence[Verdict]) -> list[Part]:
    parts: list[Part] = []
    index = 0
    while index < len(units):
        unit, verdict = units[index], verdicts[index]
        if verdict.reason:
            parts.append(Part(Piece("paragraph", unit.text), verdict.reason))
            index += 1
            continue
        stanza = _stanza(units, verdicts, index)
        if len(stanza) > 1:
            parts.append(Part(Piece("paragraph", "\n".join(line.text for line in stanza))))
            index += len(stanza)
            continue
        parts.append(Part(_piece(unit, heading=_is_heading(units, verdicts, index))))
        index += 1
    return parts


def _stanza(units: Sequence[Unit], verdicts: Sequence[Verdict], first: int) -> Sequence[Unit]:
    """The kept lines from `first` on that belong together as verse or an address: short, without a blank line
    between, most of them not ending a sentence."""
    last = first
    while last < len(units) and units[last].group == units[first].group and not verdicts[last].reason:
        unit = units[last]
        if unit.kind != "line" or unit.was_joined or len(unit.text) > _VERSE_LINE:
            break
        last += 1
    lines = units[first:last]
    if len(lines) < 2 or (
        last < len(units) and units[last].group == units[first].group and units[last].kind == "line"
    ):
        return units[first : first + 1]
    return lines


def _is_heading(units: Sequence[Unit], verdicts: Sequence[Verdict], index: int) -> int:
    """The level of a short line that stands alone above prose, or 0."""
    unit = units[index]
    if unit.kind != "line" or unit.was_joined or not 1 <= unit.words <= _HEADING_WORDS:
        return 0
    if (
        unit.text.endswith((".", ",", ";", ":", "!", "…", '"', "”", "»", "-", "—"))
        or not unit.text[:1].isalnum()
        or unit.text[:1].islower()
    ):
        return 0
    following = next(
        (
            other
            for other, verdict in zip(units[index + 1 :], verdicts[index + 1 :], strict=True)
            if not verdict.reason
        ),
        None,
    )
    alone = (unit.blank_before or index == 0) and following is not None and following.blank_before
    if not alone or following is None or following.kind == "code" or following.words < 12:
        return 0
    before = any(not verdict.reason for verdict in verdicts[:index])
    return 2 if before else 1


def _piece(unit: Unit, *, heading: int = 0) -> Piece:
    if heading:
        return Piece("heading", unit.text, fields={"level": heading})
    if unit.kind == "item":
        fields: dict[str, Any] = {"depth": max(1, unit.depth), "ordered": unit.ordered, "number": unit.number}
        return Piece("list_item", unit.text, fields=fields)
    if unit.kind == "code":
        return Piece("code", unit.text)
    return Piece("paragraph", unit.text)
