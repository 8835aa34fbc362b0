"""Sources that cost a careless program minutes or gigabytes: each is generated, none is larger than a few megabytes."""

from __future__ import annotations

PROSE = "The council met on Tuesday to talk about the river, and nobody left before midnight. "
ARTICLE = f"<article><p>{PROSE * 3}</p><p>{PROSE * 2}</p></article>"


def many_attributes(count: int) -> str:
    return " ".join(f"a{number}='1'" for number in range(count))


HEAVY_PAGES = {
    "attributes": f"<div {many_attributes(50_000)}>x</div>",
    "attributes with ends in values": "<div " + " ".join(f'a{n}=">"' for n in range(50_000)) + ">x</div>",
    "attributes with starts in values": "<div " + " ".join(f'a{n}="<"' for n in range(50_000)) + ">x</div>",
    "starts as attributes": "<a " + "".join(f"x{n}=1 <" for n in range(50_000)) + ">x</a>",
    "attributes of many tags": f"<div {many_attributes(1_500)}>x</div>" * 40,
    "bad attributes": "<p onclick=x style=y width=1>z</p>" * 8_000,
    "unclosed quote": ARTICLE + '<a href="' + "x" * 500_000,
    "unclosed quotes": '<a href="' * 60_000,
    "unclosed comment": ARTICLE + "<!--" + "-" * 300_000,
    "unclosed script": ARTICLE + "<script>" * 5_000,
    "nested closed": "<div>" * 3_000 + ARTICLE + "</div>" * 3_000,
    "nested open": "<b>" * 30_000 + ARTICLE,
    "nested tables": "<table><tr><td>" * 600 + ARTICLE,
    "nested lists": "<ul><li>a" * 1_500 + ARTICLE,
    "nested quotes": "<blockquote>a" * 1_500 + ARTICLE,
    "metas": "<meta " * 40_000 + ARTICLE,
    "angle brackets": "<" * 1_000_000,
    "spaces": "<p>" + " " * 2_000_000 + "x" + ARTICLE,
    "breaks": ARTICLE + "<br>" * 40_000,
    "entities": "<p>" + "&amp;" * 200_000 + "</p>" + ARTICLE,
    "paragraphs": "<p>a</p>" * 12_000,
    "links": "<a href=/x>a</a>" * 30_000 + ARTICLE,
    "wide table": "<table><tr>" + "<td>a" * 20_000 + "<tr><td>b<td>c</table>" + ARTICLE,
    "spans": "<table><tr><td colspan=9999 rowspan=9999>a<td>b<tr><td>c<td rowspan=60>d</table>" * 300
    + ARTICLE,
    "pictures": f'<img srcset="{"http://a.example/p.png 1w, " * 20_000}">' + ARTICLE,
    "one class": f'<div class="{"comment " * 8_000}">{ARTICLE}</div>',
    "repeats": f"<p>{PROSE}</p>" * 5_000,
    "footnotes": ARTICLE
    + "".join(f'<sup><a href="#fn{n}">{n}</a></sup><p id="fn{n}">note {n}' for n in range(3_000)),
    "json-ld": "".join(f'<script type="application/ld+json">{"[" * 50_000}</script>' for _ in range(5))
    + ARTICLE,
    "templates": "<template>" * 2_000 + ARTICLE,
    "svg": "<svg>" * 2_000 + ARTICLE,
}

HEAVY_TEXTS = {
    "newlines": "\n" * 1_000_000 + PROSE,
    "one line": PROSE * 15_000,
    "short lines": "a\n" * 60_000,
    "items": "- a\n" * 20_000,
    "dashes": "-" * 1_000_000,
    "spaces": " " * 1_000_000 + "x",
    "commas": ", ".join(["word"] * 100_000),
    "dates": "4 June 2020 " * 20_000,
    "letters": "a" * 1_000_000,
    "dots": "." * 300_000 + " x",
    "pipes": "Home | " * 50_000,
    "digits": "1234567890 " * 50_000,
    "mail": "From: x\n" * 20_000,
}
HEAVY_MARKDOWN = {
    "brackets": "[" * 50_000,
    "links": "[a](" * 20_000,
    "stars": "*a " * 30_000,
    "underscores": "_" * 50_000,
    "backticks": "".join("`" * (number % 400 + 1) + "a" for number in range(3_000)),
    "quotes": ">" * 20_000 + "a",
    "lists": "".join("  " * (number % 200) + "- a\n" for number in range(3_000)),
    "fence": "```\n" + "a\n" * 50_000,
    "table": "|" + "a|" * 2_000 + "\n|" + "-|" * 2_000 + "\n" + ("|" + "b|" * 2_000 + "\n") * 5,
    "front matter": "---\n" + "key: value\n" * 40_000,
    "comments": "<!-- " * 20_000,
    "tags": "<a " * 30_000,
    "footnotes": "".join(f"[^{number}]" for number in range(5_000))
    + "\n\n"
    + "".join(f"[^{number}]: n\n\n" for number in range(5_000)),
    "references": "".join(f"[{number}]: http://a.example/{number}\n" for number in range(10_000)),
    "entities": "&#x1b;" * 50_000,
}
