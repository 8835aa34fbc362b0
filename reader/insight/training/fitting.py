"""Fits a model to sequences: a conditional random field with both penalties, by python-crfsuite (extra `train`).

The optimiser (OWL-QN) runs in one thread over the sequences in the order given, so that the same data gives the same
file to the byte on the same kind of machine.
"""

from __future__ import annotations

import importlib
import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from reader.insight.tagger.model import Model, model_of
from reader.insight.training.examples import Sequence

__all__ = ["Settings", "fitted"]

_RARE = 2
"""A feature seen this often, or less, is rare."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How strongly weights are held small, how long they are fitted."""

    absolute: float = 0.05
    """Penalty on absolute weights: how many become nothing."""
    squared: float = 0.7
    rounds: int = 80
    seen_at_least: int = 1
    """Features seen less often are left out. Those seen once fit what they stand beside; small ones go afterwards."""


def fitted(sequences: Iterable[Sequence], version: str, settings: Settings | None = None) -> Model:
    """The model for the sequences. ModuleNotFoundError where the extra `train` is not installed."""
    crfsuite = importlib.import_module("pycrfsuite")
    chosen = settings or Settings()
    trainer = crfsuite.Trainer("lbfgs", verbose=False)
    trainer.set_params(
        {
            "c1": chosen.absolute,
            "c2": chosen.squared,
            "max_iterations": chosen.rounds,
            "feature.minfreq": chosen.seen_at_least,
            "feature.possible_transitions": False,
        }
    )
    seen: Counter[str] = Counter()
    for features, labels in sequences:
        trainer.append(features, labels)
        for word in features:
            seen.update(word)
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "fitted.crf")
        trainer.train(path)
        tagger = crfsuite.Tagger()
        tagger.open(path)
        found = tagger.info()
        tagger.close()
    rare = {feature for feature, count in seen.items() if count <= _RARE}
    return model_of(found.state_features, found.transitions, version, rare)
