"""Addresses of links, pictures and pages: made absolute, cut of what tracks the reader, kept only when
harmless.

Nothing here opens an address.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from reader.article.characters import safe_text

__all__ = ["absolute", "canonical", "site_of"]

_LONGEST = 2_000
_SCHEMES = frozenset({"http", "https", "mailto"})
_TRACKING = re.compile(
    r"^(?:utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|igsh|mc_cid|mc_eid|_ga|_gl|"
    r"_hsenc|_hsmi|hsctatracking|mkt_tok|oly_anon_id|oly_enc_id|vero_id|vero_conv|wickedid|s_cid|cmpid|"
    r"ocid|ncid|smid|ref_src|ref_url|spm|share_?id|at_medium|at_campaign|at_custom\d|xtor|"
    r"__twitter_impression|guccounter|guce_\w+|soc_src|soc_trk|fb_action_ids|fb_ref|fb_source|mbid|sr_share)$",
    re.IGNORECASE,
)
_CONTROLS = re.compile(r"[\x00-\x20\x7f]+")
_PLAIN_PATH = r"/(?![./])(?:[A-Za-z0-9_~%+,:;=&@()!*'$-]|[./?#](?=[A-Za-z0-9_~%+=&-])|/(?=\Z))*"
_PLAIN_HOST = r"https?://[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*"
_ABSOLUTE = re.compile(rf"{_PLAIN_HOST}(?:/|{_PLAIN_PATH})?", re.ASCII)
_FROM_ROOT = re.compile(rf"/|{_PLAIN_PATH}", re.ASCII)
_ORIGIN = re.compile(rf"({_PLAIN_HOST})(?:[/?#]|\Z)", re.ASCII)


def absolute(address: str, base: str = "") -> str:
    """The absolute form of a link's or picture's address: http, https or mailto; empty for anything else.

    User names and passwords in it are left out, since they are there to mislead.
    """
    if len(address) <= _LONGEST:  # most addresses are plain, and then joining them is only pasting
        if _ABSOLUTE.fullmatch(address):
            return address
        origin = _ORIGIN.match(base) if address[:1] == "/" else None
        if origin and _FROM_ROOT.fullmatch(address):
            return origin.group(1) + address
    address = _CONTROLS.sub("", safe_text(address[: _LONGEST * 2]))
    if not address or address[0] == "#" or len(address) > _LONGEST:
        return ""
    try:
        joined = urljoin(base, address) if base else address
        parts = urlsplit(joined)
        if parts.scheme.lower() not in _SCHEMES:
            return ""
        if parts.scheme.lower() == "mailto":
            return joined
        if not parts.hostname:
            return ""
        if "@" in parts.netloc:
            parts = parts._replace(netloc=parts.netloc.rsplit("@", 1)[1])
    except ValueError:
        return ""
    return urlunsplit(parts)


def canonical(address: str) -> str:
    """The address under which a page is known: host in lower case, no fragment, no tracking parameters."""
    address = absolute(address)
    if not address or address.startswith("mailto:"):
        return ""
    try:
        parts = urlsplit(address)
        query = parts.query
        if query:
            pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=200)
            kept = [(name, value) for name, value in pairs if not _TRACKING.match(name)]
            if len(kept) != len(pairs):
                query = urlencode(kept)
    except ValueError:
        return ""
    fragment = parts.fragment if parts.fragment.startswith("!") else ""
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path or "/", query, fragment))


def site_of(address: str) -> str:
    """The host of an address without `www.`; empty where there is none."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")
