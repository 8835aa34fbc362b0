"""The article view at 500,000 words against short articles: opening, paging, resizing, wrapping, finding.

    python -m tests.benchmarks.bench_view [--rounds 5]

Prints milliseconds of the process's own CPU time (what a busy machine leaves comparable), sizes interleaved, and
ratios. The app runs without a terminal, so that what a terminal costs is left out.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import time
from array import array
from collections.abc import Callable, Sequence

from reader.article import Article, Metadata, Source
from reader.article.build import Piece, TextBuilder
from reader.tui.article_view import LayerRange, TitleBlock
from reader.tui.article_view.wrap import break_lines
from tests.benchmarks.pages import paragraph
from tests.unit.article_view.view_host import ViewHost

SIZES = (1_000, 10_000, 500_000)
SCREEN = (120, 40)
_WIDE = "　東京の研究者である田中さんは「氷のない冬は、静かではない」と書いている。"


def article_of(words: int, *, wide: bool = False) -> Article:
    """An article of so many words with headings, quotes and items; `wide` puts Japanese into two of five blocks."""
    rng = random.Random(words)
    some = [paragraph(rng) for _ in range(400)]
    builder, count, number = TextBuilder(), 0, 0
    while count < words:
        text = some[rng.randrange(len(some))]
        count += text.count(" ") + 1
        text += _WIDE if wide and number % 5 < 2 else ""
        if number % 12 == 0:
            builder.add(Piece("heading", f"Section {number // 12}", fields={"level": 2}))
        if number % 20 == 7:
            builder.add(Piece("quote", text, fields={"quote_depth": 1}))
        elif number % 20 == 11:
            builder.add(Piece("list_item", text, fields={"depth": 1}))
        else:
            builder.add(Piece("paragraph", text))
        number += 1
    title = Metadata(title=f"An article of {words:,} words")
    return Article(f"bench-{words}", builder.text, tuple(builder.blocks), title, Source("text"))


def lit(article: Article) -> dict[str, list[LayerRange]]:
    """Three layers of ranges, as many as an article of the length has."""
    names = ["Anna Sandoval", "Piotr Lewandowski", "Grace Okafor", "Tomas Ekdahl", "Ilse Brandt"]
    entities: list[LayerRange] = []
    for name in names:
        at = article.text.find(name)
        while at >= 0:
            entities.append(LayerRange(at, at + len(name), "entity-person", name))
            at = article.text.find(name, at + 1)
    quotes: list[LayerRange] = []
    at = article.text.find("“")
    while at >= 0:
        end = article.text.find("”", at) + 1
        quotes.append(LayerRange(at, end, "quote", "quote"))
        at = article.text.find("“", end)
    marks = [LayerRange(at, at + 60, "highlight-yellow") for at in range(0, len(article.text) - 60, 4_000)]
    return {"entity": entities, "quote": quotes, "highlight": marks}


def cpu_ms(work: Callable[[], object]) -> float:
    """CPU milliseconds of one call."""
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


async def opened(article: Article, offset: int) -> float:
    """CPU from giving the article to a running app to the first complete picture of it."""
    app = ViewHost()
    async with app.run_test(size=SCREEN) as pilot:
        await pilot.pause()
        start = time.process_time()
        app.view.show(
            article, offset=offset, title_block=TitleBlock(article.metadata.title, ("site", "today"))
        )
        for y in range(SCREEN[1]):
            app.view.render_line(y)
        return (time.process_time() - start) * 1000


async def paged(article: Article, layers: dict[str, list[LayerRange]], pages: int = 30) -> list[float]:
    """CPU of each page-down up to the picture on the (headless) screen, all of the article laid out."""
    app = ViewHost(article)
    taken: list[float] = []
    async with app.run_test(size=SCREEN) as pilot:
        for name, ranges in layers.items():
            app.view.set_layer(name, ranges)
        while app.view._page is None or not app.view._page.index.complete:
            await pilot.pause()
        await pilot.pause()
        app.view.percent(20)
        await pilot.pause()
        for number in range(pages):
            if number % 10 == 0:  # a short article ends soon, and a page that does not turn costs nothing
                app.view.percent(20 + number)
                app.view._relight()
                await pilot.pause()
            start = time.process_time()
            app.view.page(1)
            await pilot.pause()
            taken.append((time.process_time() - start) * 1000)
    return taken


async def resized(article: Article) -> tuple[float, float]:
    """CPU to the first picture after the column became another, at 90 % of the text; and until all is laid out."""
    app = ViewHost(article, offset=int(len(article.text) * 0.9))
    first: list[float] = []
    whole: list[float] = []
    async with app.run_test(size=SCREEN) as pilot:
        for width in (60, 100, 60, 100):
            start = time.process_time()
            app.view.column_width = width
            for y in range(SCREEN[1]):
                app.view.render_line(y)
            first.append((time.process_time() - start) * 1000)
            while app.view._page is None or not app.view._page.index.complete:
                await pilot.pause()
            whole.append((time.process_time() - start) * 1000)
    return statistics.median(first), statistics.median(whole)


async def stepped(article: Article, layers: dict[str, list[LayerRange]]) -> dict[str, float]:
    """CPU (median) of a line, of the next hit, of the top and the end, of what is typed to find, of another article."""
    app = ViewHost(article)
    async with app.run_test(size=SCREEN) as pilot:
        view = app.view
        for name, ranges in layers.items():
            view.set_layer(name, ranges)
        while view._page is None or not view._page.index.complete:
            await pilot.pause()
        view.find("because")

        async def each(*deeds: Callable[[], object]) -> float:
            taken = []
            for number in range(10 * len(deeds)):
                start = time.process_time()
                deeds[number % len(deeds)]()
                await pilot.pause()
                taken.append((time.process_time() - start) * 1000)
            return statistics.median(taken)

        figures = {
            "line": await each(lambda: view.line(1)),
            "next hit": await each(lambda: view.find_step(1)),
            "top, end": await each(view.bottom, view.top),
            "typing": await each(
                lambda: view.find("bec"), lambda: view.find("beca"), lambda: view.find("becau")
            ),
        }
        other = article_of(10_000)
        figures["other"] = await each(lambda: view.show(other), lambda: view.show(article))
        return figures


async def turned(article: Article) -> bool:
    """Whether the text at the top is the same after ten changes of the terminal's width."""
    app = ViewHost(article, offset=int(len(article.text) * 0.9))
    async with app.run_test(size=SCREEN) as pilot:
        await pilot.pause()
        before = app.view.top_offset
        for width in (60, 120) * 5:
            await pilot.resize_terminal(width, SCREEN[1])
            await pilot.pause()
        return app.view.top_offset == before


def p95(values: Sequence[float]) -> float:
    """The 95th percentile."""
    return sorted(values)[int(len(values) * 0.95)]


def row(words: str, figures: Sequence[float], base: Sequence[float]) -> None:
    """One line of the table: the figures, and their ratios to the first size's."""
    shown = "".join(f"{figure:>12.1f}" for figure in figures)
    ratios = "".join(
        f"{figure / other:>8.2f}x" if other else "" for figure, other in zip(figures, base, strict=True)
    )
    print(f"{words:>10}{shown}   {ratios}")


async def measure(rounds: int) -> None:
    """Everything that needs an app."""
    articles = {words: article_of(words) for words in SIZES}
    layers = {words: lit(article) for words, article in articles.items()}
    opens: dict[int, list[float]] = {words: [] for words in SIZES}
    ends: dict[int, list[float]] = {words: [] for words in SIZES}
    pages: dict[int, list[float]] = {words: [] for words in SIZES}
    for _ in range(rounds):
        for words, article in articles.items():
            opens[words].append(await opened(article, 0))
            ends[words].append(await opened(article, int(len(article.text) * 0.9)))
            pages[words].extend(await paged(article, layers[words], 30 if words > 1_000 else 3))
    print(f"{'words':>10}{'open, top':>12}{'open, 90 %':>12}   CPU ms (median)")
    for words in SIZES:
        figures = [statistics.median(opens[words]), statistics.median(ends[words])]
        row(f"{words:,}", figures, [statistics.median(opens[SIZES[0]]), statistics.median(ends[SIZES[0]])])
    print(f"\n{'words':>10}{'page p50':>12}{'page p95':>12}   CPU ms, three layers; ratios to 10,000 words")
    for words in SIZES[1:]:
        figures = [statistics.median(pages[words]), p95(pages[words])]
        row(f"{words:,}", figures, [statistics.median(pages[SIZES[1]]), p95(pages[SIZES[1]])])
    print(f"\n{'words':>10}{'repaint':>12}{'all':>12}   CPU ms: another column width at 90 % of the text")
    for words in SIZES:
        row(f"{words:,}", await resized(articles[words]), (0.0, 0.0))
    print(f"the top is the same after ten resizes: {await turned(articles[SIZES[-1]])}")
    steps = {words: await stepped(articles[words], layers[words]) for words in SIZES[1:]}
    print(f"\n{'words':>10}" + "".join(f"{name:>12}" for name in steps[SIZES[1]]) + "   CPU ms (median)")
    for words, figures_of in steps.items():
        row(f"{words:,}", list(figures_of.values()), list(steps[SIZES[1]].values()))


def measure_pure(rounds: int) -> None:
    """Wrapping and finding, without an app."""
    from reader.tui.article_view.find import find_all
    from reader.tui.article_view.line_index import LineIndex

    for label, article in (("Latin", article_of(500_000)), ("with Japanese", article_of(500_000, wide=True))):
        raw = min(
            cpu_ms(lambda a=article: break_lines(a.text, 0, len(a.text), 72, array("I")))
            for _ in range(rounds)
        )
        index = min(
            cpu_ms(lambda a=article: LineIndex(a.text, a.blocks, 72).advance()) for _ in range(rounds)
        )
        print(f"500,000 words, {label}: wrap {raw:.0f} ms, index of blocks {index:.0f} ms")
        for typed in ("because", "the", "e"):
            taken = min(cpu_ms(lambda a=article, t=typed: find_all(a.text, t)) for _ in range(rounds))
            print(f"    find {typed!r}: {taken:.0f} ms")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    asyncio.run(measure(options.rounds))
    print()
    measure_pure(options.rounds)


if __name__ == "__main__":
    main()
