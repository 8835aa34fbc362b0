"""Rules of the user's own for articles that are saved: `[[rules]]` in `config.toml`, "from site X: tag Y".

    [[rules]]
    site = "lwn.net"            # its name or address holds this; also: author, title, url, words (of the text)
    language = "en"
    tags = ["linux"]
    queue = "later"             # inbox, later or archive
    star = true

All conditions of a rule must hold. A rule is applied once, when an article is new; what the reader changes
afterwards stays changed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

__all__ = ["CONDITIONS", "Queue", "Rule", "fitting", "rule_from", "rule_to_json"]

Queue = Literal["inbox", "later", "archive"]
CONDITIONS = ("site", "author", "title", "url", "words", "language")
_DOINGS = ("tags", "queue", "star")
_QUEUES = ("inbox", "later", "archive")


@dataclass(frozen=True, slots=True)
class Rule:
    """Conditions by name, folded, and what is done with an article that meets them all."""

    conditions: Mapping[str, str] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    queue: Queue | Literal[""] = ""
    star: bool = False


def rule_from(table: Any) -> Rule:
    """A rule as the file says it. Raises TypeError that says what would be right."""
    if not isinstance(table, dict):
        raise TypeError("a table: a line [[rules]], then site = …, tags = […]")
    conditions: dict[str, str] = {}
    for name, value in table.items():
        if name in CONDITIONS:
            if not isinstance(value, str) or not value.strip():
                raise TypeError(f"{name} in quotes")
            conditions[name] = _folded(value)
        elif name not in _DOINGS:
            raise TypeError(f"made of {', '.join((*CONDITIONS, *_DOINGS))}, not {name!r}")
    tags = table.get("tags", [])
    tags = [tags] if isinstance(tags, str) else tags
    if not isinstance(tags, list) or not all(isinstance(tag, str) and tag.strip() for tag in tags):
        raise TypeError('tags = ["one", "two"]')
    queue, star = table.get("queue", ""), table.get("star", False)
    if queue and queue not in _QUEUES:
        raise TypeError(f"queue = one of {', '.join(_QUEUES)}")
    if not isinstance(star, bool):
        raise TypeError("star = true or false")
    if not conditions:
        raise TypeError(f"a condition: one of {', '.join(CONDITIONS)}")
    if not (tags or queue or star):
        raise TypeError("something to do: tags, queue or star")
    return Rule(conditions, tuple(tags), queue, star)


def rule_to_json(rule: Rule) -> dict[str, Any]:
    """The rule with every key."""
    blank = dict.fromkeys(CONDITIONS, "")
    return {**blank, **rule.conditions, "tags": list(rule.tags), "queue": rule.queue, "star": rule.star}


def fitting(rules: Sequence[Rule], facts: Mapping[str, str]) -> list[Rule]:
    """The rules that an article meets; `facts` gives its text for each condition's name."""
    folded: dict[str, str] = {}
    found = []
    for rule in rules:
        for name in rule.conditions:
            if name not in folded:
                folded[name] = _folded(facts.get(name, ""))
        if all(_holds(name, wanted, folded[name]) for name, wanted in rule.conditions.items()):
            found.append(rule)
    return found


def _holds(name: str, wanted: str, said: str) -> bool:
    if name == "language":
        return said == wanted or said.startswith(f"{wanted}-")
    if name in ("url", "site"):
        return wanted in said
    return re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", said) is not None


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text)
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).casefold().split())
