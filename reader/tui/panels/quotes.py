"""The panel of quotes: speech with who said it and by which word; quoted phrases apart below."""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len

from reader.insight.values import Quote
from reader.terminal import printable_line
from reader.tui.panels.entities import SURE_ENOUGH
from reader.tui.rows import Row, Span, cut, wrap
from reader.tui.session import OpenArticle, folded

__all__ = ["alike", "quote_rows"]


def quote_rows(opened: OpenArticle, words: str, width: int) -> list[Row]:
    """In the order of the text. A speaker who is not known is shown as such, never guessed here."""
    if opened.insight is None:
        return [Row(((("Reading the quotes …", "dim"),),))]
    wanted = folded(words).split()
    shown = [
        (index, quote)
        for index, quote in enumerate(opened.quotes)
        if all(word in folded(f"{quote.text} {quote.speaker} {quote.cue}") for word in wanted)
    ]
    rows: list[Row] = []
    speech = [(index, quote) for index, quote in shown if quote.kind == "speech"]
    phrases = [(index, quote) for index, quote in shown if quote.kind == "phrase"]
    for index, quote in speech:
        if rows:
            rows.append(Row(((),)))
        rows.append(_speech(index, quote, width))
    if phrases:
        if rows:
            rows.append(Row(((),)))
        rows.append(Row(((("Quoted words", "heading"),),)))
        rows.extend(_phrase(same, width) for same in alike(phrases))
    if not rows:
        said = (
            f"No quote here holds “{cut(printable_line(words), 20)}”." if wanted else "Nobody is quoted here."
        )
        return [Row(tuple(wrap([(said, "dim")], width)))]
    return rows


def alike(phrases: Iterable[tuple[int, Quote]]) -> list[list[tuple[int, Quote]]]:
    """The same words quoted again stand together, in the order of their first places."""
    groups: dict[str, list[tuple[int, Quote]]] = {}
    for index, quote in phrases:
        groups.setdefault(folded(quote.text), []).append((index, quote))
    return list(groups.values())


def _phrase(same: list[tuple[int, Quote]], width: int) -> Row:
    index, quote = same[0]
    lines = wrap([(f"“{printable_line(quote.text)}”", "phrase")], width - 6, most=2)
    if len(same) > 1:
        first = lines[0]
        gap = width - 1 - sum(cell_len(text) for text, _ in first)
        lines[0] = (*first, (f"{len(same)}".rjust(gap), "dim"))
    return Row(tuple(lines), f"quote:{index}")


def _speech(index: int, quote: Quote, width: int) -> Row:
    who: list[Span] = (
        [(printable_line(quote.speaker), "strong" if quote.confidence >= SURE_ENOUGH else "text")]
        if quote.speaker
        else [("unknown speaker", "dim")]
    )
    if quote.cue:
        who.append((f"  {printable_line(quote.cue, 40)}", "dim"))
    lines = wrap([(f"“{printable_line(quote.text, 2000)}”", "quote")], width - 1, most=4)
    return Row((*wrap(who, width - 1, most=1), *lines), f"quote:{index}")
