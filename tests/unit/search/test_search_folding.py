"""What makes no difference to search, and that folded text leads back to the characters it came from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.search.folding import (
    fold,
    fold_with_map,
    folded_words,
    index_form,
    index_form_with_map,
    original_range,
)

ODD = "ab ÉéßæŒłØđıİÞﬁ“”‘’«»—–-…\u00ad\u0301\u0308\n\t中国かガ\u3099한국ᄒ\u1161\u11ab😀👍🏽²½①Ａ٣नमสวั\ud800\x00™·x"
texts = st.text(st.one_of(st.sampled_from(ODD), st.characters()), max_size=40)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nicolás", "nicolas"),
        ("Nicola\u0301s", "Nicolás"),
        ("ŁÓDŹ", "lodz"),
        ("Ørsted", "orsted"),
        ("Straße", "STRASSE"),
        ("Æsir œuvre", "aesir oeuvre"),
        ("İstanbul ılık", "istanbul ilik"),
        ("þorn ðat", "thorn dat"),
        ("it’s “so”", 'it\'s "so"'),
        ("«oui»", '"oui"'),
        ("a – b — c", "a - b - c"),
        ("co\u00adoperate", "cooperate"),
        ("of\ufb01ce", "office"),
        ("line\nbreak\ttab\u00a0hard", "line break tab hard"),
        ("Ｆｕｌｌ", "full"),
        ("٣٤", "34"),
        ("\u1112\u1161\u11ab\u1100\u116e\u11a8", "한국"),
        ("wait…", "wait..."),
    ],
)
def test_both_spellings_fold_to_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_words_are_parted_by_everything_that_is_not_of_a_word() -> None:
    assert folded_words("Maduro’s well-known, 5G!") == ["maduro", "s", "well", "known", "5g"]
    assert folded_words("在中国 iPhone手机") == ["在", "中", "国", "iphone", "手", "机"]
    assert folded_words("fine👍🏽 x² word¹") == ["fine", "👍", "🏽", "x", "2", "word", "1"]
    assert folded_words("नमस्ते Москва") == ["नमस्ते", "москва"]
    assert folded_words("… — ‘’ ()") == []


@given(texts)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert folded_words(" ".join(folded_words(text))) == folded_words(text)


@given(texts)
def test_the_index_can_hold_what_it_is_given(text: str) -> None:
    form = index_form(text)
    form.encode()
    assert "\x00" not in form
    assert "\n" not in form


@given(texts)
def test_offsets_lead_back_to_the_characters(text: str) -> None:
    for folded, offsets in (fold_with_map(text), index_form_with_map(text)):
        assert len(offsets) == len(folded) + 1
        assert offsets[-1] == len(text)
        assert list(offsets) == sorted(offsets)
        for at, character in enumerate(folded):
            place = original_range(offsets, at, at + 1)
            assert character in index_form(place.of(text))


@given(texts, texts)
def test_a_range_of_the_folded_text_covers_what_folds_to_it(before: str, text: str) -> None:
    whole = f"{before} {text}"
    folded, offsets = fold_with_map(whole)
    start = folded.find(fold(text)) if fold(text) else -1
    if start >= 0:
        place = original_range(offsets, start, start + len(fold(text)))
        assert fold(text).strip() in fold(place.of(whole))
