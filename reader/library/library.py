"""The Library: every verb of the program, called alike by the screen, the command line and a script.

Open this file first. Each verb that changes something is one change of the store: acknowledged only when it
is on disk, undone by `undo`, and named by the words that `undo` answers with. The work is done by the
modules that are named after their nouns: `saving`, `marking`, `tagging`, `editing`, `trash`, `people`, `house`.

It is longer than other modules may be, because it is the one list of the verbs; each is a few lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal

from reader import config
from reader.article import Article, Block, Range, Removed
from reader.errors import NotFound
from reader.insight.values import Entity, EntityKind, Insight, Quote
from reader.library import (
    correcting,
    finding,
    marking,
    naming,
    notebook,
    queues,
    saving,
    searches,
    tagging,
    trash,
)  # fmt: skip
from reader.library.corrections import Correction, corrected
from reader.library.drafts import Drafts
from reader.library.files import ArticleFiles
from reader.library.findables import Findables
from reader.library.holdings import Holdings, now
from reader.library.journal import FORMAT
from reader.library.notebook import Entry, EntryKind
from reader.library.people import Appearance, Dossier, appearance_in
from reader.library.records import (
    ArticleRecord,
    Colour,
    Draft,
    Highlight,
    Note,
    Queue,
    ReadState,
    TagCount,
)
from reader.library.saving import Added
from reader.library.searches import SavedSearch
from reader.library.store import Store
from reader.library.tagging import Suggestion
from reader.library.trash import Trashed
from reader.search.values import FindableKind, Hit

if TYPE_CHECKING:
    from reader.cleaning.by_hand import Edit
    from reader.library.backup import BackedUp, Restored
    from reader.library.duplicates import Duplicate
    from reader.library.fetching import Fetched
    from reader.library.importing import Imported
    from reader.library.incoming import Incoming, Unread
    from reader.library.person import PersonPage
    from reader.library.remaking import Remade
    from reader.library.review import Answer, Review
    from reader.library.sites import SiteOffer, SiteRules
    from reader.library.statistics import Statistics
    from reader.library.syncing import SyncStatus
    from reader.library.tag_order import TagBranch, TagFinding
    from reader.library.versions import NoteVersion
    from reader.library.watching import Watcher
    from reader.search.completion import Completion
    from reader.search.facets import Facets

__all__ = [
    "Added",
    "Appearance",
    "ArticleSort",
    "Correction",
    "Dossier",
    "Entry",
    "Library",
    "SavedSearch",
    "Suggestion",
]

ArticleSort = Literal["added", "title", "published", "minutes", "minutes_left", "progress", "opened"]


class Library:
    """A library on disk. Open it with `Library(home)`; close it, or use it as a context manager.

    `home` defaults to the reader's own data folder and `cache`, where everything can be rebuilt, to the cache
    folder (`reader.config`), `sites` to where its rules of sites lie. Safe to use from several threads; several processes may have it open.
    """

    def __init__(
        self,
        home: Path | str | None = None,
        *,
        cache: Path | str | None = None,
        sites: Path | str | None = None,
    ) -> None:
        self.home = Path(home) if home is not None else config.data_home()
        self.cache = Path(cache) if cache is not None else config.cache_folder()
        if (self.home / "library").is_dir():
            from reader.library.backup import back_up_before_change

            back_up_before_change(self.home, FORMAT)
        files = ArticleFiles(self.home)
        findables = Findables(files)
        store = Store(self.home, self.cache, projections=(findables,))
        self._holdings = Holdings(store, files, Drafts(self.home), findables, Path(sites) if sites else None)

    # -- save ------------------------------------------------------------------------------------------
    def add(
        self, source: str | Path, *, tags: Sequence[str] = (), data: bytes | None = None, url: str = ""
    ) -> Added:
        """Save one file, one page of the web, or `data` under the name `source`. Raises ReaderError when it cannot be read or
        cleaned."""
        return saving.add(self._holdings, source, data=data, url=url, tags=tags)

    def add_many(
        self,
        sources: Iterable[str | Path],
        *,
        tags: Sequence[str] = (),
        stop: Callable[[], bool] = lambda: False,
    ) -> Iterator[Added]:
        """Save files and folders, cleaned on all cores, yielded as they are saved, a few at a time.

        Once `stop` says so, what is at hand is saved and that is all. Closing the iterator stops with a consistent
        library; a failure is an `Added` with its error.
        """
        return saving.add_many(self._holdings, sources, tags=tags, stop=stop)

    def add_samples(self) -> Iterator[Added]:
        """Save the bundled articles, once in a library's life: what the reader deletes does not come back."""
        return saving.add_samples(self._holdings)

    def take_in(
        self,
        entries: Iterable[Incoming | Unread],
        *,
        source: str = "another program",
        tags: Sequence[str] = (),
        dry_run: bool = False,
        progress: Callable[[int, int], None] | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> Imported:
        """Take in what another program kept, as one change; what is here already gets only what it lacks.

        `progress` hears how many texts of how many are cleaned. Once `stop` says so, what was read until then is
        kept. Raises ReaderError.
        """
        from reader.library import importing

        return importing.take_in(
            self._holdings, entries, source=source, tags=tags, dry_run=dry_run, progress=progress, stop=stop
        )

    def fetch(
        self,
        records: Sequence[ArticleRecord],
        *,
        robots: bool = True,
        stop: Callable[[], bool] = lambda: False,
    ) -> Iterator[Fetched]:
        """Fetch the texts of articles that wait for them, from the web; yielded as they come.

        Polite to each host. With `robots` false, what robots.txt forbids to programs is fetched too. Once `stop` says
        so, what is at hand is ended and that is all.
        """
        from reader.library import fetching

        return fetching.fetch(self._holdings, records, robots=robots, stop=stop)

    def watcher(self, folder: Path | str, *, tags: Sequence[str] = ()) -> Watcher:
        """Something to look into a folder with, again and again, that saves what has come. Raises ReaderError."""
        from reader.library.watching import Watcher

        return Watcher(self._holdings, Path(folder).expanduser(), tagging.clean_tags(tags))

    # -- look ------------------------------------------------------------------------------------------
    def articles(
        self,
        query_text: str = "",
        *,
        sort: ArticleSort | None = None,
        descending: bool | None = None,
        trashed: bool = False,
    ) -> list[ArticleRecord]:
        """Articles that match a query of the search language, in its order or that of `sort`. Raises
        QueryError."""
        return naming.articles(self._holdings, query_text, sort=sort, descending=descending, trashed=trashed)

    def article(self, name: str) -> ArticleRecord:
        """The one article of an id, a unique prefix of one (3 characters at least), or words of its title.

        Raises NotFound, naming the candidates where several fit.
        """
        return naming.article(self._holdings, name)

    def read(self, article_id: str) -> Article:
        """The cleaned article with its text; made anew from the original where its file is gone. Raises
        NotFound."""
        return saving.read(self._holdings, article_id)

    def picture(self, article_id: str, address: str) -> bytes | None:
        """The picture that the saved page carries under an address; None where it carries none. Never fetched."""
        return saving.picture(self._holdings, self.read(article_id), address)

    def insight(self, article_id: str) -> Insight:
        """Entities and quotes of an article, kept with it, made anew when text or engine changed."""
        return self._corrected(article_id, saving.insight(self._holdings, self.read(article_id)))

    def insight_if_ready(self, article_id: str) -> Insight | None:
        """The same, only where it is at hand: never slow."""
        record = self._holdings.get(ArticleRecord, article_id)
        ready = saving.ready_insight(self._holdings, article_id, record.text_hash)
        return None if ready is None else self._corrected(article_id, ready)

    def _corrected(self, article_id: str, found: Insight) -> Insight:
        by_hand = correcting.corrections_of(self._holdings, article_id)
        return corrected(found, by_hand, lambda: self.read(article_id).text)

    def entities(self, article_id: str) -> list[Entity]:
        """People, organisations, places … of an article, by first mention."""
        return list(self.insight(article_id).entities)

    def quotes(self, article_id: str, *, kinds: Sequence[str] = ("speech", "phrase")) -> list[Quote]:
        """What is quoted in an article and who said it, in its order."""
        return [quote for quote in self.insight(article_id).quotes if quote.kind in kinds]

    def outline(self, article_id: str) -> list[Block]:
        """The headings of an article."""
        return self.read(article_id).outline()

    def who(self, name: str) -> Dossier:
        """The articles, quotes and notes of one person, organisation or place. Raises NotFound."""
        found = [appearance for appearance, _ in self._appearances(name)]
        first = max(found, key=lambda appearance: len(appearance.entity.mentions)).entity
        return Dossier(first.name, first.kind, tuple(found), tuple(self._notes_naming(name)))

    def person(self, name: str) -> PersonPage:
        """Everything about one person, organisation or place: the same, with every mention, what is said about them,
        and who they occur with. Reads every article that names them. Raises NotFound."""
        from reader.library.person import person_page

        return person_page(self._appearances(name), self._notes_naming(name), self.read)

    def _appearances(self, name: str) -> list[tuple[Appearance, Insight]]:
        wanted = " ".join(name.split())
        found: list[tuple[Appearance, Insight]] = []
        query_text = 'who:"{}"'.format(wanted.replace('"', " "))
        for record in self.articles(query_text, sort="published", descending=False):
            insight = self.insight(record.id)
            appearance = appearance_in(record, insight, wanted)
            if appearance is not None:
                found.append((appearance, insight))
        if not found:
            raise NotFound(
                f"nobody and nothing called {wanted}", "in no article of the library", "try a part of it"
            )
        return found

    def _notes_naming(self, name: str) -> list[Note]:
        return self.notes('"{}"'.format(" ".join(name.split()).replace('"', " ")))

    # -- put right -------------------------------------------------------------------------------------
    def correct_entity(
        self,
        article_id: str,
        name: str,
        *,
        kind: EntityKind | None = None,
        hide: bool = False,
        rename: str | None = None,
        merge_into: str | None = None,
        split: str | None = None,
    ) -> Correction:
        """Put one thing right about a name: another kind, hidden, renamed, one with another, a form of it apart.

        With an empty `article_id` in every article, also in those that come. Kept when the article is analysed or
        cleaned anew. Raises NotFound, UsageError.
        """
        return correcting.correct_entity(
            self._holdings, self.insight(article_id) if article_id else None, article_id, name,
            kind=kind or "", hide=hide, rename=rename or "", merge_into=merge_into or "", split=split or "",
        )  # fmt: skip

    def correct_quote(
        self, article_id: str, quote_start: int, *, speaker: str | None = None, not_a_quote: bool = False
    ) -> Correction:
        """Say who said the quotation that begins at a character (empty: nobody knows), or that it is none.

        Raises NotFound, UsageError.
        """
        shown = self.insight(article_id)
        return correcting.correct_quote(
            self._holdings, shown, article_id, quote_start, speaker=speaker, not_a_quote=not_a_quote
        )

    def corrections(self, article_id: str = "") -> list[Correction]:
        """What was put right by hand: of an article with what holds everywhere, or all; oldest first."""
        if article_id:
            return correcting.corrections_of(self._holdings, self._holdings.get(ArticleRecord, article_id).id)
        return correcting.all_corrections(self._holdings)

    def drop_correction(self, correction_id: str) -> None:
        """Take one back. Raises NotFound."""
        correcting.drop(self._holdings, correction_id)

    # -- mark ------------------------------------------------------------------------------------------
    def highlight(
        self,
        article_id: str,
        passage: str | Range,
        *,
        colour: Colour = "yellow",
        tags: Sequence[str] = (),
        note: str = "",
    ) -> Highlight:
        """Highlight a range of the text, or the first place of an exact text (quotes and spacing folded).

        Raises NotFound when the text does not stand there.
        """
        return marking.add_highlight(
            self._holdings, self.read(article_id), passage, colour=colour, tags=tags, note=note
        )

    def highlights(self, article_id: str = "") -> list[Highlight]:
        """Highlights of an article in text order, healed to its present text; or all, newest first."""
        if article_id:
            return marking.heal(self._holdings, article_id, self.read)
        return marking.highlights(self._holdings)

    def recolour(self, highlight_id: str, colour: Colour) -> Highlight:
        """Another colour. Raises NotFound, UsageError."""
        return marking.recolour(self._holdings, highlight_id, colour)

    def delete_highlight(self, highlight_id: str) -> None:
        """Into the trash, with its notes. Raises NotFound."""
        trash.delete(self._holdings, [self._holdings.get(Highlight, highlight_id).id])

    def note(self, article_id: str, text: str, *, highlight: str = "", tags: Sequence[str] = ()) -> Note:
        """Write a note on an article, or on one of its highlights. Raises NotFound, UsageError when it is
        empty."""
        return marking.add_note(self._holdings, article_id, text, highlight=highlight, tags=tags)

    def notes(self, query_text: str = "", *, article_id: str = "") -> list[Note]:
        """Notes, last changed first; those that match a query of the search language, best first."""
        if not query_text.strip():
            return marking.notes(self._holdings, article_id)
        hits = self.search(query_text, kinds=("note",), limit=10_000)
        found = [self._holdings.get(Note, hit.item_id) for hit in hits]
        return [note for note in found if not article_id or note.article == article_id]

    def edit_note(self, note_id: str, text: str) -> Note:
        """Put other words into a note. Raises NotFound, UsageError."""
        return marking.edit_note(self._holdings, note_id, text)

    def delete_note(self, note_id: str) -> None:
        """Into the trash. Raises NotFound."""
        trash.delete(self._holdings, [self._holdings.get(Note, note_id).id])

    def find_note(self, name: str) -> Note:
        """The note of an id or of a unique prefix of one. Raises NotFound."""
        return naming.one_of(self._holdings, Note, name)

    def find_highlight(self, name: str) -> Highlight:
        """The highlight of an id or of a unique prefix of one. Raises NotFound."""
        return naming.one_of(self._holdings, Highlight, name)

    def note_versions(self, note_id: str) -> list[NoteVersion]:
        """Every text that a note had, the present one first, also those that another device wrote over. Raises
        NotFound."""
        from reader.library import versions

        return versions.note_versions(self._holdings, note_id)

    def notebook(
        self,
        query_text: str = "",
        *,
        kinds: Sequence[EntryKind] = ("note", "highlight"),
        limit: int = 5000,
    ) -> list[Entry]:
        """Notes, highlights and quotes of the whole library that match a query, newest first. Raises QueryError."""
        return notebook.entries(self._holdings, query_text, kinds=kinds, limit=limit)

    def people_in(self, entries: Sequence[Entry]) -> dict[str, tuple[str, ...]]:
        """The people that notes, highlights and quotes name, by their keys, where the analysis is at hand."""
        return notebook.people_in(entries, self.insight_if_ready)

    def review(self, count: int = 5, *, today: date | None = None) -> Review:
        """Old highlights that come back today, at most `count` with those answered today. Raises UsageError.

        The schedule is documented in `reader.library.review`.
        """
        from reader.library import review

        return review.review(self._holdings, count, today or date.today())

    def answer_review(
        self, highlight_id: str, answer: Answer, *, days: int | None = None, today: date | None = None
    ) -> str:
        """Keep a highlight, snooze it (for `days`), retire it or bring it back; the day on which it comes again, empty
        for never. Raises NotFound, UsageError."""
        from reader.library import review

        return review.answer(self._holdings, highlight_id, answer, today or date.today(), days)

    def reattach(self, highlight_id: str, place: Range) -> Highlight:
        """Put a highlight that lost its place where the reader says it belongs. Raises NotFound, UsageError."""
        from reader.library import remaking

        article = self.read(self._holdings.get(Highlight, highlight_id).article)
        return remaking.reattach(self._holdings, highlight_id, article, place)

    def draft(self, draft_id: str) -> Draft | None:
        """What was typed for it and not saved."""
        return self._holdings.drafts.get(draft_id)

    def drafts(self) -> list[Draft]:
        """All that was typed and not saved."""
        return self._holdings.drafts.all()

    def save_draft(self, draft: Draft) -> None:
        """Keep what is being typed: on disk at once, replaced atomically."""
        self._holdings.drafts.put(draft)

    def discard_draft(self, draft_id: str) -> None:
        """Forget it; saving the note does so too."""
        self._holdings.drafts.discard(draft_id)

    # -- tag -------------------------------------------------------------------------------------------
    def tag(self, item_id: str, add: Sequence[str] = (), remove: Sequence[str] = ()) -> tuple[str, ...]:
        """Add and remove tags of an article, highlight or note; the tags it then has. Raises NotFound,
        UsageError."""
        return tagging.change_tags(self._holdings, item_id, add, remove)

    def tag_many(self, item_ids: Sequence[str], add: Sequence[str] = (), remove: Sequence[str] = ()) -> None:
        """The same of several things, as one change. Raises NotFound, UsageError; then nothing is changed."""
        tagging.change_tags_of_many(self._holdings, item_ids, add, remove)

    def tags(self) -> list[TagCount]:
        """Every tag with how many things carry it, most used first."""
        return tagging.tag_counts(self._holdings)

    def tag_tree(self) -> list[TagBranch]:
        """The tags as the tree that their `/` spells, parents before children."""
        from reader.library import tag_order

        return tag_order.tree(self.tags())

    def tag_findings(self) -> list[TagFinding]:
        """What looks wrong with the tags: two spellings of one, slips of a letter, tags that are used once."""
        from reader.library import tag_order

        return tag_order.findings(self.tags())

    def suggested_tags(self, article_id: str, limit: int = 12) -> list[Suggestion]:
        """Tags that would fit an article, never applied by themselves."""
        article = self.read(article_id)
        insight = self._corrected(article_id, saving.insight(self._holdings, article))
        return tagging.suggestions(self._holdings, article, insight.entities, limit)

    def rename_tag(self, old: str, new: str) -> int:
        """On everything that carries it; how many things changed. Onto an existing tag, it merges."""
        return tagging.rename_tag(self._holdings, old, new)

    # -- keep ------------------------------------------------------------------------------------------
    def mark(
        self,
        article_ids: Sequence[str],
        *,
        state: ReadState | None = None,
        starred: bool | None = None,
        archived: bool | None = None,
        queue: Queue | None = None,
    ) -> None:
        """Set read state, star, archive or queue of articles, as one change. Raises NotFound, UsageError."""
        queues.mark(self._holdings, article_ids, state=state, starred=starred, archived=archived, queue=queue)

    def apply_rules(self, query_text: str = "") -> list[ArticleRecord]:
        """Do to the articles of a query what the user's own rules say; those that changed. Raises QueryError."""
        records = self.articles(query_text)
        articles = [(record, self.read(record.id)) for record in records]
        return queues.apply_rules(self._holdings, articles, queues.own_rules())

    def statistics(self, weeks: int = 26, most: int = 10) -> Statistics:
        """What was saved, read and marked: totals, the last weeks, sources, people and tags met most."""
        from reader.library import statistics

        return statistics.statistics(self._holdings, today=date.today(), weeks=weeks, most=most)

    def keep_position(self, article_id: str, offset: int, progress: float) -> None:
        """Where reading stopped: character offset at the top, share read past (0 to 1). Not a change to undo,
        nor one to wait for the disk.

        An unread article that was scrolled is *reading*: opening is not, and only the reader makes it read.
        """
        record = self._holdings.get(ArticleRecord, article_id)
        fields: dict[str, object] = {"position": offset, "progress": round(progress, 4), "opened": now()}
        if record.state == "unread" and offset > 0:
            fields["state"] = "reading"
        with self._holdings.store.change("position", "reading position", undoable=False, durable=False):
            self._holdings.change(ArticleRecord, [article_id], **fields)

    def delete(self, ids: Sequence[str]) -> list[str]:
        """Articles, highlights or notes into the trash; the ids of those that were not there yet."""
        return trash.delete(self._holdings, ids)

    def trash(self) -> list[Trashed]:
        """What is in the trash, last deleted first."""
        return trash.trash(self._holdings)

    def restore(self, ids: Sequence[str]) -> list[str]:
        """Out of the trash; the ids of those that were in it. Raises NotFound."""
        return trash.restore(self._holdings, ids)

    def purge(self, ids: Sequence[str] | None = None) -> int:
        """Remove trashed things for good, all or those named; how many. Not undone by `undo`."""
        return trash.purge(self._holdings, ids)

    def reclean(self, query_text: str = "") -> Iterator[Remade]:
        """Make articles again from their originals with the present cleaner; marks are carried along, earlier texts
        kept. Raises QueryError."""
        from reader.library import remaking

        return remaking.remake(self._holdings, self.articles(query_text))

    def put_back(self, article_id: str, receipt: Removed) -> Remade:
        """Put a removed block back into its article, for good: cleaning anew heeds it. Raises NotFound."""
        from reader.library import editing

        return editing.put_back(self._holdings, self.read(article_id), receipt)

    def take_out(self, article_id: str, offset: int) -> Remade:
        """Take the block at a character out of its article, for good. Raises NotFound, UsageError."""
        from reader.library import editing

        return editing.take_out(self._holdings, self.read(article_id), offset)

    def edits(self, article_id: str) -> list[Edit]:
        """The blocks of an article that were put back or taken out by hand, in that order. Raises NotFound."""
        from reader.library import editing

        return editing.edits_of(self._holdings, self._holdings.get(ArticleRecord, article_id).id)

    def offer_rule(self, article_id: str, edit: Edit) -> SiteOffer:
        """What a rule for the article's whole site would say instead of an edit; nothing is written. Raises NotFound."""
        from reader.library import sites

        return sites.offer_rule(self._holdings, self.read(article_id), edit)

    def keep_rule(self, offer: SiteOffer) -> Path:
        """Write an offered rule into the file of its site; which file. Raises ReaderError."""
        from reader.library import sites

        return sites.keep_rule(self._holdings, offer)

    def site_rules(self) -> SiteRules:
        """The rules of sites, and what is wrong with the files that are none."""
        from reader.library import sites

        return sites.site_rules(self._holdings)

    def import_rules(self, source: Path | str, *, replace: bool = False) -> list[Path]:
        """Take over rules of sites from a file or a folder; where they are now. Raises ReaderError."""
        from reader.library import sites

        return sites.import_rules(self._holdings, Path(source).expanduser(), replace=replace)

    def earlier_texts(self, article_id: str) -> list[Article]:
        """What an article read like before it was saved or cleaned again."""
        files = self._holdings.files
        found = (files.version(article_id, text_hash) for text_hash in files.versions(article_id))
        return [article for article in found if article is not None]

    def duplicates(self) -> list[Duplicate]:
        """Pairs of articles that look like one page saved twice, the most alike first."""
        from reader.library import duplicates

        return duplicates.duplicates(self._holdings)

    def fold_into(self, keep_id: str, other_id: str) -> ArticleRecord:
        """Make two articles one: marks, notes and tags of the other go to the first. Raises NotFound, UsageError."""
        from reader.library import duplicates

        return duplicates.fold_into(self._holdings, keep_id, other_id)

    def undo(self) -> str:
        """Take the last change back; the words that name it. Raises NotFound when there is none."""
        return self._holdings.store.undo()

    def redo(self) -> str:
        """Make the change that was taken back last once more. Raises NotFound when there is none."""
        return self._holdings.store.redo()

    # -- find ------------------------------------------------------------------------------------------
    def search(self, query_text: str, *, kinds: Sequence[FindableKind] = (), limit: int = 50) -> list[Hit]:
        """What matches, best first. Raises QueryError (with the position) for a query that cannot be read."""
        return finding.search(self._holdings, query_text, kinds, limit)

    def facets(self, query_text: str = "", *, kinds: Sequence[FindableKind] = (), most: int = 12) -> Facets:
        """What the matches of a query have in common, counted: kinds, tags, people, sites, years. Raises
        QueryError."""
        return finding.facets(self._holdings, query_text, kinds, most)

    def complete(self, query_text: str, cursor: int) -> Completion:
        """How the term of an unfinished query that stands at the cursor (a character offset) may go on. Never
        raises for a text."""
        return finding.complete(self._holdings, query_text, cursor)

    def count(self, query_text: str) -> int:
        """How many articles match a query, or how many things in them where it says `in:`; 0 for one that cannot be
        read."""
        return searches.count(self._holdings, query_text)

    def searches(self, *, counts: bool = False) -> list[SavedSearch]:
        """Saved searches by name; with how many each finds now if `counts`."""
        kept = searches.searches(self._holdings)
        return [searches.counted(self._holdings, saved) for saved in kept] if counts else kept

    def save_search(self, name: str, query_text: str) -> SavedSearch:
        """Keep a query under a name, or another query under one that is there. Raises QueryError, UsageError."""
        return searches.save(self._holdings, name, query_text)

    def rename_search(self, name: str, new: str) -> SavedSearch:
        """Another name for a saved search. Raises NotFound, UsageError."""
        return searches.rename(self._holdings, name, new)

    def delete_search(self, name: str) -> SavedSearch:
        """Forget a saved search. Raises NotFound."""
        return searches.delete(self._holdings, name)

    # -- house -----------------------------------------------------------------------------------------
    def refresh(self) -> bool:
        """Take in what other processes and devices changed; whether anything was."""
        return self._holdings.store.refresh()

    @property
    def sequence(self) -> int:
        """Grows with every change of the library, also those of other processes: a screen polls it."""
        self._holdings.store.refresh()
        return self._holdings.store.sequence

    def doctor(self, progress: Callable[[str], None] | None = None) -> list[str]:
        """Check everything and mend what can be mended; what was found, in words. Empty when all is well."""
        from reader.library import house

        return house.doctor(self._holdings, progress)

    def sync_status(self) -> SyncStatus:
        """Which devices write this library, how far each was read, and what wants a look."""
        from reader.library import syncing

        return syncing.sync_status(self._holdings)

    def tidy(self, days: int = 30) -> list[str]:
        """Purge what has been in the trash for so many days and compact a long journal; what was done, in words.

        Cheap when nothing is due: for an idle moment, in a thread of its own.
        """
        from reader.library import house

        return house.tidy(self._holdings, days)

    def backup(self, target: Path | str) -> BackedUp:
        """Write everything that cannot be made again to one new file, and check it. Raises ReaderError."""
        from reader.library import backup

        return backup.back_up(self.home, Path(target).expanduser())

    def restore_backup(self, source: Path | str) -> Restored:
        """Bring back what a backup holds; what the library has meanwhile stays. Raises ReaderError."""
        from reader.library import backup

        restored = backup.bring_back(self.home, Path(source).expanduser())
        self._holdings.store.refresh()
        if self._holdings.store.copies():
            self._holdings.store.mend()
        return restored

    def where(self) -> dict[str, Path]:
        """The folders and files that hold the library, by what they are."""
        from reader.library import house

        return house.where(self.home, self.cache)

    def close(self) -> None:
        """Let go of the files. The library cannot be used afterwards."""
        self._holdings.store.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()
