"""What the head of a mail says: its subject is the title, who sent it the author. Standard library's `email`."""

from __future__ import annotations

import email
import email.policy
from email.header import decode_header, make_header
from email.utils import parseaddr, parsedate_to_datetime

from reader.article import Metadata
from reader.article.characters import safe_line

__all__ = ["mail_metadata"]

_HEAD = 256 << 10


def mail_metadata(data: bytes) -> Metadata:
    """Title, author and date of a mail; what cannot be read is empty."""
    head = data[:_HEAD].replace(b"\r\n", b"\n").split(b"\n\n", 1)[0]
    message = email.message_from_bytes(head, policy=email.policy.compat32)
    name, address = parseaddr(_decoded(message.get("From")))
    return Metadata(
        title=safe_line(_decoded(message.get("Subject"))),
        byline=(name or address,) if name or address else (),
        published=_date(_decoded(message.get("Date"))),
    )


def _decoded(value: object) -> str:
    """A header with its encoded words (RFC 2047)."""
    text = str(value or "")
    try:
        return safe_line(str(make_header(decode_header(text))))
    except (ValueError, LookupError, UnicodeError):
        return safe_line(text)


def _date(value: str) -> str:
    try:
        return parsedate_to_datetime(value).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
