"""Everything that a person can do, once: the registry that feeds keys, palette, help, `reader keys` and the
footer.

Nothing here imports Textual, so that the command line prints the keys without it. What an action does stands
in `reader.tui.deeds`, by its id; a test holds the two together.

Keys are spelled as people write them: `j`, `gg`, `]q`, `Ctrl-d`, `Space`, `F2`, `m{a-z}` (see
`reader.tui.keymap`).
"""

from __future__ import annotations

from collections.abc import Iterable

from reader.tui.action import CONTEXTS, PLACES, Action, Context, Fact
from reader.tui.action import action as _action

__all__ = [
    "ACTIONS",
    "BY_ID",
    "CONTEXTS",
    "PLACES",
    "Action",
    "Context",
    "Fact",
    "footer_actions",
    "in_contexts",
]

_EVERYWHERE = (
    _action("app.keys", "The keys of this place", "everywhere", "? F1", group="Program", footer=90, short="keys"),
    _action("app.palette", "Everything there is to do", "everywhere", "Ctrl-p", group="Program"),
    _action("app.command", "Command line", "everywhere", ":", group="Program"),
    _action("app.back", "Back one level; quit at the library", "everywhere", "q", "q Ctrl-q", group="Program",
            footer=95, short="back"),
    _action("app.close", "Close one layer; what was typed is kept", "everywhere", "Esc", group="Program"),
    _action("app.undo", "Undo", "everywhere", "u", "u Ctrl-z", group="Program"),
    _action("app.redo", "Redo", "everywhere", "Ctrl-r", "Ctrl-r Ctrl-y", group="Program"),
    _action("app.next_pane", "Next pane", "everywhere", "Tab", group="Program"),
    _action("app.previous_pane", "Previous pane", "everywhere", "Shift-Tab", group="Program"),
    _action("app.theme", "Choose a theme", "everywhere", "gt", "F9", group="Program"),
    _action("go.articles", "Go to the library", "everywhere", "gl", "F10", group="Go"),
    _action("go.notes", "Go to all notes", "everywhere", "gn", "F4", group="Go"),
    _action("go.search", "Search everything", "everywhere", "\\", "\\ F5", group="Go"),
    _action("go.searches", "Go to the saved searches", "everywhere", "gs", "Shift-F5", group="Go"),
    _action("go.review", "Review: highlights that come back today", "everywhere", "gr", "Shift-F4", group="Go"),
    _action("go.statistics", "Reading in figures", "everywhere", "g#", "F12", group="Go"),
    _action("go.duplicates", "Pages that were saved twice", "everywhere", "gD", "", group="Go"),
    _action("go.trash", "Open the trash", "everywhere", "gT", "F8", group="Go"),
)  # fmt: skip

_LISTS = (
    _action("list.down", "Down", "list", "j Down", "Down", group="Move"),
    _action("list.up", "Up", "list", "k Up", "Up", group="Move"),
    _action("list.half_down", "Half a page down", "list", "Ctrl-d", "", group="Move"),
    _action("list.half_up", "Half a page up", "list", "Ctrl-u", "", group="Move"),
    _action("list.page_down", "A page down", "list", "Space PgDn", "PgDn", group="Move"),
    _action("list.page_up", "A page up", "list", "b PgUp", "PgUp", group="Move"),
    _action("list.top", "First", "list", "gg Home", "Home", group="Move"),
    _action("list.bottom", "Last", "list", "G End", "End", group="Move"),
)

_LIBRARY = (
    _action("library.open", "Read; goes on where you stopped", "library", "Enter l", "Enter Right", group="Library",
            needs=("row",), footer=1, short="read"),
    _action("library.add", "Add a file, a folder, an address or pasted text", "library", "A", group="Library",
            footer=2, short="add"),
    _action("library.filter", "Filter as you type", "library", "/", "/ Ctrl-f", group="Library",
            footer=3, short="filter"),
    _action("library.query", "Narrow the list by a query", "library", "gq", "Shift-F3", group="Library"),
    _action("library.sort", "Sort", "library", "S", group="Library", footer=5, short="sort"),
    _action("library.next_unread", "Next unread", "library", "]u", "F7", group="Library"),
    _action("library.previous_unread", "Previous unread", "library", "[u", "Shift-F7", group="Library"),
    _action("library.select", "Select or not; actions then take all selected", "library", "x", group="Library",
            needs=("row",)),
    _action("library.select_range", "Select from the last selected to here", "library", "V", group="Library",
            needs=("row",)),
    _action("library.select_shown", "Select all that are shown", "library", "gA", "Ctrl-a", group="Library",
            needs=("row",)),
    _action("library.queue", "Inbox, later, archive, starred …", "library", "Q", group="Library"),
    _action("library.select_none", "Select none", "library", "gx", "", group="Library"),
    _action("library.delete", "Into the trash", "library", "dd", "Delete", group="Library", needs=("row",)),
    _action("shelf.read", "Read or unread", "library reading", "r", group="Library", needs=("row",)),
    _action("shelf.star", "Star or not", "library reading", "s", group="Library", needs=("row",)),
    _action("shelf.archive", "Archive or not", "library reading", "e", group="Library", needs=("row",)),
    _action("shelf.later", "For later, or back into the inbox", "library reading", "L", group="Library", needs=("row",)),
    _action("shelf.tag", "Tag", "library reading", "t", group="Library", needs=("row",)),
    _action("shelf.untag", "Take tags off", "library reading", "T", group="Library", needs=("row",)),
    _action("shelf.export", "Write highlights and notes to a file", "library reading", "X", group="Library",
            needs=("row",)),
    _action("library.copy", "Copy the address", "library", "y", "y Ctrl-c", group="Library", needs=("row",)),
    _action("library.cite", "Copy a citation", "library", "Y", group="Library", needs=("row",)),
)  # fmt: skip

_MOVES = (
    _action("article.line_down", "Line down", "article", "j Down", "Down", group="Move"),
    _action("article.line_up", "Line up", "article", "k Up", "Up", group="Move"),
    _action("article.half_down", "Half a page down", "article", "Ctrl-d", "", group="Move"),
    _action("article.half_up", "Half a page up", "article", "Ctrl-u", "", group="Move"),
    _action("article.page_down", "Page down", "article", "Space PgDn Ctrl-f", "Space PgDn", group="Move",
            footer=1, short="page"),
    _action("article.page_up", "Page up", "article", "b PgUp Ctrl-b", "b PgUp", group="Move"),
    _action("article.top", "Top", "article", "gg Home", "Home", group="Move"),
    _action("article.bottom", "Bottom", "article", "G End", "End", group="Move"),
    _action("article.sentence_next", "Next sentence", "article", ")", "Right )", group="Move"),
    _action("article.sentence_previous", "Previous sentence", "article", "(", "Left (", group="Move"),
    _action("article.paragraph_next", "Next paragraph", "article", "}", "Shift-Down }", group="Move"),
    _action("article.paragraph_previous", "Previous paragraph", "article", "{", "Shift-Up {", group="Move"),
    _action("article.heading_next", "Next heading", "article", "]]", "Ctrl-Down", group="Move"),
    _action("article.heading_previous", "Previous heading", "article", "[[", "Ctrl-Up", group="Move"),
    _action("article.quote_next", "Next quote", "reading", "]q", "F6", group="Move"),
    _action("article.quote_previous", "Previous quote", "reading", "[q", "Shift-F6", group="Move"),
    _action("article.entity_next", "Next name", "reading", "]e", "", group="Move"),
    _action("article.entity_previous", "Previous name", "reading", "[e", "", group="Move"),
    _action("article.highlight_next", "Next highlight", "reading", "]h", "", group="Move"),
    _action("article.highlight_previous", "Previous highlight", "reading", "[h", "", group="Move"),
    _action("article.note_next", "Next highlight with a note", "reading", "]n", "", group="Move"),
    _action("article.note_previous", "Previous highlight with a note", "reading", "[n", "", group="Move"),
    _action("article.next", "Next article of the list", "reading", "]a", "Ctrl-Right", group="Go"),
    _action("article.previous", "Previous article of the list", "reading", "[a", "Ctrl-Left", group="Go"),
    _action("article.next_unread", "Next unread article", "reading", "]u", "F7", group="Go"),
    _action("article.set_mark", "Set a mark", "article", "m{a-z}", group="Go"),
    _action("article.go_mark", "Go to a mark", "article", "'{a-z}", group="Go"),
    _action("article.back", "Back to where you were", "reading", "Ctrl-o", "Ctrl-o Backspace", group="Go"),
    _action("article.forward", "Forward again", "reading", "gCtrl-o", "Ctrl-n", group="Go"),
)  # fmt: skip

_FIND = (
    _action(
        "article.find",
        "Find in the article",
        "article",
        "/",
        "/ Ctrl-f",
        group="Find",
        footer=4,
        short="find",
    ),
    _action("article.find_next", "Next match", "article", "n", "n F3", group="Find"),
    _action("article.find_previous", "Previous match", "article", "N", "N Shift-F3", group="Find"),
    _action("article.find_word", "Find the name or word at hand", "article", "*", group="Find"),
)

_MARK = (
    _action("article.select", "Select the sentence at hand", "article", "v", group="Mark", footer=5, short="select"),
    _action("article.select_paragraph", "Select the paragraph", "article", "V", group="Mark"),
    _action("article.highlight", "Highlight the sentence at hand", "article", "gh", "h", group="Mark"),
    _action("article.letters", "A letter on every sentence; the letter highlights it", "article", "F", group="Mark",
            footer=2, short="highlight"),
    _action("article.note", "Note on the highlight at hand, else on the article", "article", "a", group="Mark",
            footer=3, short="note"),
    _action("article.colour", "Colour of the highlight at hand", "article", "c", group="Mark"),
    _action("article.delete_highlight", "Delete the highlight at hand", "article", "dd", "Delete", group="Mark"),
    _action("article.take_out", "Take the paragraph at hand out of the article", "article", "x", group="Mark"),
    _action("article.site_rule", "Make what was put back or taken out a rule for the whole site", "reading", "W",
            group="Mark", needs=("article",)),
    _action("article.copy", "Copy the sentence at hand", "article", "y", "y Ctrl-c", group="Mark"),
    _action("article.cite", "Copy it with a citation", "article", "Y", group="Mark"),
    _action("article.enter", "What can be done here", "article", "Enter", group="Mark"),
    _action("selecting.highlight", "Highlight the selection", "selecting", "Enter gh", "Enter h", group="Mark",
            footer=1, short="highlight"),
    _action("selecting.note", "Highlight it and write a note", "selecting", "a", group="Mark", footer=2, short="note"),
    _action("selecting.colour", "Highlight it in a colour", "selecting", "c", group="Mark", footer=4, short="colour"),
    _action("selecting.reattach", "Put the highlight that lost its place here", "selecting", "R", group="Mark"),
    _action("selecting.copy", "Copy the selection", "selecting", "y", "y Ctrl-c", group="Mark", footer=3, short="copy"),
    _action("selecting.cite", "Copy it with a citation", "selecting", "Y", group="Mark"),
    _action("selecting.cancel", "Select nothing", "selecting", "Esc", group="Mark", footer=5, short="cancel"),
    _action("hinting.turn", "Letters on quotes, on names, on sentences", "hinting", "F Tab", group="Mark", footer=1,
            short="quotes, names"),
    _action("hinting.enter", "What is at hand", "hinting", "Enter", group="Mark", footer=2, short="at hand"),
    _action("hinting.cancel", "No letters", "hinting", "Esc", group="Mark", footer=3, short="cancel"),
    _action("link.open", "Open the link in the browser", "link", "Enter", group="Go", footer=1, short="open"),
    _action("link.copy", "Copy its address", "link", "y", "y Ctrl-c", group="Go", footer=2, short="copy"),
    _action("link.save", "Save the page that it leads to", "link", "A", group="Go", footer=3, short="save"),
    _action("link.cancel", "Leave the link alone", "link", "Esc", group="Go"),
    _action("footnote.go", "Go to the footnote", "footnote", "Enter", group="Go", footer=1, short="go there"),
    _action("footnote.copy", "Copy the footnote", "footnote", "y", "y Ctrl-c", group="Go", footer=2, short="copy"),
    _action("footnote.cancel", "Close the footnote", "footnote", "Esc", group="Go"),
    _action("selecting.word_more", "A word more", "selecting", "w", "Right", group="Select"),
    _action("selecting.word_less", "A word less", "selecting", "b", "Left", group="Select"),
    _action("selecting.sentence_more", "A sentence more", "selecting", ")", "Down", group="Select"),
    _action("selecting.sentence_less", "A sentence less", "selecting", "(", "Up", group="Select"),
    _action("selecting.paragraph_more", "A paragraph more", "selecting", "}", "Shift-Down", group="Select"),
    _action("selecting.paragraph_less", "A paragraph less", "selecting", "{", "Shift-Up", group="Select"),
)  # fmt: skip

_READING = (
    _action("panel.outline", "Outline", "reading", "1", group="Panels", needs=("article",)),
    _action(
        "panel.entities", "People, organisations, places", "reading", "2", group="Panels", needs=("article",)
    ),
    _action("panel.quotes", "Quotes and who said them", "reading", "3", group="Panels", needs=("article",)),
    _action("panel.notes", "Highlights and notes", "reading", "4", group="Panels", needs=("article",)),
    _action(
        "panel.removed",
        "What cleaning took away, and why",
        "reading",
        "5 R",
        group="Panels",
        needs=("article",),
    ),
    _action("panel.info", "About this article", "reading", "6 I", group="Panels", needs=("article",)),
    _action("panel.hide", "Hide the panels", "reading", "0", group="Panels"),
    _action("article.zen", "Nothing but the text", "reading", "z", group="View"),
    _action("article.wider", "Wider column", "reading", "+", group="View"),
    _action("article.narrower", "Narrower column", "reading", "-", group="View"),
    _action("article.width_reset", "Column as it was", "reading", "=", group="View"),
    _action("article.names_lit", "Names lit in the text, or not", "reading", "gE", "", group="View"),
    _action("article.quotes_lit", "Quotes lit in the text, or not", "reading", "gQ", "", group="View"),
    _action(
        "article.links", "A letter on every link; the letter shows where it leads", "article", "f", group="Go"
    ),
    _action(
        "article.who", "Who is this? The name at hand; again: the next one", "article", "K", group="Panels"
    ),
    _action("article.page", "The page of the name at hand", "reading", "gi", "Shift-F2", group="Go"),
    _action(
        "article.footnote",
        "The footnote of the sentence at hand; again: the next one",
        "article",
        "gf",
        "F12",
        group="Go",
    ),
    _action(
        "article.original", "Open the original in the browser", "reading", "o", group="Go", needs=("article",)
    ),
    _action("app.pane_left", "To the text", "reading", "h", "", group="Panels"),
    _action("app.pane_right", "To the panel", "reading", "l", "", group="Panels"),
)

_VIEW = (
    _action("view.focus", "The paragraph at hand alone, the rest dimmed", "reading", "gz", "F11", group="View"),
    _action("view.skeleton", "Headings and the sentences that carry something", "reading", "gk", "Shift-F11", group="View",
            needs=("article",)),
    _action("view.source", "The original's plain text beside the cleaned one", "reading", "go", "Shift-F12", group="View",
            needs=("article",)),
    _action("view.columns", "Two columns on a wide screen, or one", "reading", "g2", "", group="View"),
    _action("view.justify", "Both edges even, or not", "reading", "gj", "", group="View"),
    _action("view.hyphenate", "Words parted at line ends, or not", "reading", "gy", "", group="View"),
    _action("view.spacing", "More space between lines, or less", "reading", "g=", "", group="View"),
    _action("view.unwrap", "Long code and wide tables scrolled sideways, or wrapped", "reading", "gw", "", group="View"),
    _action("view.right", "Code or table to the right", "reading", ">", "> Shift-Right", group="View"),
    _action("view.left", "Code or table to the left", "reading", "<", "< Shift-Left", group="View"),
    _action("view.picture", "The picture at hand, where the saved page carries it", "reading", "gv", "", group="View",
            needs=("article",)),
    _action("view.pace", "A line that moves down by itself, or stop it", "reading", "gp", "", group="View",
            needs=("article",)),
    _action("view.faster", "The moving line faster", "reading", "g+", "", group="View"),
    _action("view.slower", "The moving line slower", "reading", "g-", "", group="View"),
)  # fmt: skip

_PANELS = (
    _action("panel.go", "Go to the place; again: the next one", "panel", "Enter", group="Panel", footer=1,
            short="go there"),
    _action("removed.put_back", "Put the block back into the article", "removed", "Enter", group="Panel", footer=1,
            short="put back"),
    _action("removed.look", "In full; again: where it stood", "removed", "v", group="Panel", footer=2, short="look"),
    _action("panel.filter", "Filter", "panel", "/", "/ Ctrl-f", group="Panel", footer=2, short="filter"),
    _action("entities.next_mention", "Next mention", "entities", "n", group="Panel", footer=3, short="next mention"),
    _action("entities.previous_mention", "Previous mention", "entities", "N", group="Panel"),
    _action("entities.who", "The page of this name: the whole library", "entities", "K", group="Panel"),
    _action("correct.kind", "Another kind: person, organisation, place …", "entities", "c", group="Panel", footer=4,
            short="kind"),
    _action("correct.hide", "Not a name", "entities", "dd", "Delete", group="Panel"),
    _action("correct.merge", "The same as another name", "entities", "m", group="Panel", footer=5, short="same as"),
    _action("correct.rename", "List it under another name", "entities", "i", group="Panel"),
    _action("correct.split", "One of its forms is somebody else", "entities", "S", group="Panel"),
    _action("correct.speaker", "Who said it", "quotes", "w", group="Panel", footer=5, short="said by"),
    _action("correct.not_a_quote", "Not a quote", "quotes", "dd", "Delete", group="Panel"),
    _action("correct.review", "What was put right by hand; take it back", "entities quotes", "C", group="Panel"),
    _action("quotes.adopt", "Keep the quote as a highlight", "quotes", "a", group="Panel", footer=3, short="highlight"),
    _action("quotes.cite", "Copy the quote with a citation", "quotes", "Y", group="Panel", footer=4, short="cite"),
    _action("notes.edit", "Edit the note", "notes", "i", group="Panel", footer=3, short="edit"),
    _action("notes.external", "Edit the note in your own editor ($VISUAL, $EDITOR)", "notes", "E", group="Panel"),
    _action("notes.delete", "Into the trash", "notes", "dd", "Delete", group="Panel", footer=4, short="trash"),
    _action("notes.add", "New note", "notes", "a", group="Panel"),
    _action("notes.tag", "Tag it", "notes", "t", group="Panel"),
    _action("notes.colour", "Colour of the highlight", "notes", "c", group="Panel"),
    _action("notes.copy", "Copy", "notes", "y", group="Panel"),
)  # fmt: skip

_SEARCH = (
    _action(
        "search.open",
        "Open at the place",
        "search",
        "Enter l",
        "Enter Right",
        group="Search",
        footer=1,
        short="open",
    ),
    _action(
        "search.edit",
        "Change the words",
        "search",
        "/ i",
        "/ Ctrl-f",
        group="Search",
        footer=2,
        short="change words",
    ),
    _action("search.delete", "Note or highlight into the trash", "search", "dd", "Delete", group="Search"),
    _action("search.copy", "Copy the line", "search", "y", group="Search"),
    _action(
        "search.narrow",
        "Narrow to what stands behind the digit",
        "search",
        "1-9",
        group="Search",
        footer=3,
        short="narrow",
    ),
    _action("search.widen", "As it was before narrowing", "search", "0 Backspace", group="Search"),
    _action("search.facets", "All that can be narrowed to", "search", "f", group="Search"),
    _action("search.group", "Group by article, or not", "search", "o", group="Search"),
    _action("search.who", "The page of the name", "search", "K", group="Search"),
    _action(
        "searches.save", "Save what is asked for under a name", "library search notebook", "w", group="Search"
    ),
    _action(
        "searches.open",
        "Show what it finds",
        "searches",
        "Enter l",
        "Enter Right",
        group="Saved searches",
        footer=1,
        short="show",
    ),
    _action(
        "searches.rename",
        "Call it otherwise",
        "searches",
        "r",
        group="Saved searches",
        footer=2,
        short="rename",
    ),
    _action(
        "searches.delete",
        "Forget it",
        "searches",
        "dd",
        "Delete",
        group="Saved searches",
        footer=3,
        short="forget",
    ),
    _action("searches.leave", "To the list", "searches", "h Esc", "Esc", group="Saved searches"),
)

_NOTEBOOK = (
    _action(
        "notebook.open",
        "Go to where it stands",
        "notebook",
        "Enter l",
        "Enter Right",
        group="Notes",
        footer=1,
        short="go there",
    ),
    _action(
        "notebook.ask", "Other words", "notebook", "/", "/ Ctrl-f", group="Notes", footer=2, short="filter"
    ),
    _action(
        "notebook.group",
        "Group by article, tag, person or date",
        "notebook",
        "o",
        group="Notes",
        footer=3,
        short="group",
    ),
    _action("notebook.notes", "List notes, or not", "notebook", "1", group="Notes"),
    _action("notebook.highlights", "List highlights, or not", "notebook", "2", group="Notes"),
    _action("notebook.quotes", "List quotes, or not", "notebook", "3", group="Notes"),
    _action(
        "notebook.edit",
        "Edit the note; on a highlight, write one",
        "notebook",
        "i a",
        group="Notes",
        footer=4,
        short="edit",
    ),
    _action(
        "notebook.external", "Edit it in your own editor ($VISUAL, $EDITOR)", "notebook", "E", group="Notes"
    ),
    _action(
        "notebook.tag",
        "Tag it, or all that are selected",
        "notebook",
        "t",
        group="Notes",
        footer=5,
        short="tag",
    ),
    _action("notebook.untag", "Take tags off", "notebook", "T", group="Notes"),
    _action("notebook.colour", "Next colour of the highlight", "notebook", "c", group="Notes"),
    _action(
        "notebook.select", "Select or not; actions then take all selected", "notebook", "x", group="Notes"
    ),
    _action(
        "notebook.select_all",
        "Select all that are listed, or none",
        "notebook",
        "gx",
        "Ctrl-a",
        group="Notes",
    ),
    _action("notebook.delete", "Into the trash", "notebook", "dd", "Delete", group="Notes"),
    _action("notebook.export", "Write what is listed to a Markdown file", "notebook", "X", group="Notes"),
    _action("notebook.copy", "Copy", "notebook", "y", "y Ctrl-c", group="Notes"),
    _action("notebook.cite", "Copy with a citation", "notebook", "Y", group="Notes"),
    _action("notebook.who", "The page of who speaks or is named", "notebook", "K", group="Notes"),
    _action("notebook.reattach", "Put back what lost its place in the text", "notebook", "R", group="Notes"),
    _action(
        "review.keep",
        "Keep: it comes back after about twice the time",
        "review",
        "Space",
        group="Review",
        footer=1,
        short="keep",
    ),
    _action(
        "review.snooze", "Snooze: in a few days", "review", "s", group="Review", footer=2, short="snooze"
    ),
    _action(
        "review.retire",
        "Retire: it does not come back",
        "review",
        "x",
        group="Review",
        footer=3,
        short="retire",
    ),
    _action(
        "review.open",
        "Go to where it stands",
        "review",
        "Enter l",
        "Enter Right",
        group="Review",
        footer=4,
        short="go there",
    ),
    _action("review.note", "Write on it", "review", "a i", group="Review"),
    _action("review.more", "Five more than a day brings", "review", "m", group="Review"),
)

_PERSON = (
    _action("person.open", "Go there; from a name, to its page", "person", "Enter l", "Enter Right", group="Name",
            footer=1, short="go there"),
    _action("person.filter", "Filter", "person", "/", "/ Ctrl-f", group="Name", footer=2, short="filter"),
    _action("person.merge", "The same as another name", "person", "m M", group="Name", footer=3, short="same as"),
    _action("person.rename", "List it under another name", "person", "i r", group="Name", footer=4, short="rename"),
    _action("person.hide", "Not a name", "person", "dd", "Delete", group="Name"),
    _action("person.split", "One of its forms is somebody else", "person", "S", group="Name"),
)  # fmt: skip

ACTIONS: tuple[Action, ...] = (
    *_LIBRARY, *_MOVES, *_FIND, *_MARK, *_READING, *_VIEW, *_PANELS, *_SEARCH, *_NOTEBOOK, *_PERSON, *_LISTS,
    *_EVERYWHERE,
)  # fmt: skip
"""All of them, in the order in which help shows them."""

BY_ID: dict[str, Action] = {action.id: action for action in ACTIONS}
"""The same by id."""


def in_contexts(contexts: Iterable[Context]) -> list[Action]:
    """The actions of a place, the narrowest context first; each once."""
    found: dict[str, Action] = {}
    for context in contexts:
        for action in ACTIONS:
            if context in action.contexts:
                found.setdefault(action.id, action)
    return list(found.values())


def footer_actions(place: str, limit: int = 5) -> list[Action]:
    """The few actions whose keys the bottom line shows at a place.

    Help and the way back are always among them.
    """
    contexts = PLACES[place]
    own = [
        action for action in in_contexts(contexts) if action.footer and "everywhere" not in action.contexts
    ]
    own = [action for action in own if contexts[0] in action.contexts or "panel" in action.contexts]
    narrower = {key for action in own if contexts[0] in action.contexts for key in action.keys}
    own = [action for action in own if contexts[0] in action.contexts or not narrower.issuperset(action.keys)]
    own.sort(key=lambda action: action.footer)
    last = [action for action in in_contexts(("everywhere",)) if action.footer]
    if contexts[0] == "selecting":
        last = []  # its own list ends with the way back
    return own[: limit - len(last)] + last
