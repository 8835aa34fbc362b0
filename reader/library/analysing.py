"""Which engine finds the names of a library's articles: the shipped one, or the pipeline that the settings name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.article import Article
from reader.errors import ReaderError
from reader.insight.values import Insight

if TYPE_CHECKING:
    from reader.insight.spans import Tagger

__all__ = ["analysed", "first_analysed", "is_current"]


def _tagger_for(article: Article) -> Tagger | None:
    """The pipeline that `names_by` in the settings names, where it reads the article's language.

    None for the shipped engine. Raises ReaderError.
    """
    from reader.config import load_config

    name = load_config().names_by
    if not name:
        return None
    from reader.insight.names_of_engines import language_of
    from reader.insight.pipelines import pipeline_tagger

    tagger = pipeline_tagger(name)
    language = language_of(article).partition("-")[0].lower()
    return tagger if tagger.language in (language, "xx") else None


def analysed(article: Article) -> Insight:
    """What is in an article. Raises ReaderError where the pipeline of the settings cannot be used."""
    from reader.insight import analyse

    return analyse(article, _tagger_for(article))


def first_analysed(article: Article) -> Insight:
    """The same while an article is saved: a pipeline that fails keeps nothing from being saved.

    What is made then by the shipped engine is not current, so that whoever asks for the names is told.
    """
    from reader.insight import analyse

    try:
        return analysed(article)
    except ReaderError:
        return analyse(article)


def is_current(insight: Insight, article: Article) -> bool:
    """Whether kept results are what the engine of the settings finds today. Raises ReaderError."""
    from reader.insight.names_of_engines import engine_called, language_of

    if insight.text_hash != article.text_hash:
        return False
    tagger = _tagger_for(article)
    return insight.engine == engine_called(language_of(article), tagger.name if tagger else "")
