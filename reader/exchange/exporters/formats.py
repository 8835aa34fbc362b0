"""The registry of formats: those of this package by name, and those that other packages bring."""

from __future__ import annotations

from importlib import import_module

from reader.errors import ReaderError, UsageError
from reader.exchange.exporters.exporter import Exporter

__all__ = ["FORMATS", "all_formats", "exporter"]

FORMATS: dict[str, str] = {
    "markdown": "markdown",
    "org": "org",
    "html": "html_page",
    "text": "plain_text",
    "json": "json_format",
    "jsonl": "jsonl",
    "csv": "csv_table",
    "readwise": "readwise",
    "web-annotation": "web_annotation",
    "hypothesis": "hypothesis",
    "bibtex": "bibtex",
    "csl-json": "csl_json",
    "anki": "anki",
}
"""Each format's name and the module of this package that writes it; a module is loaded when it is asked for."""

_GROUP = "reader.exporters"


def exporter(name: str) -> Exporter:
    """The format of a name. Raises UsageError where there is none, ReaderError where one cannot be loaded."""
    if name in FORMATS:
        found: Exporter = import_module(f"reader.exchange.exporters.{FORMATS[name]}").EXPORTER
        return found
    from importlib.metadata import entry_points

    for entry in entry_points(group=_GROUP):
        if entry.name == name:
            try:
                loaded = entry.load()
            except Exception as error:  # another package's code: whatever it raises is its fault to be told
                raise ReaderError(
                    f"the format {name} of {entry.value} cannot be loaded", str(error)
                ) from error
            if isinstance(loaded, Exporter):
                return loaded
            raise ReaderError(f"the format {name} of {entry.value} is no exporter", "", "ask its author")
    raise UsageError(f"no format {name!r}", "", f"one of {', '.join(all_formats())}")


def all_formats() -> list[str]:
    """The names of all formats, those of other packages last; nothing of theirs is loaded."""
    from importlib.metadata import entry_points

    return list(dict.fromkeys([*FORMATS, *sorted(entry.name for entry in entry_points(group=_GROUP))]))
