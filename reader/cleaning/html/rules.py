"""Which blocks are the article by rules made by hand: each block gets a reason to leave it out, or none.

Readability's vote begins; rules then rescue what it is known to drop and drop what it is known to keep. A
rule that would take more than its share of the kept words is wrong about this page, and does nothing. The
learnt classifier hears the rules as one voice; where it follows them, their reason is the receipt's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from reader.cleaning.html.features import BlockFeatures
from reader.cleaning.html.signs import (
    COMMENTS_HEADING,
    CREDIT,
    CREDIT_AT_END,
    DATE,
    PROMOTION,
    TAIL,
    TAIL_HEADING,
)

__all__ = ["CAPTION", "KEEP", "by_rules", "guessed_reason", "is_too_little", "settle_pictures"]

KEEP = ""
CAPTION = "caption"
"""The verdict on a caption: it leaves the running text, and goes to its picture where that is kept."""

_FURNITURE_REGIONS = frozenset({"nav", "aside", "footer", "form", "dialog"})
_FURNITURE_CLASSES = frozenset("share comments related advert sign_up notice site labels about".split())
_MASS = 0.3
_SET_APART = frozenset({"heading", "code", "table"})
_CAPTION_MASS = 0.4
_LEAST_WORDS = 25
_LEAST_SHARE = 0.2

_REASON_OF_CLASS = (
    ("share", "share buttons"),
    ("comments", "comments"),
    ("related", "related"),
    ("advert", "advertisement"),
    ("sign_up", "newsletter"),
    ("notice", "notice"),
    ("about", "about the author"),
    ("labels", "keywords"),
    ("site", "navigation"),
    ("byline", "byline"),
    ("credit", "credit"),
)


def by_rules(blocks: Sequence[BlockFeatures]) -> list[str]:
    """For each block the reason why it is left out, or `KEEP`. Never leaves out all prose of a page that has
    any."""
    verdicts = _by_vote(blocks)
    if is_too_little(blocks, verdicts):
        verdicts = _all_prose(blocks)
    page = _Page(blocks, verdicts)
    page.rescue()
    page.drop()
    return page.verdicts


def _by_vote(blocks: Sequence[BlockFeatures]) -> list[str]:
    return [block.preset or (KEEP if block.voted >= 0.5 else guessed_reason(block)) for block in blocks]


def is_too_little(blocks: Sequence[BlockFeatures], verdicts: Sequence[str]) -> bool:
    """Whether hardly anything is kept, or hardly any of the page's prose: then the decision is wrong."""
    kept = sum(block.words for block, verdict in zip(blocks, verdicts, strict=True) if verdict == KEEP)
    prose = sum(
        block.words for block in blocks if block.is_prose and not block.preset and not _is_furniture(block)
    )
    return kept < _LEAST_WORDS or kept < _LEAST_SHARE * prose


def _all_prose(blocks: Sequence[BlockFeatures]) -> list[str]:
    """Prose outside of furniture; all that is no link, on a page without prose."""
    chosen = [block for block in blocks if block.is_prose and not block.preset and not _is_furniture(block)]
    if not chosen:
        chosen = [block for block in blocks if block.is_prose and not block.preset]
    if not chosen:
        chosen = [block for block in blocks if not block.preset and block.words and block.link_share < 0.5]
    if not chosen:
        chosen = [block for block in blocks if not block.preset and block.words]
    indexes = {block.index for block in chosen}
    return [block.preset or (KEEP if block.index in indexes else guessed_reason(block)) for block in blocks]


def _is_furniture(block: BlockFeatures) -> bool:
    return bool(block.regions & _FURNITURE_REGIONS or block.around & _FURNITURE_CLASSES)


def settle_pictures(blocks: Sequence[BlockFeatures], verdicts: list[str]) -> None:
    """Decide upon pictures and rules by what is kept around them, in place: they have no words to be judged by."""
    page = _Page(blocks, verdicts)
    page.pictures()
    page.lone_headings()


def guessed_reason(block: BlockFeatures) -> str:
    """What a block that is no part of the article is, as far as one can tell."""
    for region, reason in (("nav", "navigation"), ("footer", "page footer"), ("form", "form")):
        if region in block.regions:
            return reason
    for group, reason in _REASON_OF_CLASS:
        if group in block.around:
            return reason
    if "aside" in block.regions:
        return "aside"
    if block.title_likeness > 0.8:
        return "title"
    if block.words < 15 and DATE.search(block.text):
        return "time line"
    if PROMOTION.search(block.text):
        return "promotion"
    if block.link_share > 0.6:
        return "links"
    return "outside the article"


class _Page:
    """The blocks of a page and the verdicts on them so far."""

    def __init__(self, blocks: Sequence[BlockFeatures], verdicts: list[str]) -> None:
        self.blocks = blocks
        self.verdicts = verdicts

    # -- what readability drops ------------------------------------------------------------------------
    def rescue(self) -> None:
        """Keep what lies between kept blocks of one container, and prose that is set like them beside
        them."""
        kept = self._kept()
        if not kept:
            return
        self._keep_between_or_beside(kept)
        self.pictures()

    def _keep_between_or_beside(self, kept: Sequence[BlockFeatures]) -> None:
        prose = [block for block in kept if block.is_prose] or list(kept)
        homes = self._homes(prose)
        section = self._section(prose)
        signatures = {
            block.signature for block in prose if not block.signature.endswith(".") or block.tag == "p"
        }
        candidates = [
            block
            for block in self.blocks
            if self.verdicts[block.index] != KEEP and not block.preset and block.words and _may_return(block)
        ]
        for block in candidates:
            in_section = section and block.section == section
            alike = block.signature in signatures and self._at_home(block, homes, 3)
            if block.is_prose and (in_section or alike):
                self.verdicts[block.index] = KEEP
        kept = self._kept()
        first, last = kept[0].index, kept[-1].index
        trunk = self._trunk(prose)
        for block in candidates:
            if not first < block.index < last or self.verdicts[block.index] == KEEP:
                continue
            near = self._at_home(block, homes, 5) or (section and block.section == section)
            near = near or (block.kind in _SET_APART and trunk in block.containers)
            if near and (block.is_embedded_post or _belongs_between(block) or self._is_announced(block)):
                self.verdicts[block.index] = KEEP

    def _is_announced(self, block: BlockFeatures) -> bool:
        """Whether it is an item of a list that a kept line ending in a colon announces, be it links alone."""
        index = block.index
        while index >= 0 and self.blocks[index].kind == "list_item":
            index -= 1
        return (
            0 <= index < block.index
            and self.verdicts[index] == KEEP
            and self.blocks[index].text.endswith(":")
        )

    @staticmethod
    def _section(prose: Sequence[BlockFeatures]) -> int:
        """The `article` or `main` that holds most of the kept prose, or 0."""
        weight: dict[int, int] = {}
        for block in prose:
            weight[block.section] = weight.get(block.section, 0) + block.words
        best = max(weight, key=lambda number: (weight[number], -number))
        return best if weight[best] >= 0.6 * sum(weight.values()) else 0

    def pictures(self) -> None:
        """Pictures and rules have no words to be voted by: those within the article's run are its own."""
        kept = self._kept()
        if not kept:
            return
        first, last = kept[0].index, kept[-1].index
        prose = [block for block in kept if block.is_prose] or kept
        homes, section = self._homes(prose), self._section(prose)
        for block in self.blocks:
            if block.words or block.preset:
                continue
            near = self._at_home(block, homes, 6) or (section and block.section == section)
            inside = near and first - 4 <= block.index <= last + 1
            if inside and not _is_furniture(block):
                self.verdicts[block.index] = KEEP
            elif block.kind == "rule" or not first <= block.index <= last:
                self.verdicts[block.index] = "outside the article"

    @staticmethod
    def _homes(prose: Iterable[BlockFeatures]) -> frozenset[int]:
        """Elements around a good part of the kept prose, but not around the whole page."""
        weight: dict[int, int] = {}
        total = 0
        for block in prose:
            total += block.words
            for number in block.containers[1:7]:
                weight[number] = weight.get(number, 0) + block.words
        return frozenset(number for number, words in weight.items() if words >= 0.25 * total)

    @staticmethod
    def _trunk(prose: Sequence[BlockFeatures]) -> int:
        """The innermost element around most of the kept prose: elements are numbered from the outside inwards."""
        weight: dict[int, int] = {}
        for block in prose:
            for number in block.containers:
                weight[number] = weight.get(number, 0) + block.words
        least = 0.6 * sum(block.words for block in prose)
        return max((number for number, words in weight.items() if words >= least), default=-1)

    @staticmethod
    def _at_home(block: BlockFeatures, homes: frozenset[int], levels: int) -> bool:
        return any(number in homes for number in block.containers[:levels])

    # -- what readability keeps ------------------------------------------------------------------------
    def drop(self) -> None:
        """Apply each rule to what is kept, unless it would take too much."""
        self._drop("comments", self._after_comments_heading())
        self._apply(CAPTION, lambda block: block.is_caption, _CAPTION_MASS)
        self._apply(CAPTION, _is_credit)
        self._said_twice()
        self._apply_named(_promotion)
        self._apply_named(_by_class)
        self._head()
        self._tail()
        self.lone_headings()

    def _kept(self) -> list[BlockFeatures]:
        return [block for block in self.blocks if self.verdicts[block.index] == KEEP and block.words]

    def _drop(self, reason: str, doomed: Sequence[BlockFeatures], share: float = _MASS) -> None:
        total = sum(block.words for block in self._kept())
        if sum(block.words for block in doomed) <= share * total:
            for block in doomed:
                self.verdicts[block.index] = reason

    def _apply(self, reason: str, rule: Callable[[BlockFeatures], bool], share: float = _MASS) -> None:
        self._drop(reason, [block for block in self._kept() if rule(block)], share)

    def _apply_named(self, rule: Callable[[BlockFeatures], str]) -> None:
        """A rule that names its reasons: each reason is guarded alone."""
        doomed: dict[str, list[BlockFeatures]] = {}
        for block in self._kept():
            reason = rule(block)
            if reason:
                doomed.setdefault(reason, []).append(block)
        for reason, blocks in doomed.items():
            self._drop(reason, blocks)

    def _after_comments_heading(self) -> list[BlockFeatures]:
        kept = self._kept()
        total = sum(block.words for block in kept)
        words = 0
        for position, block in enumerate(kept):
            if words > 0.5 * total and block.words <= 8 and COMMENTS_HEADING.match(block.text):
                return kept[position:]
            words += block.words
        return []

    def _said_twice(self) -> None:
        """The title in the body, and a text that is the beginning of another or the same again."""
        kept = self._kept()
        first_prose = next((block.index for block in kept if block.is_prose), -1)
        titles = [
            block for block in kept
            if block.title_likeness >= 0.75 and (block.kind == "heading" or block.index <= first_prose)
        ]  # fmt: skip
        self._drop("title", titles)
        keys: dict[str, int] = {}
        doomed = []
        for block in self._kept():
            if block.kind in ("code", "table", "list_item") or block.words < 4:
                continue
            if block.key in keys and (block.words >= 12 or block.kind == "heading" or block.words >= 6):
                doomed.append(block)
            keys.setdefault(block.key, block.index)
        self._drop("said twice", doomed)

    def _head(self) -> None:
        """Before the first prose: date, byline, reading time."""
        kept = self._kept()
        first_prose = next((position for position, block in enumerate(kept) if block.is_prose), 0)
        for block in kept[:first_prose]:
            if block.kind in ("code", "table") or block.words > 30:
                continue
            if "byline" in block.near or (
                block.text.lower().startswith(("by ", "von ", "par ", "por ")) and block.words < 15
            ):
                self.verdicts[block.index] = "byline"
            elif DATE.search(block.text) and block.words < 15:
                self.verdicts[block.index] = "time line"
            elif block.words <= 3 and not block.ends_sentence and block.kind != "heading":
                self.verdicts[block.index] = "label"

    def _tail(self) -> None:
        """After the last prose: biography, copyright, tags, related links, with the heading that announces
        them."""
        kept = self._kept()
        total = sum(block.words for block in kept)
        doomed: list[BlockFeatures] = []
        words = 0
        for position, block in enumerate(kept):
            if words > 0.6 * total and block.words <= 10 and TAIL_HEADING.match(block.text):
                doomed = kept[position:]
                break
            words += block.words
        self._drop("related", doomed)
        kept = self._kept()
        doomed = []
        for block in reversed(kept):
            if block.kind in ("code", "table"):
                break
            if (
                (TAIL.match(block.text) and block.words <= 60)
                or (block.link_share > 0.7 and block.words <= 20)
                or (block.words <= 3 and not block.ends_sentence)
                or ("byline" in block.near and block.words <= 60)
                or "credit" in block.own
            ):
                doomed.append(block)
            else:
                break
        self._drop("after the article", doomed, 0.2)

    def lone_headings(self) -> None:
        """A heading at the end announces nothing."""
        for block in reversed(self._kept()):
            if block.kind != "heading":
                break
            self.verdicts[block.index] = "heading of what was left out"


def _may_return(block: BlockFeatures) -> bool:
    if block.is_embedded_post:
        return True
    return not (_is_furniture(block) or PROMOTION.search(block.text) or block.said_before)


def _belongs_between(block: BlockFeatures) -> bool:
    if block.kind in ("code", "table", "quote"):
        return True
    if block.kind == "heading":
        return block.words <= 30 and block.link_share < 0.8 and "header" not in block.regions
    if block.kind == "list_item":
        return block.link_share < 0.9 or block.words > 8
    return block.is_prose or (block.words >= 4 and block.ends_sentence and block.link_share < 0.5)


def _is_credit(block: BlockFeatures) -> bool:
    if block.words <= 30 and (CREDIT.match(block.text) or CREDIT_AT_END.search(block.text)):
        return True
    return (
        "figure" in block.regions
        and block.words <= 60
        and block.kind == "paragraph"
        and "table" not in block.regions
    )


def _promotion(block: BlockFeatures) -> str:
    if block.kind in ("code", "table"):
        return ""
    if (
        block.words <= 25
        and PROMOTION.match(block.text)
        and not (block.ends_sentence and block.words > 14 and not block.link_words)
    ):
        return "promotion"
    if block.kind == "paragraph" and block.link_share >= 0.65 and 25 < block.words <= 100:
        return "links"
    if (
        block.link_share >= 0.95
        and block.kind == "paragraph"
        and not block.ends_sentence
        and block.words <= 25
    ):
        return "links"
    return ""


def _by_class(block: BlockFeatures) -> str:
    if block.is_embedded_post:
        return ""
    for group, reason in _REASON_OF_CLASS:
        if group in block.around and group not in ("byline", "credit"):
            return reason
        if group == "byline" and group in block.near and block.words <= 20:
            return reason
        if group == "credit" and group in block.own and block.words <= 20:
            return reason
    if "aside" in block.regions and block.link_share > 0.3:
        return "aside"
    if "nav" in block.regions:
        return "navigation"
    if "footer" in block.regions and "blockquote" not in block.regions:
        return "page footer"
    return ""
