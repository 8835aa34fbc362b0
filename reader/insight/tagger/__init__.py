"""Names by a model trained on labelled text: looks at sentences, features, weights, and the engine made of them."""

from __future__ import annotations

from reader.insight.tagger.trained import TrainedTagger

__all__ = ["TrainedTagger"]
