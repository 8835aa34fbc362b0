"""How long answers take, beside the raw FTS5 query on the same rows in the same run.

    python tests/benchmarks/bench_search.py [--articles 2000] [--notes 20000] [--rounds 60] [--file PATH]

Words follow Zipf's law. Raw is what FTS5 itself does with the same words on the same tables, best twenty by
rank, without places or lines of context. Prints milliseconds of the processor; asserts nothing.
"""

from __future__ import annotations

import argparse
import itertools
import random
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from reader.search.answers import articles, search
from reader.search.index import FULL_TEXT, SearchIndex
from reader.search.query import parse
from reader.search.values import ArticleFacts, Findable

TODAY = date(2026, 5, 20)
WORDS_OF_ARTICLE = 800
WORDS_OF_NOTE = 25
SIZE_OF_VOCABULARY = 30_000
ENDINGS = ("", "", "", "s", "ed", "ing", "er", "ly", "ation")
TABLES = tuple(dict.fromkeys(FULL_TEXT.values()))


class Vocabulary:
    """Words with the frequencies of a natural language, made of syllables and English endings."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        syllables = [
            "".join(pair) for pair in itertools.product("bcdfglmnprstvw", "aeiou", ("", "n", "r", "l"))
        ]
        stems = {
            "".join(self.random.choices(syllables, k=self.random.randint(1, 3)))
            for _ in range(SIZE_OF_VOCABULARY)
        }
        self.words = [stem + self.random.choice(ENDINGS) for stem in sorted(stems)]
        self.random.shuffle(self.words)
        self._totals = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(len(self.words))))

    def text(self, count: int) -> str:
        words = self.random.choices(self.words, cum_weights=self._totals, k=count)
        sentences = (" ".join(words[at : at + 14]).capitalize() for at in range(0, count, 14))
        return "".join(
            f"{sentence}.{gap}"
            for sentence, gap in zip(sentences, itertools.cycle((" ", " ", "\n\n")), strict=False)
        ).strip()

    def between(self, first: int, last: int) -> str:
        """A word of a rank."""
        return self.words[self.random.randrange(first, min(last, len(self.words)))]


def library(
    vocabulary: Vocabulary, articles: int, notes: int
) -> Iterator[tuple[ArticleFacts, list[Findable]]]:
    """Articles with their titles, bodies, quotes and notes."""
    draw = vocabulary.random
    for number in range(articles):
        id = f"article{number:06}"
        added = (TODAY - timedelta(days=articles - number)).isoformat() + "T09:00:00.000Z"
        title, body = vocabulary.text(7), vocabulary.text(WORDS_OF_ARTICLE)
        if number % 3:
            body = body.replace(". ", ".” “", 9)  # typography, as most articles have it
        tags = tuple({f"tag{min(int(draw.expovariate(0.12)), 60)}" for _ in range(2)})
        facts = ArticleFacts(id, title, "Ann Writer", "example.org", "en", added[:10], added, 4, tags=tags)
        findables = [
            Findable(f"title:{id}", "title", id, id, title, created=added),
            Findable(f"body:{id}", "article", id, id, body, 0, len(body), created=added),
        ]
        for quote in range(3):
            start = draw.randrange(len(body) - 200)
            text = body[start : start + 120]
            findables.append(
                Findable(
                    f"quote:{id}:{quote}",
                    "quote",
                    id,
                    str(quote),
                    text,
                    start,
                    start + 120,
                    f"Speaker {number % 300}",
                )
            )
        for name in range(4):
            person = f"{vocabulary.between(200, 4000).title()} {vocabulary.between(200, 4000).title()}"
            findables.append(Findable(f"entity:{id}:{name}", "entity", id, str(name), person, 0, 12, person))
        for note in range(notes // articles):
            findables.append(
                Findable(
                    f"note:{id}:{note}", "note", id, f"{id}:{note}", vocabulary.text(WORDS_OF_NOTE),
                    tags=(f"tag{min(int(draw.expovariate(0.12)), 60)}",), created=added,
                )
            )  # fmt: skip
        yield facts, findables


def build(connection: sqlite3.Connection, rows: list[tuple[ArticleFacts, list[Findable]]]) -> float:
    started = time.process_time()
    index = SearchIndex()
    index.create(connection)
    for first in range(0, len(rows), 25):  # some five hundred things at once, as the library does
        some = rows[first : first + 25]
        index.put_articles(connection, [facts for facts, _ in some])
        index.put(connection, [findable for _, findables in some for findable in findables])
    connection.commit()
    return time.process_time() - started


def build_bare(rows: list[tuple[ArticleFacts, list[Findable]]]) -> float:
    """The same rows into one plain FTS5 table, as a measure for the above."""
    started = time.process_time()
    connection = sqlite3.connect(":memory:")
    connection.execute(
        "CREATE VIRTUAL TABLE bare USING fts5(text, tokenize='porter unicode61 remove_diacritics 2', prefix='2 3')"
    )
    connection.execute("CREATE TABLE facts (id TEXT PRIMARY KEY, title TEXT)")
    for facts, findables in rows:
        connection.execute("INSERT INTO facts VALUES (?, ?)", (facts.article_id, facts.title))
        connection.executemany("INSERT INTO bare VALUES (?)", [(findable.text,) for findable in findables])
    connection.commit()
    return time.process_time() - started


def raw(connection: sqlite3.Connection, expression: str, tag: str = "") -> None:
    for table in TABLES:
        if tag.startswith("who "):
            connection.execute(
                f"SELECT {table}.rowid FROM {table} CROSS JOIN search_findables f ON f.number = {table}.rowid"
                f" WHERE {table} MATCH ? AND f.article_id IN (SELECT e.article_id FROM search_names"
                " JOIN search_findables e ON e.number = search_names.rowid WHERE search_names MATCH ?)"
                f" ORDER BY bm25({table}) LIMIT 20",
                (expression, f'"{tag[4:]}"'),
            ).fetchall()
        elif tag:
            connection.execute(
                f"SELECT {table}.rowid FROM {table} CROSS JOIN search_findables f ON f.number = {table}.rowid"
                f" WHERE {table} MATCH ? AND (f.number IN (SELECT number FROM search_item_tags WHERE tag = ?)"
                " OR f.article_id IN (SELECT article_id FROM search_article_tags WHERE tag = ?))"
                f" ORDER BY bm25({table}) LIMIT 20",
                (expression, tag, tag),
            ).fetchall()
        else:
            connection.execute(
                f"SELECT rowid FROM {table} WHERE {table} MATCH ? ORDER BY rank LIMIT 20", (expression,)
            ).fetchall()


def measured(work: Callable[[], object]) -> float:
    """Milliseconds of the processor: the machine may have other work."""
    started = time.process_time()
    work()
    return (time.process_time() - started) * 1000


def spread(times: list[float]) -> str:
    return f"{statistics.median(times):7.2f} {statistics.quantiles(times, n=20)[-1]:7.2f}"


def kinds_of_query(vocabulary: Vocabulary) -> dict[str, Callable[[], tuple[str, str, str]]]:
    """For each kind: makes a query, the FTS5 expression for the same, and a tag."""
    between = vocabulary.between

    def one(first: int, last: int) -> tuple[str, str, str]:
        word = between(first, last)
        return word, f'"{word}"', ""

    def two() -> tuple[str, str, str]:
        a, b = between(20, 400), between(20, 2000)
        return f"{a} {b}", f'"{a}" AND "{b}"', ""

    def phrase() -> tuple[str, str, str]:
        words = f"{between(3, 60)} {between(3, 60)}"
        return f'"{words}"', f'"{words}"', ""

    def prefix(length: int) -> tuple[str, str, str]:
        start = between(0, 5000)[:length]
        return f"{start}*", f'"{start}"*', ""

    def tagged(first: int, last: int) -> tuple[str, str, str]:
        word, tag = between(first, last), f"tag{vocabulary.random.randrange(12)}"
        return f"{word} tag:{tag}", f'"{word}"', tag

    def who(first: int, last: int) -> tuple[str, str, str]:
        word, name = between(first, last), between(200, 4000)
        return f"{word} who:{name}", f'"{word}"', f"who {name}"

    return {
        "commonest word": lambda: one(0, 10),
        "common word": lambda: one(20, 200),
        "middle word": lambda: one(500, 3000),
        "rare word": lambda: one(6000, 25000),
        "two words": two,
        "phrase": phrase,
        "prefix of 1": lambda: prefix(1),
        "prefix of 2": lambda: prefix(2),
        "prefix of 3": lambda: prefix(3),
        "one word": lambda: one(0, 25000),
        "who, middle word": lambda: who(200, 3000),
        "tag, common word": lambda: tagged(20, 200),
        "tag, middle word": lambda: tagged(500, 3000),
    }


def main() -> None:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--articles", type=int, default=2000)
    arguments.add_argument("--notes", type=int, default=20_000)
    arguments.add_argument("--rounds", type=int, default=60)
    arguments.add_argument("--file", type=Path, help="make the index there, not in memory")
    options = arguments.parse_args()
    vocabulary = Vocabulary(7)
    rows = list(library(vocabulary, options.articles, options.notes))
    connection = sqlite3.connect(options.file or ":memory:")
    ours, bare = build(connection, rows), build_bare(rows)
    (pages,), (size,) = (
        connection.execute("PRAGMA page_count").fetchone(),
        connection.execute("PRAGMA page_size").fetchone(),
    )
    count = sum(len(findables) for _, findables in rows)
    print(
        f"{options.articles} articles, {options.notes} notes, {count} findables; {pages * size / 1e6:.0f} MB"
    )
    print(f"build {ours:.2f} s CPU, bare FTS5 {bare:.2f} s: {bare / ours:.2f} of its speed")
    del rows
    add = [measured(lambda n=n: _add(connection, vocabulary, n)) for n in range(options.rounds)]  # type: ignore[misc]
    print(f"{'':18} {'p50':>7} {'p95':>7}")
    print(f"{'add and find a note':18} {spread(add)}")
    print(f"{'':18} {'search':^15}  {'raw FTS5':^15}  {'articles()':^15}  p95 ratio")
    for name, make in kinds_of_query(vocabulary).items():
        ours_times, raw_times, list_times = [], [], []
        for _ in range(options.rounds):
            text, expression, tag = make()
            query = parse(text)
            raw_times.append(measured(lambda e=expression, t=tag: raw(connection, e, t)))  # type: ignore[misc]
            ours_times.append(measured(lambda q=query: search(connection, q, today=TODAY, limit=20)))  # type: ignore[misc]
            list_times.append(measured(lambda q=query: articles(connection, q, today=TODAY)))  # type: ignore[misc]
        ratio = statistics.quantiles(ours_times, n=20)[-1] / statistics.quantiles(raw_times, n=20)[-1]
        print(f"{name:18} {spread(ours_times)}  {spread(raw_times)}  {spread(list_times)}  {ratio:5.2f}")


def _add(connection: sqlite3.Connection, vocabulary: Vocabulary, number: int) -> None:
    note = Findable(f"new:{number}", "note", "article000000", f"new{number}", vocabulary.text(WORDS_OF_NOTE))
    SearchIndex().put(connection, [note])
    connection.commit()
    assert search(connection, parse(f'"{" ".join(note.text.split()[:5])}"'), today=TODAY, limit=1)


if __name__ == "__main__":
    main()
