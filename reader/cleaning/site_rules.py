"""Rules for the pages of one site: what to keep, what to drop, where title and authors stand.

A rule is a TOML file, one a site:

    host = "example.org"               # and its subdomains; or a list; the file's name where it is missing
    keep = ["div.factbox"]             # CSS selectors
    drop = ["aside.newsletter", "#promo"]
    title = "h1.headline"
    byline = ".author"

Only files are read here; what selectors select is the business of `reader.cleaning.html.site_marks`. A file that is
wrong is named with its line and left out: it never keeps anything from being cleaned.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from reader.errors import ReaderError

__all__ = ["SITE_RULE", "SiteRule", "host_of", "load_rules", "read_rule", "rule_from_text", "rules_for"]

SITE_RULE = "site rule "
"""How the reason on a receipt begins whose block a rule dropped; its name follows."""
_MOST_BYTES = 200_000
_MOST_SELECTORS = 200
_LONGEST_SELECTOR = 400
_HOST = re.compile(r"(?=.{1,253}$)[^\W_](?:[\w-]*[^\W_])?(?:\.[^\W_](?:[\w-]*[^\W_])?)*")
_KEYS = frozenset({"name", "host", "keep", "drop", "title", "byline"})


@dataclass(frozen=True, slots=True)
class SiteRule:
    """One site's rule. Selectors are CSS, each known to be one."""

    name: str
    hosts: tuple[str, ...]
    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    title: str = ""
    byline: str = ""

    @property
    def reason(self) -> str:
        """What the receipts of blocks that it drops say."""
        return f"{SITE_RULE}{self.name}"

    def covers(self, host: str) -> bool:
        """Whether a host is one of its own or below one of them."""
        return any(host == own or host.endswith(f".{own}") for own in self.hosts)

    @staticmethod
    def from_json(values: Mapping[str, Any]) -> SiteRule:
        """The rule of plain values, as `dataclasses.asdict` makes them."""
        lists = {key: tuple(values.get(key, ())) for key in ("hosts", "keep", "drop")}
        return SiteRule(
            values["name"], **lists, title=values.get("title", ""), byline=values.get("byline", "")
        )


def rules_for(rules: Iterable[SiteRule], *addresses: str) -> list[SiteRule]:
    """The rules that cover the host of any of the addresses; those of the nearest host last, so that they win."""
    hosts = {host for address in addresses if (host := host_of(address))}
    found = [rule for rule in rules if any(rule.covers(host) for host in hosts)]
    return sorted(found, key=lambda rule: (max(map(len, rule.hosts)), rule.name))


def host_of(address: str) -> str:
    """The host of an address, in lower case; empty where it has none."""
    try:
        return (urlsplit(address).hostname or "").lower().rstrip(".")
    except ValueError:
        return ""


def load_rules(folder: Path) -> tuple[list[SiteRule], list[ReaderError]]:
    """The rules of a folder's `*.toml`, by name, and what is wrong with those that are none."""
    rules: list[SiteRule] = []
    problems: list[ReaderError] = []
    try:
        paths = sorted(path for path in folder.glob("*.toml") if not path.name.startswith("."))
    except OSError:
        return [], []
    for path in paths:
        try:
            rules.append(read_rule(path))
        except ReaderError as error:
            problems.append(error)
    return rules, problems


def read_rule(path: Path) -> SiteRule:
    """The rule of a file. Raises ReaderError that names the file, the line and the reason."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise ReaderError(f"cannot use {path}", "it is larger than a rule can be")
        text = path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise ReaderError(f"cannot use {path}", "it is not written in UTF-8") from error
    except OSError as error:
        raise ReaderError(f"cannot read {path}", error.strerror or str(error)) from error
    return rule_from_text(text, path)


def rule_from_text(text: str, path: Path) -> SiteRule:
    """The rule that a file's text says. Raises ReaderError that names file, line and reason."""
    try:
        values = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ReaderError(f"cannot use {path}", f"not a TOML file: {error}", "mend that line") from error
    check = _Check(text, path)
    unknown = next((key for key in values if key not in _KEYS), None)
    if unknown is not None:
        raise check.wrong(unknown, f"no key is called {unknown!r}; there are: {', '.join(sorted(_KEYS))}")
    hosts = tuple(check.host(each) for each in check.texts(values, "host")) or (check.host(path.stem),)
    keep, drop = (
        tuple(check.selector(each) for each in check.texts(values, key)) for key in ("keep", "drop")
    )
    title, byline = (check.selector(check.one(values, key)) for key in ("title", "byline"))
    if not (keep or drop or title or byline):
        raise ReaderError(f"cannot use {path}", "it has no selector", "give it keep, drop, title or byline")
    return SiteRule(check.one(values, "name") or path.stem, hosts, keep, drop, title, byline)


class _Check:
    """Looks at the values of one file, and says in which line what is wrong stands."""

    def __init__(self, text: str, path: Path) -> None:
        self._lines = text.split("\n")
        self._path = path

    def wrong(self, found: str, reason: str) -> ReaderError:
        """The error for what is written as `found`."""
        line = next((number for number, line in enumerate(self._lines, 1) if found and found in line), 1)
        return ReaderError(f"cannot use {self._path}", f"line {line}: {reason}", "mend that line")

    def one(self, values: Mapping[str, Any], key: str) -> str:
        """A single text."""
        found = self.texts(values, key)
        if len(found) > 1:
            raise self.wrong(key, f"{key} is one text")
        return found[0] if found else ""

    def texts(self, values: Mapping[str, Any], key: str) -> Sequence[str]:
        """A text or a list of them, as a list."""
        value = values.get(key, [])
        found = [value] if isinstance(value, str) else value
        if not isinstance(found, list) or not all(isinstance(each, str) and each.strip() for each in found):
            raise self.wrong(key, f'{key} is a text in quotes or a list of them: ["a", "b"]')
        if len(found) > _MOST_SELECTORS:
            raise self.wrong(key, f"{key} has more than {_MOST_SELECTORS} entries")
        return [each.strip() for each in found]

    def host(self, name: str) -> str:
        """A host's name, without what is not part of it."""
        host = name.lower().strip(".").removeprefix("www.")
        if not _HOST.fullmatch(host):
            raise self.wrong(name, f'{name!r} is no host; a rule needs one: host = "example.org"')
        return host

    def selector(self, selector: str) -> str:
        """A CSS selector that can be used."""
        if not selector:
            return ""
        if len(selector) > _LONGEST_SELECTOR:
            raise self.wrong(selector[:40], f"a selector has at most {_LONGEST_SELECTOR} characters")
        from cssselect import HTMLTranslator, SelectorError

        try:
            HTMLTranslator().css_to_xpath(selector)
        except (SelectorError, RecursionError) as error:
            raise self.wrong(selector, f"{selector!r} is no CSS selector: {error}") from error
        return selector
