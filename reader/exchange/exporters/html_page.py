"""One self-contained page that any browser shows, with the highlights lit and the notes below.

No script, nothing from elsewhere, by a policy that the page states itself; light or dark as the browser is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reader.article.characters import safe_line
from reader.exchange.exporters.article_html import article_to_html, escaped, link
from reader.exchange.exporters.bundle import Bundle
from reader.exchange.exporters.exporter import Exporter
from reader.exchange.exporters.plain_text import details
from reader.library.records import Highlight, Note

__all__ = ["EXPORTER", "collection"]

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'"
_STYLE = """\
:root { color-scheme: light dark; --paper: #fdfcf9; --ink: #22201c; --soft: #6a645a; --line: #ddd6c8;
  --link: #1c5d8f; --yellow: #ffe98a; --green: #c3e8b4; --blue: #bfe0f7; --pink: #fbcfe0; --purple: #dccff5; }
@media (prefers-color-scheme: dark) { :root { --paper: #191815; --ink: #e4dfd4; --soft: #9c9587;
  --line: #3a362f; --link: #8fc1e8; --yellow: #5f5212; --green: #2f4f26; --blue: #1d4a68; --pink: #66304a;
  --purple: #453470; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.125rem/1.6 Georgia, "Times New Roman", serif;
  overflow-wrap: break-word; }
main { max-width: 40rem; margin: 0 auto; padding: 3rem 1.25rem 5rem; }
article + article { margin-top: 4rem; padding-top: 3rem; border-top: 1px solid var(--line); }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 2em 0 .6em; }
h1 { font-size: 1.9rem; margin-top: 0; }
.about, nav, footer, small { color: var(--soft); font: .9rem/1.5 system-ui, sans-serif; }
a { color: var(--link); }
blockquote { margin: 1.2em 0; padding-left: 1.1em; border-left: 3px solid var(--line); }
pre { overflow-x: auto; padding: 1em; background: color-mix(in srgb, var(--ink) 6%, transparent);
  font-size: .85em; line-height: 1.45; }
.table { overflow-x: auto; }
table { border-collapse: collapse; font: .9rem/1.4 system-ui, sans-serif; }
td, th { border: 1px solid var(--line); padding: .3em .6em; text-align: left; vertical-align: top; }
figure { margin: 1.2em 0; color: var(--soft); font: .9rem/1.5 system-ui, sans-serif; }
hr { border: 0; border-top: 1px solid var(--line); margin: 2em 0; }
mark { color: inherit; background: var(--yellow); border-radius: .15em; }
mark.green { background: var(--green); } mark.blue { background: var(--blue); }
mark.pink { background: var(--pink); } mark.purple { background: var(--purple); }
.note { white-space: pre-wrap; margin: .4em 0 1.2em; }
.footnote { font-size: .9em; }
@media print { main { max-width: none; padding: 0; } mark { background: none; border-bottom: 2px solid; } }
"""


def collection(bundles: Iterable[Bundle], *, with_text: bool = True) -> Iterator[str]:
    """The page with any number of articles; each of several can be reached from its address (`#a-ID`)."""
    waiting = iter(bundles)
    first = next(waiting, None)
    second = next(waiting, None)
    alone = first is not None and second is None
    title = safe_line(first.record.title) if first is not None and alone else "Reader"
    language = first.record.language if first is not None and alone else ""
    yield _head(title, language)
    for bundle in (first, second):
        if bundle is not None:
            yield _article(bundle, with_text=with_text)
    for bundle in waiting:
        yield _article(bundle, with_text=with_text)
    yield "</main>\n</body>\n</html>\n"


def _head(title: str, language: str) -> str:
    spoken = f' lang="{escaped(language)}"' if language else ""
    return (
        f'<!doctype html>\n<html{spoken}>\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escaped(title)}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>\n<main>\n"
    )


def _article(bundle: Bundle, *, with_text: bool) -> str:
    record = bundle.record
    about = [escaped(details(record)), link(record.url, escaped(safe_line(record.url, 4000)))]
    about += [" ".join("#" + escaped(safe_line(tag)) for tag in record.tags)]
    lines = "<br>\n".join(part for part in about if part)
    text = (
        article_to_html(bundle.article, bundle.highlights, lambda mark: _sign(bundle, mark))
        if with_text
        else ""
    )
    return (
        f'<article id="a-{escaped(record.id)}">\n<h1>{escaped(safe_line(record.title)) or "Untitled"}</h1>\n'
        f'<p class="about">{lines}</p>\n{text}{_marks(bundle, with_text=with_text)}</article>\n'
    )


def _sign(bundle: Bundle, mark: Highlight) -> str:
    """What leads from a passage to the notes on it."""
    if not bundle.notes_on(mark):
        return ""
    return f'<sup><a href="#n-{escaped(mark.id)}" title="note">note</a></sup>'


def _marks(bundle: Bundle, *, with_text: bool) -> str:
    parts = []
    for mark in bundle.highlights:
        passage = escaped(mark.exact).replace("\n", "<br>\n")
        if mark.status == "orphan":
            passage += " <small>(no longer found in the text)</small>"
        elif with_text:
            passage += f' <a href="#h-{escaped(mark.id)}" title="its place in the text">↑</a>'
        lit = f'<mark class="{escaped(mark.colour)}">' if not with_text else ""
        close = "</mark>" if lit else ""
        parts.append(
            f'<blockquote id="n-{escaped(mark.id)}">{lit}{passage}{close}{_tags(mark.tags)}</blockquote>\n'
        )
        parts += [_note(note) for note in bundle.notes_on(mark)]
    parts += [_note(note) for note in bundle.notes_on_article()]
    return f"<section>\n<h2>Highlights and notes</h2>\n{''.join(parts)}</section>\n" if parts else ""


def _note(note: Note) -> str:
    return f'<p class="note">{escaped(note.text)}{_tags(note.tags)}</p>\n'


def _tags(tags: tuple[str, ...]) -> str:
    return f"<br>\n<small>{' '.join('#' + escaped(safe_line(tag)) for tag in tags)}</small>" if tags else ""


EXPORTER = Exporter("html", "one page for a browser, highlights lit", ".html", collection, depth="text")
