"""Where articles stand: unread, reading or read; starred; in the inbox, put off, or archived.

All of it is the reader's to say: opening an article makes it neither read nor archived.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args

from reader.article import Article
from reader.errors import UsageError
from reader.library.holdings import Holdings, now
from reader.library.records import ArticleRecord, Queue, ReadState
from reader.library.tagging import change_tags, clean_tags, known_tags
from reader.rules import Rule, fitting

__all__ = ["apply_rules", "mark", "own_rules", "ruled"]


def mark(
    holdings: Holdings,
    article_ids: Sequence[str],
    *,
    state: ReadState | None,
    starred: bool | None,
    archived: bool | None,
    queue: Queue | None,
) -> None:
    """Set read state, star and queue of articles, as one change. Raises NotFound, UsageError."""
    fields: dict[str, Any] = {}
    if starred is not None:
        fields["starred"] = starred
    if archived is not None:
        fields["archived"] = archived
    if queue is not None:
        if queue not in get_args(Queue):
            raise UsageError(f"no queue {queue}", "", f"one of {', '.join(get_args(Queue))}")
        fields["archived"], fields["later"] = queue == "archive", queue == "later"
    if state is not None:
        fields["state"], fields["finished"] = state, now() if state == "read" else ""
    known = [holdings.get(ArticleRecord, id) for id in dict.fromkeys(article_ids)]
    if not fields or not known:
        return
    words = state or queue or ("star" if starred else "archive" if archived else "unmark")
    many = f"{len(known)} articles" if len(known) > 1 else "article"
    with holdings.store.change("mark", f"mark {many} {words}"):
        # what was read before keeps the day on which it was
        before = [record.id for record in known if state == "read" and record.state == "read"]
        rest = [record.id for record in known if record.id not in set(before)]
        holdings.change(ArticleRecord, rest, **fields)
        holdings.change(ArticleRecord, before, **{k: v for k, v in fields.items() if k != "finished"})


def own_rules() -> tuple[Rule, ...]:
    """The rules of the user's settings as they now are; those that are wrong are left out (`Config.problems`)."""
    from reader.config import config_path

    path = config_path()
    try:
        facts = path.stat()
    except OSError:
        return ()
    return _rules_of(path, facts.st_mtime_ns, facts.st_size)


@lru_cache(maxsize=4)
def _rules_of(path: Path, changed: int, size: int) -> tuple[Rule, ...]:
    from reader.config import load_config

    return load_config(path).rules


def ruled(record: ArticleRecord, article: Article, rules: Sequence[Rule]) -> ArticleRecord:
    """A new article's record with what the rules that it meets say of it. Raises UsageError for a wrong tag."""
    found = fitting(rules, _facts(record, article)) if rules else []
    if not found:
        return record
    tags = clean_tags([*record.tags, *(tag for rule in found for tag in rule.tags)])
    queue = next((rule.queue for rule in reversed(found) if rule.queue), record.queue)
    return dataclasses.replace(
        record, tags=tags, later=queue == "later", archived=queue == "archive",
        starred=record.starred or any(rule.star for rule in found),
    )  # fmt: skip


def apply_rules(
    holdings: Holdings, articles: Sequence[tuple[ArticleRecord, Article]], rules: Sequence[Rule]
) -> list[ArticleRecord]:
    """Do to articles that are there what the rules say, as one change; those that changed."""
    spelled = {tag.casefold(): tag for tag in known_tags(holdings)}
    changed = []
    with holdings.store.change("rules", "apply rules"):
        for record, article in articles:
            wanted = ruled(record, article, rules)
            added = [spelled.get(tag.casefold(), tag) for tag in wanted.tags if tag not in record.tags]
            if wanted == record:
                continue
            if added:
                change_tags(holdings, record.id, added, ())
            fields = {name: getattr(wanted, name) for name in ("later", "archived", "starred")}
            holdings.change(ArticleRecord, [record.id], **fields)
            changed.append(holdings.get(ArticleRecord, record.id))
    return changed


def _facts(record: ArticleRecord, article: Article) -> dict[str, str]:
    return {
        "site": f"{record.site} {record.url}", "author": ", ".join(record.byline), "title": record.title,
        "url": record.url, "words": f"{record.title}\n{article.text}", "language": record.language,
    }  # fmt: skip
