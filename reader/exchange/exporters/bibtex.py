"""BibLaTeX: an `@online` entry an article, for LaTeX, Zotero and JabRef."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reader.article.characters import safe_line
from reader.exchange.citations import date_parts
from reader.exchange.exporters.bibliography import with_keys
from reader.exchange.exporters.bundle import Bundle
from reader.exchange.exporters.exporter import Exporter
from reader.exchange.names import person_name

__all__ = ["EXPORTER", "collection", "escaped"]

_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "#": r"\#", "&": r"\&", "_": r"\_",
    "$": r"\$", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
}  # fmt: skip


def escaped(text: str) -> str:
    """Text on one line in which nothing is a command of TeX; its braces stay paired."""
    return "".join(_SPECIAL.get(character, character) for character in safe_line(text))


def collection(bundles: Iterable[Bundle], *, with_text: bool = True) -> Iterator[str]:
    """An entry each, a blank line between them."""
    for number, (key, bundle) in enumerate(with_keys(bundles)):
        yield ("\n" if number else "") + _entry(key, bundle)


def _entry(key: str, bundle: Bundle) -> str:
    record = bundle.record
    fields = (
        ("title", f"{{{escaped(record.title)}}}" if record.title else ""),
        ("author", " and ".join(_author(name) for name in record.byline)),
        ("organization", escaped(record.site)),
        ("url", _address(record.url)),
        ("date", "-".join(f"{part:02d}" for part in date_parts(record.published))),
        ("urldate", record.added[:10] if record.url else ""),
        ("langid", escaped(record.language)),
        ("keywords", ", ".join(escaped(tag) for tag in record.tags)),
    )
    lines = [f"  {name} = {{{value}}}," for name, value in fields if value]
    return "\n".join([f"@online{{{key},", *lines, "}"]) + "\n"


def _author(name: str) -> str:
    """In parts where it is a person's; in braces, and so taken as a whole, where it is not."""
    person = person_name(name)
    if not person.given:
        return f"{{{escaped(person.family)}}}"
    return ", ".join(escaped(part) for part in (person.family, person.suffix, person.given) if part)


def _address(url: str) -> str:
    """BibLaTeX reads an address as it stands; only what would end the field is written otherwise."""
    line = safe_line(url, 4000)
    return line.replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D").replace(" ", "%20")


EXPORTER = Exporter("bibtex", "a bibliography for LaTeX (BibLaTeX)", ".bib", collection, a_file_each=False)
