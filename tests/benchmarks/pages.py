"""Articles of any length and saved pages in any number, made from a seed: what the benchmarks read and
import."""

from __future__ import annotations

import random

_NAMES = ["Anna Sandoval", "Piotr Lewandowski", "Grace Okafor", "Tomas Ekdahl", "Ilse Brandt", "Rui Saramago"]
_PLACES = ["Lisbon", "Kallvik", "Toronto", "Nairobi", "Osaka", "Warsaw", "Lima"]
_WORDS = (
    "the harbour stays open all winter because warm water from the plant keeps ice away and people who work there "
    "say that nothing has been as useful in years as a simple pipe under a quay which nobody had thought of before "
    "while others measure what it costs and what it saves and argue about the price of power in the long cold months"
).split()


def sentence(rng: random.Random) -> str:
    """One sentence of natural length; one in six has a name, one in ten a quotation."""
    words = [rng.choice(_WORDS) for _ in range(rng.randint(7, 22))]
    if rng.random() < 0.17:
        words[rng.randrange(1, len(words))] = rng.choice(_NAMES)
    if rng.random() < 0.1:
        words.insert(2, f"in {rng.choice(_PLACES)}")
    text = " ".join(words)
    text = text[0].upper() + text[1:]
    return f"“{text},” said {rng.choice(_NAMES)}." if rng.random() < 0.1 else f"{text}."


def paragraph(rng: random.Random) -> str:
    """Three to seven sentences."""
    return " ".join(sentence(rng) for _ in range(rng.randint(3, 7)))


def markdown(words: int, seed: int = 1) -> str:
    """An article of at least that many words, with a heading every dozen paragraphs."""
    rng = random.Random(seed)
    parts = [f"# The long winter, part {seed}", "OPENING MARK begins here."]
    count = 0
    while count < words:
        text = paragraph(rng)
        count += len(text.split())
        if len(parts) % 12 == 0:
            parts.append(f"## Section {len(parts) // 12}")
        parts.append(text)
    return "\n\n".join(parts) + "\n"


def page(seed: int, paragraphs: int = 14) -> str:
    """A saved news page with menus, related links and a footer around its article."""
    rng = random.Random(seed)
    body = "".join(f"<p>{paragraph(rng)}</p>" for _ in range(paragraphs))
    menu = "".join(f'<li><a href="/s/{number}">Section {number}</a></li>' for number in range(12))
    related = "".join(f'<li><a href="/a/{number}">{sentence(rng)}</a></li>' for number in range(6))
    title = sentence(rng).rstrip(".")
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} | The Kallvik Times</title>'
        f'<link rel="canonical" href="https://times.example/{seed}"></head><body><nav><ul>{menu}</ul></nav>'
        f'<main><article><h1>{title}</h1><p class="byline">By {rng.choice(_NAMES)}</p>{body}</article>'
        f'<aside class="related"><h2>Read more</h2><ul>{related}</ul></aside></main>'
        '<div class="newsletter">Sign up for our newsletter</div><footer>All rights reserved</footer></body></html>'
    )
