"""Old highlights as cards: the passage, what was written on it, where it is from and when it comes again. Pure."""

from __future__ import annotations

from collections.abc import Callable

from reader.library.review import FIRST_DAYS, Review, ReviewItem
from reader.terminal import printable, printable_line
from reader.tui.listing import short_date
from reader.tui.rows import Line, Row, Span, cut, told_rows, wrap

__all__ = ["card_rows", "told"]

WIDEST = 84
_MOST_LINES = 14


def card_rows(review: Review, width: int, *, year: int, key: Callable[[str], str]) -> list[Row]:
    """A card each with a blank line between; what to press where there is none. Keys are `card:ID`."""
    if not review.items:
        return _nothing(review, width, key)
    rows: list[Row] = []
    for item in review.items:
        if rows:
            rows.append(Row(((),)))
        rows.append(_card(item, min(width, WIDEST), year))
    return rows


def _card(item: ReviewItem, width: int, year: int) -> Row:
    mark = item.highlight
    bar: Span = ("  ▌ ", f"bar-{mark.colour}")
    lines: list[Line] = [
        (bar, *line) for line in wrap([(printable_line(mark.exact), "title")], width - 6, most=_MOST_LINES)
    ]
    for note in item.notes:
        for paragraph in printable(note).split("\n"):
            if paragraph.strip():
                wrapped = wrap([(paragraph, "note")], width - 8, most=4)
                lines.extend(
                    (("      " if number else "    ✎ ", "accent"), *line)
                    for number, line in enumerate(wrapped)
                )
    kept = "" if not item.kept else "kept once" if item.kept == 1 else f"kept {item.kept} times"
    facts = [cut(printable_line(item.title), 32), short_date(mark.created, year), kept]
    where: list[Span] = [("    " + " · ".join(fact for fact in facts if fact), "dim")]
    if mark.tags:
        where.append(("  " + " ".join(f"#{printable_line(tag, 30)}" for tag in mark.tags[:5]), "tag"))
    where.append((f" · next in {item.next_days} days", "dim"))
    lines.extend(wrap(where, width - 2, indent=4, most=2))
    return Row(tuple(lines), f"card:{mark.id}")


def _nothing(review: Review, width: int, key: Callable[[str], str]) -> list[Row]:
    if review.due:
        lines = [
            ("", f"Done for today: {review.answered} answered."),
            (key("review.more"), f"brings five more of the {review.due} that are due"),
        ]
    elif review.answered or review.next_due:
        day = f" The next one comes on {review.next_due}." if review.next_due else ""
        lines = [("", f"{'Done' if review.answered else 'Nothing'} for today.{day}")]
    else:
        lines = [
            ("", f"No highlights yet. One comes back {FIRST_DAYS} days after it was made."),
            (key("article.highlight"), "in an article highlights the sentence at hand"),
        ]
    lines.append((key("go.notes"), "shows all that is marked"))
    lines.append((key("app.back"), "goes back"))
    return told_rows(lines, width)


def told(review: Review) -> str:
    """How far today's review is."""
    if not review.items and not review.answered:
        return ""
    left = f"{len(review.items)} to look at again" if review.items else "nothing left for today"
    parts = [left]
    if review.answered:
        parts.append(f"{review.answered} answered today")
    if review.due > len(review.items):
        parts.append(f"{review.due} due in all")
    return " · ".join(parts)
