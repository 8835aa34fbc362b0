"""Lines that are furniture of the page that a text was scraped from, told by what they say."""

from __future__ import annotations

import re

from reader.cleaning.dates import find_date
from reader.cleaning.html.signs import COMMENTS_HEADING, CREDIT, PROMOTION, TAIL_HEADING

__all__ = ["furniture", "is_headline", "is_time_line", "keyword_list"]

_PHRASES = tuple(
    (reason, re.compile(pattern, re.IGNORECASE))
    for reason, pattern in (
        (
            "comments",
            r"^(?:comment via|community standards|discussion\W*$|commenting (?:rules|policy)|join the discussion|reply\W*$|"
            r"log ?in to (?:comment|reply)|sort by (?:newest|oldest|best)|\d+ repl(?:y|ies)\W*$)",
        ),
        (
            "media button",
            r"^(?:listen(?: live| to (?:this|the)\b.{0,30}| now)?|watch(?: live| now)?|play(?: video)?|pause|mute|unmute|live|on air|"
            r"volume|full ?screen|\d{1,2}:\d\d(?: / \d{1,2}:\d\d)?)\W*$",
        ),
        (
            "share buttons",
            r"^(?:get short url|short url|copy (?:link|url|short url)|share(?: (?:this|on|via|with).{0,40})?|tweet(?: this)?|pin it|"
            r"(?:facebook|twitter|x|whatsapp|telegram|linkedin|reddit|pinterest|e-?mail|print|messenger|vk|copy)"
            r"(?:[\s|,/·•]+(?:facebook|twitter|x|whatsapp|telegram|linkedin|reddit|pinterest|e-?mail|print|messenger|vk|copy link|copy))*|"
            r"bookmark|save(?: article| story| for later)?|follow(?: us)?(?: on \w+)?|\d+ shares?)\W*$",
        ),
        (
            "cookie notice",
            r"(?:\bcookies?\b.{0,120}\b(?:accept|agree|consent|policy|settings|website|site|experience|use)\b|"
            r"\b(?:we|site|website|use[sd]?)\b.{0,60}\bcookies?\b|^(?:accept|reject|manage)(?: all)?(?: cookies| preferences| settings)?\W*$|\bgdpr\b)",
        ),
        (
            "navigation",
            r"^(?:skip to (?:main )?(?:content|navigation)|menu|home|search|close|navigation|back to top|top|main menu|toggle .{1,30}|"
            r"sections?|all sections|more|less|previous|next|news|world|politics|business|sport|sports|opinion|culture|tech|technology|"
            r"science|health|weather|video|videos|photos|shop|jobs|contact(?: us)?|about(?: us)?|advertise(?: with us)?|privacy(?: policy)?|"
            r"terms(?: of (?:use|service))?(?: and conditions)?|sitemap|rss|help|faq|careers|edition|language|english|breaking news|latest)\W*$|"
            r"^[^.!?]{1,60}(?:\s[|›»>•·]\s[^.!?|›»>•·]{1,40}){2,}$",
        ),
        (
            "account",
            r"^(?:log ?in|log ?out|sign ?(?:in|up|out)|register|subscribe(?: now| today)?|my account|create (?:an )?account)\b.{0,30}$",
        ),
        (
            "advertisement",
            r"^(?:advertisement|advertising|sponsored(?: content| by .{1,40})?|ad|promoted(?: by .{1,40})?|story continues below.{0,40}|article continues.{0,40})\W*$",
        ),
        ("copyright", r"^(?:©|\(c\)\s|copyright\b|all rights reserved)|\ball rights reserved\b"),
        (
            "newsletter",
            r"^(?:sign up (?:for|to)|subscribe to|get (?:our|the) .{0,40}newsletter|enter your e-?mail|your e-?mail address|newsletter\b)",
        ),
    )
)
_GLUED = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
_RELATIVE = re.compile(
    r"^(?:(?:posted|published|updated)\s+)?\d+ (?:minutes?|mins?|hours?|days?|weeks?|months?|years?) ago\W*$|^\d+ min(?:ute)?s? read\W*$",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w[\w'’-]*")
_TIME_WORDS = re.compile(
    r"(?i)\b(?:posted|published|updated|last|modified|on|at|by|gmt|utc|am|pm|est|edt|bst|cet|cest|pst|msk|date|time|"
    r"mon|tue|wed|thu|fri|sat|sun)(?:[a-z]*day)?\b"
)


def furniture(line: str) -> str:
    """What piece of furniture the line is, in words that a receipt can say; empty for none."""
    if len(line) > 400:
        return ""
    for candidate in (line, *(_GLUED.split(line) if len(line) <= 80 else ())):
        for reason, sign in _PHRASES:
            if sign.search(candidate.strip()):
                return reason
    if _RELATIVE.match(line):
        return "time line"
    if len(line) <= 60 and COMMENTS_HEADING.match(line):
        return "comments"
    if len(line) <= 80 and TAIL_HEADING.match(line):
        return "related"
    if len(line) <= 160 and CREDIT.match(line):
        return "caption"
    if len(line) <= 120 and PROMOTION.match(line) and not line.rstrip().endswith((".", "?", "!")):
        return "promotion"
    return ""


def is_time_line(line: str) -> bool:
    """Whether a line is a date, with or without a time, and little else."""
    if len(line) > 90 or not find_date(line):
        return False
    rest = re.sub(r"\d+|\W+", " ", _TIME_WORDS.sub(" ", line))
    return len([word for word in rest.split() if len(word) > 1]) <= 3


def keyword_list(line: str) -> list[str]:
    """The keywords of a line that is a list of them: at least three, short, without a sentence's end; else
    none."""
    line = re.sub(
        r"^\W*(?:tags?|keywords?|topics?|filed under|tagged(?: with)?|categories|labels?)\s*:\s*",
        "",
        line,
        flags=re.IGNORECASE,
    )
    if line.rstrip().endswith((".", "!", "?", ":", "…")) or len(line) > 1_000:
        return []
    words = [part.strip() for part in re.split(r"[,;|·•]", line)]
    if len(words) < 3 or any(not 0 < len(word) <= 40 or len(word.split()) > 4 for word in words):
        return []
    if sum(len(word.split()) for word in words) > 2.2 * len(words):
        return []
    small = {"and", "the", "of", "is", "was", "to", "in", "that", "it", "und", "et", "y"}
    if sum(1 for word in words if word.split()[0].lower() in small) * 4 > len(words):
        return []
    return words


def is_headline(line: str) -> bool:
    """Whether a line is set like a headline: some words, no full stop, most of the long words with capitals
    or a beginning like a sentence."""
    words = _WORD.findall(line)
    if not 4 <= len(words) <= 24 or line.rstrip().endswith((".", ",", ";", ":", "…")):
        return False
    return line.lstrip("\"'“‘«(")[:1].isupper() or not line.isascii() or line[:1].isdigit()
