"""Deeds of the library's list, and of what stands on the shelf: read, starred, archived, tagged."""

from __future__ import annotations

from reader.exchange.citations import reference
from reader.library.records import ArticleRecord
from reader.search.query import parse
from reader.tui.deeds.base import Deeds
from reader.tui.deeds.exporting import export_marks, proposed_path
from reader.tui.widgets.chooser import Choice, Chooser

__all__ = ["SORTS", "LibraryDeeds", "ShelfDeeds"]

SORTS = (
    ("added", "Newest saved first"),
    ("opened", "Last read first"),
    ("published", "Newest published first"),
    ("title", "Title"),
    ("minutes", "Shortest first"),
    ("minutes_left", "Least left to read first"),
    ("progress", "Furthest read first"),
)


QUEUES = (
    ("", "Everything"),
    ("is:inbox -is:read", "Inbox: neither read, put off nor archived"),
    ("is:later", "For later"),
    ("is:archived", "Archive"),
    ("is:starred", "Starred"),
    ("is:unread", "Unread"),
    ("is:reading", "Begun"),
    ("is:read", "Read"),
)
"""Queries that a key shows, with their words."""


class LibraryDeeds(Deeds):
    """`library.*`"""

    def open(self) -> None:
        """Read the article under the cursor."""
        current = self.session.list.current
        if current is not None:
            self.desk.open_article(current.id, came_from="library")

    def add(self) -> None:
        """Ask for what to save."""
        from reader.tui.widgets.add_dialog import AddDialog

        def given(text: str | None) -> None:
            if text:
                self.desk.deeds.prompt.submitted("add", text)

        self.desk.app.push_screen(
            AddDialog(self.desk.unsaved_paste), lambda answer: given(self._keep_paste(answer))
        )

    def _keep_paste(self, answer: tuple[bool, str] | None) -> str | None:
        """What was typed stays for the next time when the dialog was closed without saving."""
        save, text = answer or (False, "")
        self.desk.unsaved_paste = "" if save else text
        return text if save else None

    def filter(self) -> None:
        """Narrow the list while typing."""
        self.desk.ask(
            "filter", "/", self.session.list.filter, placeholder="words of title, site, author, #tag"
        )

    def query(self) -> None:
        """Ask for a query that narrows the list; Tab completes."""

        def offers(text: str) -> list[str]:
            found = self.library.complete(text, len(text))
            return [text[: found.start] + candidate.text for candidate in found.candidates]

        self.desk.ask(
            "list-query", "List: ", self.session.list.query, complete=offers,
            placeholder="is:unread #tag minutes:<5 added:7d",
        )  # fmt: skip

    def query_by(self, words: str) -> None:
        """Narrow the list by a query. Raises QueryError."""
        parse(words)
        self.session.list.query = words.strip()
        self.desk.shelf.refresh()
        self.desk.deeds.searches.draw()

    def sort(self) -> None:
        """Choose an order; the present one again turns it round."""
        choices = [Choice(key, words) for key, words in SORTS]
        self.desk.app.push_screen(Chooser("Sort", choices, chosen=self.session.list.sort), self._sorted)

    def _sorted(self, key: str | None) -> None:
        if key is not None:
            self.sort_by(key)

    def sort_by(self, key: str) -> None:
        """Put the list in an order; one that it has already is turned round."""
        shown = self.session.list
        natural = None
        if shown.sort == key:
            turned = (
                shown.descending
                if shown.descending is not None
                else key not in ("title", "minutes", "minutes_left")
            )
            natural = not turned
        shown.sort, shown.descending = key, natural
        self.desk.shelf.refresh()
        self.say(f"Sorted: {dict(SORTS)[key].lower()}{', turned round' if natural is not None else ''}")

    def next_unread(self) -> None:
        self._unread(1)

    def previous_unread(self) -> None:
        self._unread(-1)

    def _unread(self, way: int) -> None:
        current = self.session.list.current
        found = self.session.list.neighbour(current.id, way, unread=True) if current else None
        if found is None:
            self.say("No unread article that way")
            return
        self.session.list.go_to(found.id)
        self.desk.library_list.go_to(self.session.list.cursor)

    def select(self) -> None:
        """Select or not, and on to the next."""
        shown = self.session.list
        shown.toggle_selected()
        shown.cursor = min(shown.cursor + 1, len(shown.shown) - 1)
        self.desk.shelf.show()

    def select_range(self) -> None:
        """All from the one that was selected last to the one under the cursor."""
        self.session.list.select_range()
        self.desk.shelf.show()

    def select_shown(self) -> None:
        """All that the list shows; the filter narrows it before."""
        shown = self.session.list
        shown.selected = {record.id for record in shown.shown}
        self.desk.shelf.show()

    def queue(self) -> None:
        """Choose which queue the list shows."""
        queries = [(query, words, len(self.library.articles(query))) for query, words in QUEUES]
        choices = [Choice(query or "all", words, f"{count:,}") for query, words, count in queries]
        self.desk.app.push_screen(
            Chooser("Show", choices, chosen=self.session.list.query or "all"), self._show_queue
        )

    def _show_queue(self, key: str | None) -> None:
        if key is not None:
            self.show_query("" if key == "all" else key)

    def show_query(self, query: str) -> None:
        """Show in the library what a query finds; all for an empty one."""
        self.session.list.query = query
        self.session.list.set_filter("")
        self.desk.show_place("library")

    def select_none(self) -> None:
        self.session.list.selected.clear()
        self.desk.shelf.show()

    def delete(self) -> None:
        """Articles into the trash, with their highlights and notes."""
        targets = self.session.list.targets
        self.library.delete([record.id for record in targets])
        self.session.list.selected.clear()
        self.desk.shelf.refresh()
        self.done(f"{_named(targets)} into the trash")

    def copy(self) -> None:
        """The addresses of what is selected."""
        addresses = [record.url for record in self.session.list.targets if record.url]
        if addresses:
            self.to_clipboard(
                "\n".join(addresses), "Address" if len(addresses) == 1 else f"{len(addresses)} addresses"
            )
        else:
            self.say("No address is known: it came from a file")

    def cite(self) -> None:
        """Authors, title, site, day and address."""
        style = self.desk.citation_style
        lines = [reference(record, style) for record in self.session.list.targets]
        self.to_clipboard("\n".join(lines), "Citation")


class ShelfDeeds(Deeds):
    """`shelf.*`: of the selected articles in the library, of the open one while reading."""

    @property
    def _targets(self) -> tuple[ArticleRecord, ...]:
        if self.session.place == "library":
            return self.session.list.targets
        return (self.session.open.record,) if self.session.open is not None else ()

    def _marked(self, words: str, **facts: object) -> None:
        targets = self._targets
        self.library.mark([record.id for record in targets], **facts)  # type: ignore[arg-type]
        self.done(f"{_named(targets)}: {words}")
        self.refresh()

    def refresh(self) -> None:
        """Show what was changed."""
        self.desk.shelf.refresh()
        if self.session.open is not None:
            self.reading.reload_marks()

    def read(self) -> None:
        """Read; if all of them are, unread."""
        state = "unread" if all(record.state == "read" for record in self._targets) else "read"
        self._marked(state, state=state)

    def star(self) -> None:
        starred = not all(record.starred for record in self._targets)
        self._marked("starred" if starred else "no star", starred=starred)

    def archive(self) -> None:
        archived = not all(record.archived for record in self._targets)
        self._marked("archived" if archived else "out of the archive", archived=archived)

    def later(self) -> None:
        """Into the queue for later; if all of them are, back into the inbox."""
        queue = "inbox" if all(record.queue == "later" for record in self._targets) else "later"
        self._marked("for later" if queue == "later" else "back in the inbox", queue=queue)

    def tag(self) -> None:
        """Ask for tags: Tab goes through those of the library and those that the text suggests."""
        targets = self._targets
        existing = [count.tag for count in self.library.tags()]
        present = (
            {tag.casefold() for record in targets for tag in record.tags} if len(targets) == 1 else set()
        )
        suggested = (
            [item.tag for item in self.library.suggested_tags(targets[0].id)] if len(targets) == 1 else []
        )
        offers = [tag for tag in dict.fromkeys([*suggested, *existing]) if tag.casefold() not in present]
        self.desk.ask(
            "tag",
            f"Tag {_named(targets)}: ",
            complete=lambda text: tag_offers(text, offers),
            placeholder="tag, another tag",
        )

    def untag(self) -> None:
        """Ask for the tags to take off."""
        targets = self._targets
        present = list(dict.fromkeys(tag for record in targets for tag in record.tags))
        if not present:
            self.say("No tags here")
            return
        text = present[0] if len(present) == 1 else ""
        self.desk.ask(
            "untag", f"Take off {_named(targets)}: ", text, complete=lambda typed: tag_offers(typed, present)
        )

    def change_tags(self, add: list[str], remove: list[str]) -> None:
        """Add and remove tags of the targets."""
        targets = self._targets
        self.library.tag_many([record.id for record in targets], add, remove)
        words = " ".join([*(f"+{tag}" for tag in add), *(f"-{tag}" for tag in remove)])
        self.done(f"{_named(targets)}: {words}")
        self.refresh()

    def export(self) -> None:
        """Ask for the file that highlights and notes are written to."""
        targets = self._targets
        if targets:
            self.desk.ask(
                "export",
                f"Highlights and notes of {_named(targets)} to: ",
                proposed_path(targets),
                placeholder="a file (.md .org .html .csv .bib …), or a folder/",
            )

    def export_to(self, where: str) -> None:
        """Write them, beside the screen."""
        targets, library = self._targets, self.library
        self.say("Writing …")
        self.desk.beside(lambda: export_marks(library, targets, where), self.say, "export", alone=False)


def tag_offers(text: str, tags: list[str]) -> list[str]:
    """Whole lines that the typed tags could become: the last of them is completed."""
    head, comma, last = text.rpartition(",")
    before = f"{head}, " if comma else ""
    typed = last.strip().lstrip("#").casefold()
    used = {word.strip().casefold() for word in head.split(",")}
    fitting = [tag for tag in tags if typed in tag.casefold() and tag.casefold() not in used]
    fitting.sort(key=lambda tag: not tag.casefold().startswith(typed))
    return [f"{before}{tag}" for tag in fitting]


def _named(records: tuple[ArticleRecord, ...]) -> str:
    if len(records) != 1:
        return f"{len(records)} articles"
    title = records[0].title
    return f"“{title if len(title) <= 32 else title[:31].rstrip() + '…'}”"
