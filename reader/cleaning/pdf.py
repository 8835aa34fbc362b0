"""PDF: the text layer of its pages, by pypdf (an extra), as lines that the cleaner of scraped text puts together."""

from __future__ import annotations

import io
import logging
import re
from dataclasses import dataclass

from reader.article import Metadata
from reader.article.characters import safe_line
from reader.cleaning.dates import iso_date
from reader.errors import ReaderError

__all__ = ["PdfText", "pdf_text"]

_MOST_PAGES = 5_000
_MOST_CHARACTERS = 20_000_000
_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)")
_NUMBER_ALONE = re.compile(r"\s*(?:[-–]\s*)?\d{1,4}(?:\s*[-–])?\s*")
_WITHOUT_NAME = re.compile(r"(?i)^(?:untitled|microsoft word - .*|.*\.(?:docx?|tex|dvi|indd|pdf))?$")


@dataclass(frozen=True, slots=True)
class PdfText:
    """The text of all pages, and what the file says of itself."""

    text: str
    metadata: Metadata
    warning: str = ""


def pdf_text(data: bytes) -> PdfText:
    """The text of a PDF. Raises ReaderError: the extra is missing, damaged, protected, no text in it."""
    try:
        from pypdf import PdfReader
    except ImportError as error:
        raise ReaderError(
            "cannot read this PDF",
            "that needs pypdf",
            "install the extra: `pip install 'terminal-reader[pdf]'`",
        ) from error
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        document = PdfReader(io.BytesIO(data), strict=False)
        locked = bool(document.is_encrypted and not document.decrypt(""))
        number = 0 if locked else len(document.pages)
        pages = [_page(document.pages[at].extract_text() or "") for at in range(min(number, _MOST_PAGES))]
        about = Metadata() if locked else _metadata(document.metadata)
    except Exception as error:
        # pypdf raises whatever a damaged file makes its parsers meet: PdfReadError, KeyError, TypeError, RecursionError …
        raise ReaderError("cannot read this PDF", "it is damaged") from error
    if locked:
        raise ReaderError("cannot read this PDF", "it is protected by a password")
    text = "\n\n".join(_without_running_lines(pages))[:_MOST_CHARACTERS]
    if not text.strip():
        raise ReaderError("cannot read this PDF", "it has no text layer: its pages are pictures")
    warning = "the order of columns and tables in a PDF is a guess"
    return PdfText(
        text, about, warning if number <= _MOST_PAGES else f"only {_MOST_PAGES} of {number} pages were read"
    )


def _page(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.splitlines())


def _without_running_lines(pages: list[str]) -> list[str]:
    """The pages without their numbers, and without lines that stand at the head or foot of most of them."""
    if len(pages) < 3:
        return pages
    counts: dict[str, int] = {}
    edges = [[line for line in page.splitlines() if line.strip()] for page in pages]
    for lines in edges:
        for line in {_shape(line) for line in (*lines[:1], *lines[-1:])}:
            counts[line] = counts.get(line, 0) + 1
    running = {shape for shape, count in counts.items() if count > len(pages) * 0.6}
    kept = []
    for page in pages:
        lines = page.splitlines()
        for end in (0, -1):
            while lines and not lines[end].strip():
                lines.pop(end)
            if lines and (_NUMBER_ALONE.fullmatch(lines[end]) or _shape(lines[end]) in running):
                lines.pop(end)
        kept.append("\n".join(lines))
    return kept


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", " ".join(line.split()))


def _metadata(about: object) -> Metadata:
    """Title, author and date, where they say something."""
    values = about if isinstance(about, dict) else {}
    title = safe_line(str(values.get("/Title") or ""))
    author = safe_line(str(values.get("/Author") or ""))
    match = _DATE.match(str(values.get("/CreationDate") or ""))
    return Metadata(
        title="" if _WITHOUT_NAME.match(title) else title,
        byline=tuple(name.strip() for name in re.split(r";|, | and ", author) if name.strip()),
        published=iso_date("-".join(match.groups())) if match else "",
    )
