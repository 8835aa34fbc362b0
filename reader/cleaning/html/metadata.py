"""What a page says about its article: title, authors, site, dates, language, address. Unknown beats
invented."""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from reader.article import Metadata
from reader.article.characters import safe_line
from reader.cleaning.addresses import absolute, canonical
from reader.cleaning.dates import find_date, iso_date
from reader.cleaning.html.shown import date_in_address, shown_byline, shown_date
from reader.cleaning.html.structured import Structured, structured_data
from reader.cleaning.html.tree import class_words
from reader.cleaning.keywords import distinct
from reader.cleaning.language import language_tag
from reader.cleaning.names import author_names, stated_authors
from reader.cleaning.repeats import likeness

__all__ = ["PageMetadata", "page_metadata"]

_TITLES = (
    "og:title",
    "twitter:title",
    "parsely-title",
    "sailthru.title",
    "dc.title",
    "dcterms.title",
    "citation_title",
    "title",
)
_AUTHORS = (
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "citation_author",
    "article.author",
)
_SITES = ("og:site_name", "application-name", "al:android:app_name")
_PUBLISHED = (
    "article:published_time", "article:published", "parsely-pub-date", "datepublished", "sailthru.date", "article.published",
    "cxenseparse:recs:publishtime", "og:published_time", "pubdate", "publish-date", "publishdate", "publish_date",
    "publication_date", "published_time", "published_at", "originalpublicationdate", "article_date_original", "dc.date.issued",
    "dc.date.created", "dc.date", "dcterms.issued", "dcterms.created", "dcterms.date", "citation_publication_date",
    "rnews:datepublished", "displaydate", "date", "bt:pubdate", "article:post_date",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "last-modified",
    "dcterms.modified",
    "dc.date.modified",
    "revision_date",
    "lastmod",
)
_EXCERPTS = ("og:description", "twitter:description", "description", "dc.description")
_IMAGES = (
    "og:image",
    "og:image:url",
    "og:image:secure_url",
    "twitter:image",
    "twitter:image:src",
    "parsely-image-url",
)
_LABELS = ("news_keywords", "keywords", "article:tag", "parsely-tags", "sailthru.tags")
_BYLINE = re.compile(
    r"(?:^|[\s_-])(?:byline|by-line|author|authors|article-author|post-author|entry-author|contributor|writer)(?:$|[\s_-]|name)",
    re.IGNORECASE,
)
_NOT_BYLINE = re.compile(
    r"bio|avatar|image|photo|img|social|follow|box|about|comment|related|description|more-", re.IGNORECASE
)
_AUTHOR_PAGE = re.compile(
    r"/(?:authors?|contributors?|writers?|people|profiles?|staff)/([\w.%+-]{3,80})/?(?:[?#]|\Z)",
    re.IGNORECASE,
)
_MOST_LINKED = 4
_DOMAIN = re.compile(r"\w[\w-]*(?:\.[\w-]+)+")
_SEPARATOR = re.compile(r"\s+[|\-–—\\/»·:•]+\s+|\s*\|\s*|\s+::\s+")
_PUBLISHED_CLASS = re.compile(
    r"publish|posted|pubdate|entry-date|post-date|article-date|timestamp|dateline|created", re.IGNORECASE
)
_DATE_CLASS = re.compile(r"(?:^|[\s_])date(?:$|\s)", re.IGNORECASE)
_MODIFIED_CLASS = re.compile(r"modif|updat", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """The article's metadata, its page's keywords, and the base of its links."""

    metadata: Metadata
    keywords: tuple[str, ...]
    base: str


def page_metadata(root: Any, url: str = "") -> PageMetadata:
    """What the page's head, JSON-LD and visible marks say."""
    said = _meta_values(root)
    data = structured_data(root)
    address = _canonical_address(root, said, data, url)
    base = _base(root, url or address)
    site = _first(said, _SITES) or data.site
    title = _title(root, said, data, site)
    published = (
        _first_date([data.published, *said_values(said, _PUBLISHED)])
        or _visible_date(root)
        or shown_date(root)
        or _date_of_class(root, _DATE_CLASS)
        or date_in_address(address)
    )
    modified = _first_date([data.modified, *said_values(said, _MODIFIED)])
    metadata = Metadata(
        title=title,
        byline=_byline(root, said, data, site),
        site=site,
        published=published,
        modified=modified if modified[:10] >= published[:10] else "",
        language=_language(root, said, data),
        url=absolute(url),
        canonical_url=address,
        excerpt=_first(said, _EXCERPTS) or safe_line(data.description),
        image=absolute(_first(said, _IMAGES) or data.image, base),
    )
    labels = [label for value in said_values(said, _LABELS) for label in _labels(value)] or data.keywords
    return PageMetadata(metadata, distinct(labels), base)


def said_values(said: dict[str, list[str]], names: Sequence[str]) -> list[str]:
    """All values of the named meta elements, in the order of the names."""
    return [value for name in names for value in said.get(name, ())]


def _first(said: dict[str, list[str]], names: Sequence[str]) -> str:
    values = said_values(said, names)
    return safe_line(values[0]) if values else ""


def _meta_values(root: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        content = element.get("content")
        if not content or not content.strip():
            continue
        value = safe_line(html.unescape(content[:4_000]), 1_000)
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (
                (element.get(attribute) or "")
                .strip()
                .lower()
                .replace("dc:", "dc.")
                .replace("dcterms:", "dcterms.")
            )
            if name and value and len(values := found.setdefault(name, [])) < 60 and value not in values:
                values.append(value)
    return found


def _canonical_address(root: Any, said: dict[str, list[str]], data: Structured, url: str) -> str:
    candidates = [
        link.get("href") or "" for link in root.iter("link") if "canonical" in (link.get("rel") or "").lower()
    ]
    candidates += said.get("og:url", [])
    for candidate in candidates:
        address = canonical(absolute(candidate, url))
        if address and not _is_front_page(address, url):
            return address
    return canonical(url) or canonical(data.address)


def _is_front_page(address: str, url: str) -> bool:
    """A canonical address that is the site's front page, on a page that is not: a mistake seen often."""
    path = address.split("//", 1)[-1].partition("/")[2]
    return not path and bool(url.split("//", 1)[-1].partition("/")[2].strip("/"))


def _base(root: Any, address: str) -> str:
    element = root.find(".//base")
    href = element.get("href") if element is not None else None
    try:
        return urljoin(address, href.strip()) if href else address
    except ValueError:
        return address


def _text_of(element: Any) -> str:
    return safe_line("".join(element.itertext())) if element is not None else ""


def _title(root: Any, said: dict[str, list[str]], data: Structured, site: str) -> str:
    """The headline: what the page's data, its social card and its title agree on, the site's name cut."""
    headings = [text for heading in list(root.iter("h1"))[:5] if (text := _text_of(heading))]
    element = root.find("head/title")
    window = _text_of(element if element is not None else root.find(".//title"))
    card = _first(said, _TITLES)
    candidates = [
        short
        for candidate in (data.headline, data.name, card, window)
        if candidate and (short := _without_site(candidate, headings, site)) and short.lower() != site.lower()
    ]
    shown = next((heading for heading in headings if any(_same(heading, each) for each in candidates)), "")
    if shown:
        return shown
    within = next((each for each in candidates if len(headings) == 1 and _is_end_of(each, headings[0])), "")
    if within:
        return within
    if (
        len(headings) == 1
        and len(headings[0].split()) >= 4
        and any(likeness(headings[0], each) >= 0.5 for each in candidates)
    ):
        return headings[0]
    return next(iter(candidates), "") or (headings[0] if headings else "")


def _is_end_of(title: str, heading: str) -> bool:
    """Whether a heading is the title with a date, a label or the name of a domain before or behind it."""
    if len(title) >= len(heading):
        return False
    if heading.startswith(title):
        return bool(find_date(heading[len(title) :]))
    before = heading[: -len(title)].strip()
    return heading.endswith(title) and (
        before.endswith(":") or bool(_DOMAIN.fullmatch(before) or find_date(before))
    )


def _same(one: str, other: str) -> bool:
    return bool(one) and re.findall(r"\w+", one.lower()) == re.findall(r"\w+", other.lower())


def _without_site(title: str, headings: Sequence[str], site: str) -> str:
    """The title without " | Site": where a heading shows it so, where the site's name says so, where it is
    long."""
    for heading in headings:
        if heading == title:
            return title
        if len(heading) < len(title) and title.startswith(heading):
            rest = title[len(heading) :]
            if _SEPARATOR.match(rest + " "):
                return heading
    parts = _SEPARATOR.split(title)
    if len(parts) < 2:
        return title
    known = _folded(site)
    ends = list(_SEPARATOR.finditer(title))
    last, first = _folded(title[ends[-1].end() :]), _folded(title[: ends[0].start()])
    if known and (last == known or (last and known.startswith(last)) or (last.startswith(known))):
        return title[: ends[-1].start()].strip()
    if known and first == known:
        return title[ends[0].end() :].strip()
    if ends[-1].group().strip() in ("|", "-", "–", "—", "»", "·", "::", "•"):
        short = title[: ends[-1].start()].strip()
        if len(short.split()) >= 4 and len(title[ends[-1].end() :].split()) <= 4:
            return short
    return title


def _folded(text: str) -> str:
    return re.sub(r"\W+|^the\b|\.com$", "", text.lower())


def _byline(root: Any, said: dict[str, list[str]], data: Structured, site: str) -> tuple[str, ...]:
    for values in (data.authors, said_values(said, _AUTHORS)):
        names = author_names([value for value in values if "://" not in value], site=site)
        if names and not any(
            stated.lower().startswith(f"{names[0].lower()} ") for stated in stated_authors(values)
        ):
            one_word = len(names) == 1 and " " not in names[0]
            return (author_names(_by_their_pages(root), site=site) if one_word else ()) or names
    shown = author_names(_visible_byline(root), site=site) or shown_byline(root)
    return shown or stated_authors(data.authors) or stated_authors(said_values(said, _AUTHORS))


def _visible_byline(root: Any) -> list[str]:
    """Names that the page shows as its authors: by `rel`, `itemprop`, then by class."""
    links = [each for each in root.iter("a") if "author" in (each.get("rel") or "").split()]
    linked = [text for each in _set_together(links) if 0 < len(text := _text_of(each)) < 60]
    if linked:
        return linked[:3]
    for element in root.iter("span", "a", "p", "div", "address", "li", "cite", "h3", "h4", "h5", "strong"):
        named = "author" in (element.get("itemprop") or "").split()
        words = class_words(element) if not named else ""
        if not named and not (_BYLINE.search(words) and not _NOT_BYLINE.search(words)):
            continue
        inner = next(
            (each for each in element.iter() if "name" in (each.get("itemprop") or "").split()), element
        )
        text = safe_line(" ".join(inner.itertext()))
        if 0 < len(text) < 120 and author_names([text]):
            return [text]
    return _by_their_pages(root)


def _by_their_pages(root: Any) -> list[str]:
    """Names that lead to a page of that name among the site's authors."""
    links = []
    for link in root.iter("a"):
        page = _AUTHOR_PAGE.search(link.get("href") or "")
        text = _text_of(link) if page is not None else ""
        if page is not None and 0 < len(text) < 60:
            slug = page.group(1).lower()
            if any(word in slug for word in text.lower().split() if len(word) > 2) and author_names([text]):
                links.append(link)
    return [_text_of(link) for link in _set_together(links)][:_MOST_LINKED]


def _set_together(links: Sequence[Any]) -> list[Any]:
    """The first of them, and those set beside it: further down a page leads to other articles' authors."""
    if not links:
        return []
    around = next(itertools.islice(links[0].iterancestors(), 2, None), None)
    return [links[0], *(link for link in links[1:] if around in link.iterancestors())]


def _first_date(values: Sequence[str]) -> str:
    return next((found for value in values if (found := iso_date(value))), "")


def _visible_date(root: Any) -> str:
    """The date that the page shows: a `time` element said to be of publication, the first one, a dated
    class."""
    times = [each for each in root.iter("time") if not _MODIFIED_CLASS.search(class_words(each))][:20]
    marked = [
        each for each in times
        if each.get("pubdate") is not None or "datePublished" in (each.get("itemprop") or "") or _PUBLISHED_CLASS.search(class_words(each))
    ]  # fmt: skip
    for element in (*marked, *times):
        found = iso_date(element.get("datetime") or "") or find_date(_text_of(element))
        if found:
            return found
    return _date_of_class(root, _PUBLISHED_CLASS)


def _date_of_class(root: Any, classes: re.Pattern[str]) -> str:
    """The first date in a short element of such a class, or one said to be of publication."""
    for element in root.iter("span", "p", "div", "li", "abbr", "meta"):
        published = "datepublished" in (element.get("itemprop") or "").lower()
        if published or classes.search(class_words(element)):
            text = element.get("content") or element.get("title") or _text_of(element)
            found = find_date(_before_change(text)) if len(text) < 200 else ""
            if found:
                return found
    return ""


def _before_change(text: str) -> str:
    """What stands before the words that name the date of a change."""
    change = _MODIFIED_CLASS.search(text)
    return text[: change.start()] if change else text


def _language(root: Any, said: dict[str, list[str]], data: Structured) -> str:
    declared = (
        root.get("lang")
        or root.get("{http://www.w3.org/XML/1998/namespace}lang")
        or root.get("xml:lang")
        or ""
    )
    for value in (declared, *said.get("content-language", []), data.language, *said.get("og:locale", [])):
        tag = language_tag(value)
        if tag:
            return tag
    return ""


def _labels(value: str) -> list[str]:
    return [label for label in (part.strip() for part in re.split(r"[,;|]", value)) if label]
