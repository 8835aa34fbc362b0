"""Trains the tagger: `python -m reader.insight.train DATA [--out FILE] [--leave-out NAME,NAME]`.

DATA is a folder with the corpora as JSON lines (`reader/insight/training/corpora.py` names them). The same data gives
the same file to the byte. Needs the extra `train`; never run by the program.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from reader.insight.tagger.model import VERSION
from reader.insight.training.corpora import CORPORA, Document, own_documents, read_corpus
from reader.insight.training.examples import sequences
from reader.insight.training.fitting import Settings, fitted

__all__ = ["main", "trained"]

_TIMES = {"own": 2}
"""How often a corpus counts: news is what articles are, and most corpora are something else."""
_SHIPPED = Path(__file__).with_name("data") / "tagger.model"


def trained(documents: Sequence[Document], settings: Settings | None = None) -> bytes:
    """The model's file for the documents."""
    given = (
        sequence
        for document in documents
        for sequence in sequences(document)
        for _ in range(_TIMES.get(document.corpus, 1))
    )
    return fitted(given, VERSION, settings).to_bytes()


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the corpora, fit, write the file; 2 where data or the extra is missing."""
    parser = argparse.ArgumentParser(prog="python -m reader.insight.train", description="Train the tagger.")
    parser.add_argument("data", type=Path, help="the folder with the corpora")
    parser.add_argument("--out", type=Path, default=_SHIPPED, help="where the model is written")
    parser.add_argument("--leave-out", default="", help="corpora not to train on, to be scored on later")
    chosen = parser.parse_args(arguments)
    left_out = set(filter(None, chosen.leave_out.split(",")))
    names = [name for name in CORPORA if name not in left_out]
    missing = [name for name in names if not (chosen.data / f"{name}.jsonl").is_file()]
    if missing:
        print(f"no such corpus in {chosen.data}: {', '.join(missing)}", file=sys.stderr)
        return 2
    documents = [document for name in names for document in read_corpus(chosen.data, name)]
    documents.extend(own_documents())
    try:
        model = trained(documents)
    except ModuleNotFoundError as error:
        print(f"{error}; install the extra: pip install terminal-reader[train]", file=sys.stderr)
        return 2
    chosen.out.write_bytes(model)
    print(f"{len(documents)} documents of {len(names) + 1} corpora, {len(model):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
