"""The page of one person, organisation or place as rows. Pure.

Keys of rows: `note:INDEX`, `by:INDEX`, `about:INDEX`, `with:INDEX`, `other:INDEX`, `mention:INDEX`, each an index into
the list of that name on the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reader.library.person import Mention, PersonPage, Said
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

    rows: list[Row] = []
    others = [(index, name) for index, name in enumerate(page.others) if fits(name)]
    _section(rows, "Others that are called so", (_other(index, name, width) for index, name in others))
    notes = ((index, note) for index, note in enumerate(page.notes) if fits(note.text))
    _section(rows, "Your notes", (_note(index, note.text, width) for index, note in notes))
    for heading, kind, quotes in (
        (f"Said by {page.name}", "by", page.quotes_by), (f"Said about {page.name}", "about", page.quotes_about),
    ):  # fmt: skip
        shown = [
            (i, said)
            for i, said in enumerate(quotes)
            if fits(said.quote.text, said.title, said.quote.speaker)
        ]
        _section(rows, heading, (_said(f"{kind}:{i}", said, kind, width, year) for i, said in shown))
    company = [(i, other) for i, other in enumerate(page.companions) if fits(other.name, other.kind)]
    most = len(company) if wanted else COMPANIONS_SHOWN
    _section(
        rows,
        "In the same articles",
        (
            _companion(i, other.name, other.kind, other.articles, other.sentences, width)
            for i, other in company[:most]
        ),
    )
    rows.extend(_mentions(page, wanted, width, year, blank=bool(rows)))
    if not rows:
        rows.append(
            Row(tuple(wrap([(f"Nothing here holds “{cut(printable_line(words), 30)}”.", "dim")], width)))
        )
    return rows


def _section(rows: list[Row], heading: str, members: Iterable[Row]) -> None:
    """A heading and its rows, with a blank line before; nothing where there are none."""
    made = list(members)
    if made:
        if rows:
            rows.append(Row(((),)))
        rows.append(Row((((f" {printable_line(heading)}", "heading"), (f"  {len(made)}", "dim")),)))
        rows.extend(made)


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
    return Row((*lines, tuple(facts)), key)


def _companion(index: int, name: str, kind: str, articles: int, sentences: int, width: int) -> Row:
    where = "1 article" if articles == 1 else f"{articles} articles"
    together = f", {sentences} {'sentence' if sentences == 1 else 'sentences'}" if sentences else ""
    line: Line = (
        (" ◆ ", f"entity-{kind}"), (cut(printable_line(name), max(10, width - 40)), f"entity-{kind}"),
        (f"  {where}{together}", "dim"),
    )  # fmt: skip
    return Row((line,), f"with:{index}")


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
