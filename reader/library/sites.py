"""The rules of sites that the reader keeps, one file a site in the folder of settings: read, checked, imported,
and written when an edit is to hold for a whole site."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from reader.cleaning.by_hand import Edit
from reader.cleaning.site_rules import SiteRule, host_of, load_rules, read_rule, rule_from_text
from reader.errors import NotFound, ReaderError, UsageError
from reader.library.durable import write_aside
from reader.library.holdings import Holdings
from reader.library.records import ArticleRecord

if TYPE_CHECKING:
    from reader.article import Article

__all__ = ["SiteOffer", "SiteRules", "import_rules", "keep_rule", "offer_rule", "rules_folder", "site_rules"]


@dataclass(frozen=True, slots=True)
class SiteRules:
    """The rules that can be used, and what is wrong with the files that cannot."""

    folder: Path
    rules: tuple[SiteRule, ...]
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SiteOffer:
    """An edit as a rule for all pages of its site. Nothing is written until it is kept."""

    host: str
    key: Literal["keep", "drop"]
    selector: str
    blocks: int
    """Blocks of the article's own page that it selects."""


def rules_folder(holdings: Holdings) -> Path:
    """Where the rules lie."""
    from reader import config

    return holdings.sites if holdings.sites is not None else config.config_folder() / "sites"


def site_rules(holdings: Holdings) -> SiteRules:
    """The rules as they are on disk now."""
    folder = rules_folder(holdings)
    rules, problems = load_rules(folder)
    return SiteRules(folder, tuple(rules), tuple(str(problem) for problem in problems))


def offer_rule(holdings: Holdings, article: Article, edit: Edit) -> SiteOffer:
    """What a rule of the article's site would say instead of an edit. Raises NotFound where none can say it."""
    from reader.cleaning.cleaner import selector_of

    record = holdings.get(ArticleRecord, article.id)
    host = host_of(record.url).removeprefix("www.")
    if not host:
        raise NotFound("no rule can be made", "the page does not say which site it is of", "")
    data = holdings.files.original(record.original)
    rules = site_rules(holdings).rules
    found = selector_of(data, edit, url=record.url, kind=record.kind or None, rules=rules) if data else None
    if found is None:
        raise NotFound(
            "no rule can be made of it",
            "nothing in the page tells this block from the others",
            "it is kept for this article",
        )
    return SiteOffer(host, "keep" if edit.action == "put back" else "drop", found.css, found.blocks)


def keep_rule(holdings: Holdings, offer: SiteOffer) -> Path:
    """Write an offer into the file of its site; which file. Raises ReaderError, and changes nothing then."""
    from reader.config import with_setting

    folder = rules_folder(holdings)
    path = _file_of(folder, offer.host)
    try:
        text = path.read_text("utf-8") if path.exists() else f'host = "{offer.host}"\n'
    except (OSError, UnicodeDecodeError) as error:
        raise ReaderError(f"cannot change {path}", str(error)) from error
    there = getattr(rule_from_text(text, path), offer.key) if path.exists() else ()
    if offer.selector in there:
        return path
    text = with_setting(text, "", offer.key, [*there, offer.selector])
    rule = rule_from_text(text, path)
    if getattr(rule, offer.key) != (*there, offer.selector):
        raise ReaderError(
            f"cannot change {path}", "its layout is not one that a program can edit safely", "edit it"
        )
    _write(path, text)
    return path


def import_rules(holdings: Holdings, source: Path, *, replace: bool = False) -> list[Path]:
    """Copy a rule's file, or those of a folder, to the reader's own; all of them, or none where one is wrong.
    Raises ReaderError, UsageError where one is there already and is not to be replaced."""
    paths = sorted(source.glob("*.toml")) if source.is_dir() else [source]
    if not paths:
        raise NotFound(f"there is no rule in {source}", "a rule is a file that ends in .toml")
    folder = rules_folder(holdings)
    for path in paths:
        read_rule(path)
        if not replace and (folder / path.name).exists():
            raise UsageError(
                f"there is a rule {path.name} already", "", "`--replace` puts the new one in its place"
            )
    targets = []
    for path in paths:
        target = folder / path.with_suffix(".toml").name
        _write(target, path.read_text("utf-8"))
        targets.append(target)
    return targets


def _file_of(folder: Path, host: str) -> Path:
    """The file that has rules for a host, or the one that is to be made."""
    for path in sorted(folder.glob("*.toml")):
        try:
            if host in read_rule(path).hosts:
                return path
        except ReaderError:
            continue
    return folder / f"{host}.toml"


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_aside(path, text.encode())
    except OSError as error:
        raise ReaderError(f"cannot write {path}", error.strerror or str(error)) from error
