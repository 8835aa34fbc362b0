"""Small words that every sentence needs, of the languages that most saved articles are in."""

from __future__ import annotations

__all__ = ["STOP_WORDS"]

STOP_WORDS = frozenset(
    "the a an and or of to in on at for with by from as is are was were be been has have had it its this that he she "
    "they we you i his her their our not but who which will would can could said de la le el en y que los las un una "
    "der die das und ist ein eine zu den von mit sich des auf für nicht et les est une dans pour qui il di che è per "
    "non del con da o os e do em um uma na no się z nie".split()
)
