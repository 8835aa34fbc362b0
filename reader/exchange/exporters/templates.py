"""A template of the user's own as a format: Jinja2 in its sandbox, so that a template from elsewhere reads the
article and nothing else.

What a template has: `article` (the record's fields, with `queue` and `minutes_left`), `text`, `markdown`,
`highlights` (each with its `notes`), `notes` (on the article), `quotes`, `entities`, and the functions
`cite(passage, style)` and `reference(style)`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.errors import ReaderError
from reader.exchange.citations import cited, reference
from reader.exchange.exporters.article_markdown import article_to_markdown
from reader.exchange.exporters.bundle import Bundle
from reader.exchange.exporters.exporter import Exporter

if TYPE_CHECKING:
    from jinja2 import Template

__all__ = ["template_exporter"]

_ENDINGS = (".j2", ".jinja", ".jinja2", ".template")
_SIZE_LIMIT = 1_000_000


def template_exporter(path: Path) -> Exporter:
    """The format that a template's file describes; `card.html.j2` writes `.html`, and escapes as HTML needs it.

    Raises ReaderError: no Jinja2, no such file, an error in the template with its line.
    """
    stem = path.stem if path.suffix.lower() in _ENDINGS else path.name
    ending = Path(stem).suffix or ".txt"
    template = _template(path, markup=ending in (".html", ".htm", ".xml", ".xhtml"))

    def collection(bundles: Iterable[Bundle], *, with_text: bool = True) -> Iterator[str]:
        for bundle in bundles:
            yield _rendered(path, template, _values(bundle, with_text=with_text))

    return Exporter(path.name, f"the template {path.name}", ending, collection, depth="insight")


def _template(path: Path, *, markup: bool) -> Template:
    try:
        from jinja2 import StrictUndefined, TemplateError
        from jinja2.sandbox import ImmutableSandboxedEnvironment
    except ImportError:
        raise ReaderError(
            "templates need Jinja2", "it is not installed", "pip install 'terminal-reader[templates]'"
        ) from None
    environment = ImmutableSandboxedEnvironment(
        autoescape=markup, undefined=StrictUndefined, keep_trailing_newline=True, trim_blocks=True, lstrip_blocks=True
    )  # fmt: skip
    try:
        if path.stat().st_size > _SIZE_LIMIT:
            raise ReaderError(f"{path} is too large for a template")
        return environment.from_string(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ReaderError(f"cannot read {path}", error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise ReaderError(f"cannot read {path}", "it is not text in UTF-8") from error
    except TemplateError as error:
        line = getattr(error, "lineno", None)
        raise ReaderError(f"{path}{f', line {line}' if line else ''}", str(error)) from error


def _rendered(path: Path, template: Template, values: dict[str, Any]) -> str:
    try:
        return template.render(values)
    except Exception as error:  # the user's own template: whatever goes wrong in it is told as its fault
        raise ReaderError(f"the template {path} failed", f"{type(error).__name__}: {error}") from error


def _values(bundle: Bundle, *, with_text: bool) -> dict[str, Any]:
    record = bundle.record
    about = {**dataclasses.asdict(record), "queue": record.queue, "minutes_left": record.minutes_left}
    return {
        "article": about,
        "text": bundle.article.text if with_text else "",
        "markdown": article_to_markdown(bundle.article, highest_heading=2) if with_text else "",
        "highlights": [
            {
                **dataclasses.asdict(highlight),
                "notes": [dataclasses.asdict(note) for note in bundle.notes_on(highlight)],
            }
            for highlight in bundle.highlights
        ],
        "notes": [dataclasses.asdict(note) for note in bundle.notes_on_article()],
        "quotes": [dataclasses.asdict(quote) for quote in bundle.quotes],
        "entities": [dataclasses.asdict(entity) for entity in bundle.entities],
        "cite": lambda passage, style="plain": cited(str(passage), record, style),
        "reference": lambda style="plain": reference(record, style),
    }
