"""The way of every source: sniffed, decoded, cleaned by its kind, assembled, named."""

from __future__ import annotations

import dataclasses
import gc
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.article import Article, Metadata, Related, Source, SourceKind, count_words
from reader.article.characters import safe_line
from reader.cleaning import CLEANER_VERSION
from reader.cleaning.addresses import absolute, canonical, site_of
from reader.cleaning.assemble import Assembled, Part, assemble
from reader.cleaning.by_hand import NOTHING, ByHand, Edit, with_edits
from reader.cleaning.decode import Decoded, decode
from reader.cleaning.identity import article_id, digest
from reader.cleaning.kept import is_kept_article, kept_article
from reader.cleaning.keywords import distinct
from reader.cleaning.language import detected_language
from reader.cleaning.sniff import kind_of_bytes, kind_of_text, refuse_unreadable
from reader.cleaning.titles import derived_title
from reader.errors import ReaderError

if TYPE_CHECKING:
    from reader.cleaning.html.selectors import Selector
    from reader.cleaning.site_rules import SiteRule

__all__ = ["clean_source", "clean_without_rules", "selector_of"]

_EXCERPT = 240
_log = logging.getLogger("reader.cleaning")


@dataclass(frozen=True, slots=True)
class _Cleaned:
    """What each kind's path gives."""

    parts: list[Part]
    metadata: Metadata
    keywords: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Opened:
    """A source before it is cleaned. `kind` is that of the source, `inner` that of the text in it."""

    original: bytes
    decoded: Decoded
    kind: SourceKind
    inner: SourceKind
    url: str
    stated: Metadata = field(default_factory=Metadata)
    """What the source says of itself outside of its text."""


def clean_source(
    data: bytes | str,
    *,
    url: str = "",
    kind: SourceKind | None = None,
    name: str = "",
    by_hand: ByHand = NOTHING,
) -> Article:
    """The article in `data`, as the site's rules and the reader's edits want it. Raises ReaderError for what is
    empty or no text."""
    with _without_collection():
        return _clean(data, url, kind, name, by_hand, ruled=True)


@contextmanager
def _without_collection() -> Iterator[None]:
    """Python's search for cycles is off meanwhile: of the many small objects that cleaning makes none stands in
    one, and to look through them again and again costs an eighth of its time."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def clean_without_rules(
    data: bytes | str,
    warning: str,
    *,
    url: str = "",
    kind: SourceKind | None = None,
    name: str = "",
    by_hand: ByHand = NOTHING,
) -> Article:
    """All text of `data` in linear time, for sources whose cleaning took too long; `warning` says so."""
    article = _clean(data, url, kind, name, by_hand, ruled=False)
    return dataclasses.replace(article, warnings=(warning, *article.warnings))


def selector_of(
    data: bytes | str,
    edit: Edit,
    *,
    url: str = "",
    kind: SourceKind | None = None,
    rules: Sequence[SiteRule] = (),
) -> Selector | None:
    """The selector by which a rule of its site would say what an edit says; None where the source is no page, or
    has no telling name for the block. Raises ReaderError as `clean_source` does."""
    opened = _opened(data, absolute(url), kind, "")
    if opened.inner != "html":
        return None
    from reader.cleaning.html.page import page_selector

    return page_selector(opened.decoded.text, opened.url, edit, rules)


def _clean(
    data: bytes | str, url: str, kind: SourceKind | None, name: str, by_hand: ByHand, *, ruled: bool
) -> Article:
    if isinstance(data, bytes) and is_kept_article(data):
        return kept_article(data, CLEANER_VERSION)
    name, given = safe_line(name), url
    if not ruled and isinstance(data, bytes) and kind_of_bytes(data) in ("epub", "pdf"):
        raise ReaderError(f"cannot read {name or 'this'}", "reading it took too long or too much memory")
    opened = _opened(data, absolute(url), kind, name)
    decoded, inner, url = opened.decoded, opened.inner, opened.url
    cleaned = _cleaned_or_all(decoded.text, inner, url, by_hand, ruled=ruled)
    made = assemble(cleaned.parts)
    warnings = tuple(warning for warning in (decoded.warning, *cleaned.warnings) if warning)
    if not made.text.strip():
        if not any(part.piece.text.strip() for part in cleaned.parts):
            raise ReaderError(f"cannot read {name or 'this'}", "there is no text in it")
        cleaned, made = _with_everything(cleaned)
        warnings += ("no article was found in it: everything is shown",)
    if by_hand.edits:
        made = assemble(with_edits(cleaned.parts, by_hand.edits))
    metadata = _completed(_stated_first(opened.stated, cleaned.metadata), made, url or absolute(given), name)
    return Article(
        id=article_id(metadata.canonical_url, opened.original),
        text=made.text,
        blocks=made.blocks,
        metadata=metadata,
        source=Source(opened.kind, name or url, decoded.encoding, digest(opened.original)),
        removed=made.removed,
        related=cleaned.related,
        keywords=distinct(cleaned.keywords),
        cleaner_version=CLEANER_VERSION,
        warnings=warnings,
    )


def _opened(data: bytes | str, url: str, kind: SourceKind | None, name: str) -> _Opened:
    """The source decoded and out of its archive. Raises ReaderError."""
    original = data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")
    refuse_unreadable(original, name)
    kind = kind or kind_of_bytes(original)
    if kind in ("epub", "pdf"):
        try:
            return _unbound(original, kind)
        except ReaderError as error:
            what = "an e-book (EPUB)" if kind == "epub" else "a PDF"
            raise ReaderError(
                f"cannot read {name or 'this'}", f"it is {what}; {error.reason}", error.next_step
            ) from error
    decoded = decode(original) if isinstance(data, bytes) else Decoded(data, "utf-8")
    if kind in ("mhtml", "webarchive", "eml"):
        from reader.cleaning.archives import unpacked

        page = unpacked(original, kind)
        decoded, url = page.decoded, url or page.address
        inner: SourceKind = page.kind
    else:
        inner = kind or kind_of_text(decoded.text, name)
    if inner == "html" and not url and "<!--" in decoded.text[:500]:
        from reader.cleaning.archives import saved_from

        url = absolute(saved_from(decoded.text))
    if inner == "empty":
        raise ReaderError(f"cannot read {name or 'this'}", "it is empty")
    stated = Metadata()
    if kind == "eml":
        from reader.cleaning.mail import mail_metadata

        stated = mail_metadata(original)
    return _Opened(original, decoded, kind or inner, inner, url, stated)


def _unbound(original: bytes, kind: SourceKind) -> _Opened:
    """A book or a document of fixed pages as the text that is in it. Raises ReaderError."""
    if kind == "epub":
        from reader.cleaning.epub import book_page

        return _Opened(original, Decoded(book_page(original), "utf-8"), kind, kind, "")
    from reader.cleaning.pdf import pdf_text

    read = pdf_text(original)
    return _Opened(original, Decoded(read.text, "utf-8", read.warning), kind, "text", "", read.metadata)


def _stated_first(stated: Metadata, found: Metadata) -> Metadata:
    """What is known of an article, with what its source says outside of its text before the rest."""
    said = {each.name: value for each in dataclasses.fields(stated) if (value := getattr(stated, each.name))}
    return dataclasses.replace(found, **said, title_derived=found.title_derived and "title" not in said)


def _cleaned_or_all(text: str, kind: SourceKind, url: str, by_hand: ByHand, *, ruled: bool) -> _Cleaned:
    """A fault of the rules on a strange source costs the rules, never the text: it is logged and told."""
    try:
        return _by_kind(text, kind, url, by_hand, ruled=ruled)
    except Exception as error:
        if not ruled:
            raise
        _log.debug("cleaning failed", exc_info=True)
        warning = f"the cleaning rules failed on this source ({type(error).__name__}): all text is shown"
        return dataclasses.replace(_by_kind(text, kind, url, by_hand, ruled=False), warnings=(warning,))


def _by_kind(text: str, kind: SourceKind, url: str, by_hand: ByHand, *, ruled: bool) -> _Cleaned:
    if kind == "html":
        from reader.cleaning.html.page import clean_page, without_parsing

        page = clean_page(text, url, by_hand.rules) if ruled else without_parsing(text, url, "")
        return _Cleaned(page.parts, page.metadata, page.keywords, page.related, page.warnings)
    if kind == "epub":
        from reader.cleaning.html.page import clean_whole, without_parsing

        page = clean_whole(text) if ruled else without_parsing(text, url, "")
        return _Cleaned(page.parts, page.metadata, page.keywords, (), page.warnings)
    if kind == "markdown" and ruled:
        from reader.cleaning.markdown import clean_markdown

        document = clean_markdown(text, url)
        return _Cleaned(document.parts, document.metadata, document.keywords)
    from reader.cleaning.scraped.document import clean_scraped, plain_parts

    if not ruled:
        return _Cleaned(plain_parts(text), Metadata(url=url))
    scraped = clean_scraped(text)
    return _Cleaned(
        scraped.parts, dataclasses.replace(scraped.metadata, url=url), scraped.keywords, scraped.related
    )


def _with_everything(cleaned: _Cleaned) -> tuple[_Cleaned, Assembled]:
    """What was taken for furniture is all there is: it is kept."""
    parts = [Part(part.piece) for part in cleaned.parts]
    cleaned = dataclasses.replace(cleaned, parts=parts)
    return cleaned, assemble(parts)


def _completed(metadata: Metadata, made: Assembled, url: str, name: str) -> Metadata:
    """What the source does not say and its text or address does: title, language, site, excerpt, words."""
    title = safe_line(metadata.title)
    derived = metadata.title_derived
    if not title:
        title, derived = derived_title(made.text, made.blocks, name), True
    address = canonical(metadata.canonical_url or url)
    prose = next((block.of(made.text) for block in made.blocks if block.kind in ("paragraph", "quote")), "")
    return dataclasses.replace(
        metadata,
        title=title,
        title_derived=derived,
        byline=tuple(safe_line(author) for author in metadata.byline),
        site=safe_line(metadata.site) or site_of(address or url),
        language=metadata.language or detected_language(made.text),
        url=url or metadata.url,
        canonical_url=address,
        excerpt=safe_line(metadata.excerpt or prose, _EXCERPT),
        word_count=count_words(made.text),
    )
