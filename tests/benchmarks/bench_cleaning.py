"""Cleaning of labelled pages beside readability-lxml and other extractors, in one run: time, worth and memory.

    python tests/benchmarks/bench_cleaning.py DATA [--speed] [--worth] [--others PYTHON] [--loop 10000]

DATA holds sets as folders of ID.html with ID.json (url, articleBody); the extra `train` is needed for --worth,
where the reader's own figure is by cross-validation, since its model has seen these pages. PYTHON is an
interpreter in whose environment trafilatura, newspaper4k, goose3, resiliparse or boilerpy3 may be installed;
those that are not are passed over. Speed is processor time, page by page in turns, the median of three; plain
readability-lxml is `Document(text).summary(html_partial=True)`. --loop cleans that many pages in one worker and
prints how much memory it holds. Prints figures; asserts nothing.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import logging
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ADAPTERS = """
import json, sys, logging, warnings
logging.disable(logging.CRITICAL); warnings.filterwarnings("ignore")
def trafilatura():
    import trafilatura as t
    return lambda html, url: t.extract(html, url=url or None, include_comments=False)
def trafilatura_precise():
    import trafilatura as t
    return lambda html, url: t.extract(html, url=url or None, include_comments=False, favor_precision=True)
def newspaper4k():
    import newspaper
    config = newspaper.Config(); config.fetch_images = False
    def run(html, url):
        article = newspaper.Article(url or "http://example.com/", config=config)
        article.download(input_html=html, ignore_read_more=True); article.parse()
        return article.text
    return run
def goose3():
    from goose3 import Goose
    goose = Goose({"enable_image_fetching": False})
    return lambda html, url: goose.extract(raw_html=html).cleaned_text
def resiliparse():
    from resiliparse.extract.html2text import extract_plain_text
    return lambda html, url: extract_plain_text(html, main_content=True)
def boilerpy3():
    from boilerpy3.extractors import ArticleExtractor
    extractor = ArticleExtractor(raise_on_failure=False)
    return lambda html, url: extractor.get_content(html)
name = sys.argv[1]
try:
    run = globals()[name]()
except ImportError:
    sys.exit(3)
for line in sys.stdin:
    page = json.loads(line)
    try:
        text = run(page["html"], page["url"]) or ""
    except Exception:
        text = ""
    print(json.dumps(text), flush=True)
"""
OTHERS = ("trafilatura", "trafilatura_precise", "newspaper4k", "goose3", "resiliparse", "boilerpy3")


def main() -> None:
    """Measure what is asked for; speed and worth when nothing is said."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--speed", action="store_true")
    parser.add_argument("--sample", type=int, default=1, metavar="N", help="speed of each Nth page alone")
    parser.add_argument("--worth", action="store_true")
    parser.add_argument("--others", default="", metavar="PYTHON")
    parser.add_argument("--loop", type=int, default=0, metavar="PAGES")
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    sets = sorted(path for path in options.data.iterdir() if any(path.glob("*.html")))
    all_asked = not (options.speed or options.worth or options.others or options.loop)
    if options.speed or all_asked:
        speed(sets, options.sample)
    if options.worth or options.others or all_asked:
        worth(sets, options.others)
    if options.loop:
        memory(sets, options.loop)


# -- time ----------------------------------------------------------------------------------------------
def speed(sets: list[Path], step: int) -> None:
    """Pages a second against plain readability-lxml, and the pages on which it is worst."""
    from reader.cleaning.cleaner import clean_source

    pages = [path for folder in sets for path in sorted(folder.glob("*.html"))][::step]
    times: list[tuple[float, float, str]] = []
    for path in pages:
        data = path.read_bytes()
        text = data.decode("utf-8", "replace")
        plain, ours = [], []
        for _ in range(3):
            plain.append(seconds(lambda text=text: plain_readability(text)))
            ours.append(seconds(lambda data=data: clean_source(data)))
        times.append((statistics.median(ours), statistics.median(plain), path.stem))
    ours_total, plain_total = sum(each[0] for each in times), sum(each[1] for each in times)
    print(
        f"{len(times)} pages: readability-lxml {plain_total / len(times) * 1e3:.1f} ms a page, reader "
        f"{ours_total / len(times) * 1e3:.1f} ms: {plain_total / ours_total:.2f} of its pages a second"
    )
    slowest = max(times)
    print(
        f"slowest page ({slowest[2]}): {slowest[0] * 1e3:.0f} ms, {slowest[0] / slowest[1]:.1f} times its time"
    )
    ratios = sorted((ours / plain for ours, plain, _ in times if plain > 0.003), reverse=True)
    print(
        "times its time, worst pages that take it over 3 ms:", " ".join(f"{each:.1f}" for each in ratios[:6])
    )
    print(f"times its time, median: {statistics.median(ratios):.2f}")


def seconds(run: Callable[[], object]) -> float:
    """Processor seconds of one call; whatever it raises counts as done."""
    start = time.process_time()
    with contextlib.suppress(Exception):
        run()
    return time.process_time() - start


def plain_readability(text: str) -> str:
    """readability-lxml as its users call it."""
    from readability import Document

    answer: str = Document(text).summary(html_partial=True)
    return answer


# -- worth ---------------------------------------------------------------------------------------------
def worth(sets: list[Path], python: str) -> None:
    """Shingle F1 of each extractor on each set."""
    from reader.cleaning.train.pages import labelled_pages
    from reader.cleaning.train.scores import scores_of

    pages = {folder.name: list(labelled_pages(folder)) for folder in sets}
    print("reader, held out:")
    sys.stdout.flush()
    command = [
        sys.executable,
        "-m",
        "reader.cleaning.train",
        str(sets[0].parent),
        "--only",
        "html",
        "--check",
    ]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    print("\n".join(f"  {line}" for line in done.stdout.splitlines() if "F1" in line))
    print("readability-lxml:")
    for name, own in pages.items():
        print(f"  {name}: {scores_of((page.truth, readability_text(page.html)) for page in own)}")
    for other in OTHERS if python else ():
        whole = [page for own in pages.values() for page in own]
        answers = answers_of(python, other, [(page.html, page.url) for page in whole])
        if answers is None:
            print(f"{other}: not installed there")
            continue
        texts = iter(answers)
        print(f"{other}:")
        for name, own in pages.items():
            print(f"  {name}: {scores_of([(page.truth, next(texts)) for page in own])}")


def readability_text(html: str) -> str:
    """The text of readability's answer, a line for each block."""
    from reader.cleaning.html.segments import cut
    from reader.cleaning.html.tree import parse

    try:
        root = parse(plain_readability(html))
    except Exception:
        return ""
    return "\n".join(block.text for block in cut(root)) if root is not None else ""


def answers_of(python: str, name: str, pages: list[tuple[str, str]]) -> list[str] | None:
    """What another extractor makes of the pages; None when it is not installed there."""
    lines = "".join(json.dumps({"html": html, "url": url}) + "\n" for html, url in pages)
    done = subprocess.run([python, "-c", ADAPTERS, name], input=lines, capture_output=True, text=True)
    if done.returncode == 3:
        return None
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    return answers + [""] * (len(pages) - len(answers))


# -- memory --------------------------------------------------------------------------------------------
def memory(sets: list[Path], count: int) -> None:
    """What a worker holds while it cleans page after page."""
    code = "from tests.benchmarks.bench_cleaning import loop; import sys; loop(sys.argv[1:-1], int(sys.argv[-1]))"
    command = [sys.executable, "-c", code, *map(str, sets), str(count)]
    subprocess.run(command, check=True, cwd=ROOT)


def loop(folders: list[str], count: int) -> None:
    """Clean pages over and over, and say what the process holds after each tenth."""
    from reader.cleaning.cleaner import clean_source

    logging.disable(logging.CRITICAL)
    paths = [path for folder in folders for path in sorted(Path(folder).glob("*.html"))]
    for number, path in enumerate(_around(paths, count), start=1):
        try:
            clean_source(path.read_bytes())
        except Exception as error:
            print(f"{path.stem}: {error}")
        if number % max(1, count // 10) == 0:
            print(f"after {number:6} pages {resident() / 1e6:7.1f} MB")
            sys.stdout.flush()


def _around(paths: list[Path], count: int) -> Iterator[Path]:
    for number in range(count):
        yield paths[number % len(paths)]


def resident() -> int:
    """Bytes of memory that this process holds."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
