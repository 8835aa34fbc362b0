"""The labelled texts that the model learns from: which, with what rights, and their labels brought to one measure.

The corpora lie outside the project; their folder is an argument. Only our own sentences are part of the project.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reader.insight.gazetteer import Gazetteer

__all__ = ["CORPORA", "HELD_OUT", "OWN_LABELS", "Document", "own_documents", "read_corpus", "spans_of"]

OWN_LABELS = Path(__file__).with_name("own_labels.txt")
HELD_OUT = "gum_news_dev"
"""Never trained on: the set that figures are quoted on."""

CORPORA: dict[str, str] = {
    "gum_free": "CC BY 4.0; biographies and travel texts CC BY-SA",
    "redocred_dev": "MIT; texts of Wikipedia",
    "wikigold": "CC BY 4.0",
    "uner_ewt_dev": "CC BY-SA 4.0",
    **{
        f"crossner_{field}_{part}": "MIT; texts of Wikipedia"
        for field in ("ai", "literature", "music", "science")
        for part in ("dev", "test", "train")
    },
    "crossner_politics_dev": "MIT; texts of Wikipedia",
    "crossner_politics_train": "MIT; texts of Wikipedia",
    "wnut17_train": "CC BY 4.0",
    "wnut17_dev": "CC BY 4.0",
    "btc": "CC BY 4.0",
}
"""Names of the files (without `.jsonl`) that may train what ships, with their rights, in the order of reading."""

_LABELS = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "FAC": "LOC"}
_OTHER = frozenset({"MISC", "EVENT", "WORK", "PRODUCT"})
_MARK = re.compile(r"\{([POL]) ([^}]*)\}")
_OF_MARK = {"P": "PER", "O": "ORG", "L": "LOC"}

Labelled = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its labelled spans as its corpus has them."""

    text: str
    spans: tuple[Labelled, ...]
    corpus: str


def read_corpus(folder: Path, name: str) -> Iterator[Document]:
    """The documents of one file of JSON lines with `text` and `ents` as `[start, end, label]`."""
    with (folder / f"{name}.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            spans = tuple((start, end, label) for start, end, label in record["ents"])
            yield Document(record["text"], spans, name)


def own_documents(path: Path = OWN_LABELS) -> Iterator[Document]:
    """Our own sentences: texts parted by empty lines, names as `{P …}`, `{O …}`, `{L …}`."""
    for block in path.read_text("utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if line and line[0] != "#"]
        if lines:
            yield _unmarked("\n".join(lines))


def _unmarked(marked: str) -> Document:
    pieces: list[str] = []
    spans: list[Labelled] = []
    size = position = 0
    for match in _MARK.finditer(marked):
        before, name = marked[position : match.start()], match.group(2)
        size += len(before)
        spans.append((size, size + len(name), _OF_MARK[match.group(1)]))
        pieces += [before, name]
        size += len(name)
        position = match.end()
    pieces.append(marked[position:])
    return Document("".join(pieces), tuple(spans), "own")


def spans_of(document: Document, lists: Gazetteer) -> list[Labelled]:
    """The spans in the model's measure: PER, ORG, LOC, and OTHER for names of other things.

    Demonyms are no names here, whatever a corpus says; an article before a name and the names of accounts are
    left out.
    """
    found: list[Labelled] = []
    for start, end, given in document.spans:
        name = document.text[start:end]
        label = _LABELS.get(given)
        if label is None and given in _OTHER and name not in lists.groups:
            label = "OTHER"
        if label is None or name in lists.demonyms or _is_account(document, start):
            continue
        found.append((start + 4 if name.startswith("the ") else start, end, label))
    found.sort()
    return found


def _is_account(document: Document, start: int) -> bool:
    if document.text[start] == "@":
        return True
    return document.corpus == "btc" and document.text[max(0, start - 2) : start].strip() == "@"
