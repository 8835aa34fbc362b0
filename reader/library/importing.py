"""Taking in what another program kept: planned as a whole, then written as one change that `undo` takes back.

An article that is here already gets what it lacks: tags, highlights, notes, an earlier date. What the reader
made of it since (read state, star, its place in the trash) stands.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reader.article.characters import safe_line, safe_text
from reader.cleaning.addresses import absolute, canonical, site_of
from reader.cleaning.identity import article_id
from reader.errors import UsageError
from reader.library.arriving import passage_key, placed, put_texts
from reader.library.holdings import Holdings, now
from reader.library.incoming import Incoming, IncomingHighlight, IncomingNote, Unread
from reader.library.records import ArticleRecord, Highlight, Note, record_from
from reader.library.tagging import clean_tags

if TYPE_CHECKING:
    from reader.article import Article

__all__ = ["Imported", "Plan", "address_key", "take_in"]


@dataclass(slots=True)
class Imported:
    """What an import did, or with a dry run would do. Articles are counted once each."""

    entries: int = 0
    """Articles that the file spoke of, also those that it named twice."""
    articles: int = 0
    """New in the library."""
    waiting: int = 0
    """Of the new ones, those whose text is to be fetched."""
    updated: int = 0
    """Here already, and given something they lacked."""
    unchanged: int = 0
    """Here already, with all of it."""
    trashed: int = 0
    """In the trash, and left there."""
    repeated: int = 0
    """Entries that spoke of an article that the file had named before."""
    highlights: int = 0
    notes: int = 0
    problems: list[Unread] = field(default_factory=list)
    """What did not come in, or not as it stood, each with its reason."""
    stopped: bool = False
    """Ended before its end; what was read until then is in."""
    dry: bool = False


@dataclass(slots=True)
class Plan:
    """What is to become of one article."""

    record: ArticleRecord
    kept: ArticleRecord | None
    """As it stands in the library; None for a new one."""
    entries: list[Incoming] = field(default_factory=list)
    highlights: list[IncomingHighlight] = field(default_factory=list)
    notes: list[IncomingNote] = field(default_factory=list)
    seen_highlights: dict[str, str] = field(default_factory=dict)
    """Folded words of the highlights that it has, with their ids ("" for those to come)."""
    seen_notes: set[str] = field(default_factory=set)
    article: Article | None = None


def take_in(
    holdings: Holdings,
    entries: Iterable[Incoming | Unread],
    *,
    source: str,
    tags: Sequence[str] = (),
    dry_run: bool = False,
    progress: Callable[[int, int], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> Imported:
    """Take in all entries as one change, named by `source`; see `Library.take_in`."""
    planner = _Planner(holdings, clean_tags(tags))
    for entry in entries:
        planner.add(entry)
        if stop is not None and stop():
            planner.report.stopped = True
            break
    report = planner.report
    report.dry = dry_run
    plans = list(planner.plans.values())
    if not dry_run:
        plans = put_texts(holdings, plans, report, progress, stop)
        _write(holdings, plans, report, source)
    _count(plans, report)
    return report


class _Planner:
    """Brings entries together: those of one article, and those of one that the library has."""

    def __init__(self, holdings: Holdings, tags: Sequence[str]) -> None:
        self.report = Imported()
        self.plans: dict[str, Plan] = {}
        self._holdings = holdings
        self._tags = tags
        table = holdings.store.table("articles")
        records = [record_from(ArticleRecord, str(each.doc_id), each) for each in table.all()]
        used = Counter(tag for record in records for tag in record.tags)
        used.update(tag for highlight in holdings.every(Highlight) for tag in highlight.tags)
        used.update(tag for note in holdings.every(Note) for tag in note.tags)
        self._known_tags: dict[str, str] = {}
        for tag, _ in used.most_common():
            self._known_tags.setdefault(tag.casefold(), tag)
        self._records = {record.id: record for record in records}
        self._by_address = {address_key(record.url): record.id for record in records if record.url}
        self._marks: tuple[dict[str, list[Highlight]], dict[str, list[Note]]] | None = None
        self._order = 0

    def add(self, entry: Incoming | Unread) -> None:
        """Plan one entry."""
        if isinstance(entry, Unread):
            self.report.problems.append(entry)
            return
        self.report.entries += 1
        for remark in entry.remarks:
            self.report.problems.append(Unread(entry.place, remark))
        url = absolute(safe_text(entry.url).strip()) if entry.url else ""
        if url.startswith("mailto:"):
            url = ""
        holds_text = entry.article is not None or entry.page is not None
        holds_words = bool(entry.highlights or entry.notes or entry.excerpt.strip())
        if not url and not holds_text and not holds_words:
            reason = (
                f"no address of the web: {safe_line(entry.url, 80)}" if entry.url else "it names no address"
            )
            self.report.problems.append(Unread(entry.place, reason))
            return
        entry = dataclasses.replace(entry, url=url)
        id = self._id(entry)
        kept = self._records.get(id)
        if kept is not None and kept.trashed:
            if id not in self.plans:
                self.report.trashed += 1
            self.plans.setdefault(id, Plan(kept, kept))
            return
        plan = self.plans.get(id)
        if plan is None:
            plan = self._begun(id, kept, entry)
            self.plans[id] = plan
        else:
            self.report.repeated += 1
        self._merge(plan, entry)

    def _id(self, entry: Incoming) -> str:
        if entry.id and entry.id in self._records:
            return entry.id
        if entry.url:
            key = address_key(entry.url)
            known = self._by_address.get(key)
            if known is None:
                known = entry.id or article_id(canonical(entry.url), b"")
                self._by_address[key] = known
            return known
        if entry.id:
            return entry.id
        if entry.page is not None and not entry.highlights:
            return article_id("", entry.page())
        seed = "\0".join(("clippings", safe_line(entry.title).casefold(), *entry.byline))
        return article_id("", seed.encode("utf-8", "replace"))

    def _begun(self, id: str, kept: ArticleRecord | None, entry: Incoming) -> Plan:
        if kept is None:
            self._order += 1
            title = safe_line(entry.title)
            return Plan(
                ArticleRecord(
                    id=id, title=title or entry.url, url=canonical(entry.url), site=safe_line(entry.site),
                    state=entry.state, starred=entry.starred, archived=entry.archived,
                    later=entry.later, finished=entry.finished,
                    progress=max(0.0, min(1.0, entry.progress)), position=entry.position, opened=entry.opened,
                ),
                None,
            )  # fmt: skip
        plan = Plan(kept, kept)
        highlights, notes = self._kept_marks()
        for highlight in highlights.get(id, ()):
            for key in (passage_key(highlight.exact), _exact_key(highlight.exact, highlight.start)):
                plan.seen_highlights[key] = highlight.id
        plan.seen_notes = {
            key
            for note in notes.get(id, ())
            for key in (_note_key(note.text), _note_key(note.text, note.created))
        }
        return plan

    def _kept_marks(self) -> tuple[dict[str, list[Highlight]], dict[str, list[Note]]]:
        """The highlights and notes of each article, those in the trash too: what was deleted stays so."""
        if self._marks is None:
            highlights: dict[str, list[Highlight]] = {}
            notes: dict[str, list[Note]] = {}
            for trashed in (False, True):
                for highlight in self._holdings.every(Highlight, trashed=trashed):
                    highlights.setdefault(highlight.article, []).append(highlight)
                for note in self._holdings.every(Note, trashed=trashed):
                    notes.setdefault(note.article, []).append(note)
            self._marks = highlights, notes
        return self._marks

    def _merge(self, plan: Plan, entry: Incoming) -> None:
        record = plan.record
        fields: dict[str, object] = {"tags": self._tags_with(record.tags, entry)}
        if not record.title or record.title == record.url:
            fields["title"] = safe_line(entry.title) or record.title
        for name in ("site", "published", "language", "excerpt", "opened"):
            if not getattr(record, name):
                fields[name] = safe_line(getattr(entry, name))
        if not record.byline:
            fields["byline"] = tuple(filter(None, map(safe_line, entry.byline)))
        if entry.added and (not record.added or entry.added < record.added):
            fields["added"] = entry.added
        if plan.kept is None and plan.entries:
            fields["starred"] = record.starred or entry.starred
        plan.record = dataclasses.replace(record, **fields)  # type: ignore[arg-type]  # named fields of their own types
        plan.entries.append(entry)
        for highlight in entry.highlights:
            self._merge_highlight(plan, entry, highlight)
        for note in entry.notes:
            self._merge_note(plan, note)

    def _merge_highlight(self, plan: Plan, entry: Incoming, highlight: IncomingHighlight) -> None:
        exact = safe_text(highlight.exact).strip()
        if not exact:
            self.report.problems.append(Unread(entry.place, "a highlight without words"))
            for note in highlight.notes:
                self._merge_note(plan, note)
            return
        notes = [note for note in highlight.notes if self._is_new(plan, note)]
        key = _key_of(highlight, exact)
        if key in plan.seen_highlights:
            if notes:
                plan.highlights.append(dataclasses.replace(highlight, exact=exact, notes=tuple(notes)))
            return
        plan.seen_highlights[key] = ""
        tags = self._cleaned_tags(highlight.tags, entry.place)
        plan.highlights.append(dataclasses.replace(highlight, exact=exact, notes=tuple(notes), tags=tags))

    def _merge_note(self, plan: Plan, note: IncomingNote) -> None:
        if self._is_new(plan, note):
            plan.notes.append(note)

    def _is_new(self, plan: Plan, note: IncomingNote) -> bool:
        """Whether a note has words that are not there; two of our own may say the same at two times."""
        key = _note_key(note.text, note.created if note.id else "")
        if not _note_key(note.text) or key in plan.seen_notes:
            return False
        plan.seen_notes.add(key)
        return True

    def _tags_with(self, present: Sequence[str], entry: Incoming) -> tuple[str, ...]:
        result = {tag.casefold(): tag for tag in present}
        for tag in (*self._cleaned_tags(entry.tags, entry.place), *self._tags):
            result.setdefault(tag.casefold(), self._known_tags.setdefault(tag.casefold(), tag))
        return tuple(result.values())

    def _cleaned_tags(self, tags: Sequence[str], place: str) -> tuple[str, ...]:
        kept: list[str] = []
        for tag in tags:
            if not tag.strip():
                continue
            try:
                kept.extend(clean_tags([tag]))
            except UsageError as error:
                self.report.problems.append(Unread(place, str(error)))
        return tuple(self._known_tags.get(tag.casefold(), tag) for tag in kept)


def address_key(url: str) -> str:
    """What two addresses of one page have in common: no scheme, no `www.`, no slash at the end."""
    address = canonical(url)
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    host = parts.netloc.removeprefix("www.")
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{parts.path.rstrip('/')}{query}" if host else address


def _note_key(text: str, created: str = "") -> str:
    words = " ".join(safe_text(text).split())
    return f"{words}\0{created}" if created and words else words


def _exact_key(exact: str, start: int) -> str:
    return f"{passage_key(exact)}\0{start}"


def _key_of(highlight: IncomingHighlight, exact: str) -> str:
    """One passage is highlighted once; where places are certain (our own export), once at each."""
    return _exact_key(exact, highlight.start) if highlight.text_hash else passage_key(exact)


def _write(holdings: Holdings, plans: Sequence[Plan], report: Imported, source: str) -> None:
    """Everything as one change."""
    plans = [plan for plan in plans if plan.entries]
    time = now()
    count = len(plans)
    words = f"import {count} article{'' if count == 1 else 's'} from {source}"
    with holdings.store.change("import", words):
        for plan in plans:
            _write_record(holdings, plan, time)
            for highlight in plan.highlights:
                key = _key_of(highlight, highlight.exact)
                id = plan.seen_highlights.get(key, "")
                if not id:
                    id = _free_id(holdings, "highlights", highlight.id)
                    holdings.put(Highlight, placed(holdings, plan.record, plan.article, highlight, id, time))
                    report.highlights += 1
                    plan.seen_highlights[key] = id
                for note in highlight.notes:
                    _write_note(holdings, plan, note, time, highlight=id)
                    report.notes += 1
            for note in plan.notes:
                if safe_text(note.text).strip():
                    _write_note(holdings, plan, note, time)
                    report.notes += 1


def _write_record(holdings: Holdings, plan: Plan, time: str) -> None:
    record = plan.record
    if plan.kept is None:
        site = record.site or site_of(record.url)
        title = record.title or record.url or "Untitled"
        record = dataclasses.replace(record, site=site, title=title, added=record.added or time)
        holdings.put(ArticleRecord, record)
    else:
        if record == plan.kept:
            return
        names = [each.name for each in dataclasses.fields(record)]
        changed = {
            name: value for name in names if (value := getattr(record, name)) != getattr(plan.kept, name)
        }
        if changed:
            holdings.change(ArticleRecord, [record.id], **changed)
        if plan.kept.text_hash and "text_hash" in changed:
            _carry_along(holdings, plan.kept, record.text_hash)
    plan.record = record


def _carry_along(holdings: Holdings, kept: ArticleRecord, text_hash: str) -> None:
    """A text that grew at its end alone: all that stood in it stands where it did."""
    from tinydb import where

    marks = holdings.every(Highlight, where("article") == kept.id)
    standing = [mark.id for mark in marks if mark.text_hash == kept.text_hash and mark.status == "ok"]
    holdings.change(Highlight, standing, text_hash=text_hash)


def _write_note(
    holdings: Holdings, plan: Plan, note: IncomingNote, time: str, *, highlight: str = ""
) -> None:
    created = note.created or plan.record.added or time
    tags: list[str] = []
    for tag in note.tags:
        try:
            tags.extend(clean_tags([tag]))
        except UsageError:
            continue
    holdings.put(
        Note,
        Note(
            _free_id(holdings, "notes", note.id), plan.record.id, safe_text(note.text).strip(), highlight,
            tuple(tags), created, note.modified or created,
        ),
    )  # fmt: skip


def _free_id(holdings: Holdings, table: str, wanted: str) -> str:
    """The id that our own export names, where nothing stands under it; else a new one."""
    if wanted and holdings.store.document(table, wanted) is None:
        return wanted
    return holdings.store.fresh_id()


def _count(plans: Iterable[Plan], report: Imported) -> None:
    for plan in plans:
        if not plan.entries:
            continue
        if plan.kept is None:
            report.articles += 1
            if not plan.record.text_hash and not (report.dry and _brings_text(plan)):
                report.waiting += 1
        elif plan.highlights or plan.notes or plan.record != plan.kept:
            report.updated += 1
        else:
            report.unchanged += 1
        if report.dry:
            new = [
                mark for mark in plan.highlights if not plan.seen_highlights.get(_key_of(mark, mark.exact))
            ]
            report.highlights += len(new)
            report.notes += len(plan.notes) + sum(len(mark.notes) for mark in plan.highlights)


def _brings_text(plan: Plan) -> bool:
    return any(entry.page or entry.article for entry in plan.entries) or not plan.record.url
