"""The page of one person, organisation or place as rows. Pure.

Keys of rows: `note:INDEX`, `by:INDEX`, `about:INDEX`, `with:INDEX`, `other:INDEX`, `mention:INDEX`, each an index into
the list of that name on the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reader.library.person import Companion, Mention, PersonPage, Said
from reader.terminal import printable_line
from reader.tui.listing import short_date
from reader.tui.rows import Line, Row, Span, cut, lit, wrap
from reader.tui.session import folded

__all__ = ["dossier_rows", "told"]

COMPANIONS_SHOWN = 8
MENTIONS_SHOWN = 2000
WIDEST = 100


def told(page: PersonPage) -> str:
    """What kind of name it is, how often it stands where, and how else it is written."""
    count, articles = len(page.mentions), len(page.appearances)
    parts = [
        page.kind,
        f"{count} {'mention' if count == 1 else 'mentions'} in "
        f"{'1 article' if articles == 1 else f'{articles} articles'}",
    ]
    if page.also:
        parts.append("also " + ", ".join(printable_line(form, 40) for form in page.also[:5]))
    return " · ".join(parts)


def dossier_rows(page: PersonPage, words: str, width: int, *, year: int) -> list[Row]:
    """Notes first, then what they said and what was said of them, their company, every mention. `words` filter."""
    wanted, width = folded(words).split(), min(width, WIDEST)

    def fits(*texts: str) -> bool:
        hay = folded(" ".join(texts))
        return all(word in hay for word in wanted)

    others = [_other(i, name, width) for i, name in enumerate(page.others) if fits(name)]
    notes = [_note(i, note.text, width) for i, note in enumerate(page.notes) if fits(note.text)]
    company = [
        _companion(i, other, width) for i, other in enumerate(page.companions) if fits(other.name, other.kind)
    ]
    said = {
        kind: [
            _said(f"{kind}:{i}", one, kind, width, year)
            for i, one in enumerate(quotes)
            if fits(one.quote.text, one.title, one.quote.speaker)
        ]
        for kind, quotes in (("by", page.quotes_by), ("about", page.quotes_about))
    }
    rows: list[Row] = []
    for heading, members in (
        ("Others that are called so", others),
        ("Your notes", notes),
        (f"Said by {page.name}", said["by"]),
        (f"Said about {page.name}", said["about"]),
        ("In the same articles", company if wanted else company[:COMPANIONS_SHOWN]),
    ):
        rows.extend(_section(heading, members, width, blank=bool(rows)))
    rows.extend(_mentions(page, wanted, width, year, blank=bool(rows)))
    if not rows:
        rows.append(
            Row(tuple(wrap([(f"Nothing here holds “{cut(printable_line(words), 30)}”.", "dim")], width)))
        )
    return rows


def _section(heading: str, members: Sequence[Row], width: int, *, blank: bool) -> list[Row]:
    """A heading and its rows, below a blank line if `blank`; nothing where there are none."""
    if not members:
        return []
    title = cut(printable_line(heading), width - 8)
    made = Row((((f" {title}", "heading"), (f"  {len(members)}", "dim")),))
    return [*([Row(((),))] if blank else []), made, *members]


def _other(index: int, name: str, width: int) -> Row:
    return Row(
        (((" ◆ ", "entity-person"), (cut(printable_line(name), width - 4), "entity-person")),),
        f"other:{index}",
    )


def _note(index: int, text: str, width: int) -> Row:
    lines = wrap([(printable_line(text, 600), "note")], width - 4, most=3)
    return Row(
        tuple(((" ✎ " if not number else "   ", "accent"), *line) for number, line in enumerate(lines)),
        f"note:{index}",
    )


def _said(key: str, said: Said, kind: str, width: int, year: int) -> Row:
    words = wrap([(f"“{printable_line(said.quote.text, 1200)}”", "quote")], width - 4, most=4)
    lines: list[Line] = [(("   ", ""), *line) for line in words]
    facts: list[Span] = [(f"   {short_date(said.date, year, long=True)}", "dim")]
    if kind == "about":
        facts.append((f" · {printable_line(said.quote.speaker, 40) or 'speaker not known'}", "strong"))
    facts.append((f" · {cut(printable_line(said.title), max(10, width - 50))}", "dim"))
    return Row((*lines, *wrap(facts, width - 1, most=1)), key)


def _companion(index: int, other: Companion, width: int) -> Row:
    where = "1 article" if other.articles == 1 else f"{other.articles} articles"
    count = other.sentences
    together = f", {count} {'sentence' if count == 1 else 'sentences'}" if count else ""
    style = f"entity-{other.kind}"
    name = cut(printable_line(other.name), max(10, width // 2))
    line: Line = ((" ◆ ", style), (name, style), (f"  {where}{together}", "dim"))
    return Row(tuple(wrap(line, width - 1, most=1)), f"with:{index}")


def _mentions(page: PersonPage, wanted: Sequence[str], width: int, year: int, *, blank: bool) -> list[Row]:
    """Every sentence that names them, below headings of their articles; each sentence once."""
    places: dict[str, list[tuple[int, Mention]]] = {}
    seen: set[tuple[str, int]] = set()
    for index, mention in enumerate(page.mentions[:MENTIONS_SHOWN]):
        sentence = (mention.article, mention.sentence.start)
        if sentence not in seen and all(word in folded(mention.text) for word in wanted):
            seen.add(sentence)
            places.setdefault(mention.article, []).append((index, mention))
    rows: list[Row] = []
    for appearance in page.appearances:
        record = appearance.article
        found = places.get(record.id, ())
        if not found:
            continue
        if rows or blank:
            rows.append(Row(((),)))
        day = short_date(record.published or record.added, year, long=True)
        title = cut(printable_line(record.title) or "Untitled", max(10, width - 24))
        rows.append(Row((((f" {title}", "heading"), (f"  {day}", "dim")),)))
        forms = (appearance.entity.name, *appearance.entity.aliases)
        rows.extend(_mention(index, mention, forms, width) for index, mention in found)
    left = len(page.mentions) - MENTIONS_SHOWN
    if left > 0:
        rows.append(Row((((f" and {left:,} more mentions", "dim"),),)))
    return rows


def _mention(index: int, mention: Mention, forms: Sequence[str], width: int) -> Row:
    from reader.article import Range

    text = printable_line(mention.text, 900)
    places = [
        Range(place, place + len(form))
        for form in sorted(forms, key=len, reverse=True)
        for place in _each_place(text, form)
    ]
    free: list[Range] = []
    for place in places:
        if not any(place.start < known.end and known.start < place.end for known in free):
            free.append(place)
    lines = wrap(lit(text, free, "text", "strong"), width - 4, most=3)
    return Row(tuple((("   ", ""), *line) for line in lines), f"mention:{index}")


def _each_place(text: str, form: str) -> Iterable[int]:
    place = text.find(form)
    while form and place >= 0:
        yield place
        place = text.find(form, place + len(form))
