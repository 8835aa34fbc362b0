"""The search index: tables of findable things inside an SQLite connection that the caller owns.

Derived and disposable: everything here can be made anew from the store. The methods run in the caller's
transaction and never commit, so that store and index move together. Full text is contentless FTS5 over
folded text (`reader.search.folding`), cut into words by the plainest tokenizer, so that a scan agrees with
the index by construction; the forms of a word are kept by their stem in the language of their article, so that
phrases and prefixes stay exact; parts of words are found among all words by their trigrams.
"""

# ruff: noqa: S608 -- SQL is put together from names that stand in this package; every value is a parameter
from __future__ import annotations

import json
import re
import secrets
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from threading import Lock

from reader.search.folding import FOLDING_VERSION, WORD, fold, index_form
from reader.search.inflections import (
    DEFAULT,
    inflected,
    inflected_english,
    known_language,
    stem_in,
    written_words,
)
from reader.search.values import ArticleFacts, Findable, FindableKind

__all__ = ["FULL_TEXT", "SearchIndex", "folded_line", "folded_tag", "forms_of", "storable", "words_with"]

FULL_TEXT: dict[FindableKind, str] = {
    "note": "search_own", "highlight": "search_own",
    "title": "search_named", "quote": "search_named", "entity": "search_named",
    "article": "search_bodies",
}  # fmt: skip
"""The full-text table of each kind. Things of like length stand together: ranking compares lengths."""

_TOKENS = "content='', tokenize='ascii', prefix='1 2 3'"
_TABLES = {
    "search_findables": """TABLE search_findables (
        number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, article_id TEXT NOT NULL,
        item_id TEXT NOT NULL, "start" INTEGER, "end" INTEGER, name TEXT NOT NULL, tags TEXT NOT NULL,
        created TEXT NOT NULL, orphan INTEGER NOT NULL, entity_kind TEXT NOT NULL, text TEXT NOT NULL)""",
    "search_facts": """TABLE search_facts ( number INTEGER PRIMARY KEY, article_id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL, byline TEXT NOT NULL, site TEXT NOT NULL, title_folded TEXT NOT NULL, site_folded
    TEXT NOT NULL, language TEXT NOT NULL, published TEXT NOT NULL, added TEXT NOT NULL, opened TEXT NOT
    NULL, finished TEXT NOT NULL, later INTEGER NOT NULL, minutes INTEGER NOT NULL, progress REAL NOT NULL, state TEXT NOT NULL, starred INTEGER NOT NULL,
    archived INTEGER NOT NULL, trashed INTEGER NOT NULL)""",
    "search_item_tags": "TABLE search_item_tags (tag TEXT, number INTEGER, PRIMARY KEY (tag, number)) WITHOUT ROWID",
    "search_article_tags": """TABLE search_article_tags (tag TEXT, article_id TEXT, PRIMARY KEY (tag,
    article_id)) WITHOUT ROWID""",
    "search_tags": "TABLE search_tags (tag TEXT PRIMARY KEY, spelling TEXT NOT NULL) WITHOUT ROWID",
    "search_words_kept": "TABLE search_words_kept (id INTEGER PRIMARY KEY, mark TEXT)",
    "search_forms": """TABLE search_forms (language TEXT, stem TEXT, word TEXT,
        PRIMARY KEY (language, stem, word)) WITHOUT ROWID""",
    "search_languages": "TABLE search_languages (language TEXT PRIMARY KEY) WITHOUT ROWID",
    "search_vocabulary": "TABLE search_vocabulary (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE)",
    "search_parts": """VIRTUAL TABLE search_parts USING fts5(word, content='search_vocabulary', content_rowid='id',
        tokenize='trigram', detail='none')""",
    "search_own": f"VIRTUAL TABLE search_own USING fts5(text, {_TOKENS})",
    "search_named": f"VIRTUAL TABLE search_named USING fts5(text, {_TOKENS})",
    "search_bodies": f"VIRTUAL TABLE search_bodies USING fts5(text, {_TOKENS})",
    "search_names": f"VIRTUAL TABLE search_names USING fts5(name, {_TOKENS})",
    "search_headings": f"VIRTUAL TABLE search_headings USING fts5(title, byline, site, {_TOKENS})",
}
_INDEXES = (
    "INDEX search_findables_article ON search_findables (article_id, kind)",
    "INDEX search_findables_kind ON search_findables (kind)",
    "INDEX search_findables_orphan ON search_findables (article_id) WHERE orphan",
    "INDEX search_item_tags_number ON search_item_tags (number)",
    "INDEX search_article_tags_article ON search_article_tags (article_id)",
)
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_MOST_KEPT = 200_000
_MOST_PARTS = 1000
_GATHERED = 4 << 20  # bytes that each full text gathers in memory before it writes: four times the usual
_APART = {code: " " for code in range(128) if not re.match(WORD, chr(code))}


class SearchIndex:
    """Keeps the tables in step with what the caller says is there. Any number may be used beside one
    another."""

    schema_version = f"4.{FOLDING_VERSION}"
    """An index that was made under another version is to be made anew (`create`, then everything put
    again)."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: dict[str, set[str]] = {}
        self._mark = ""

    def create(self, connection: sqlite3.Connection) -> None:
        """Make the tables, empty; what they held is gone."""
        for name, definition in _TABLES.items():
            connection.execute(f"DROP TABLE IF EXISTS {name}")
            connection.execute(f"CREATE {definition}")
        for definition in _INDEXES:
            connection.execute(f"CREATE {definition}")
        for name in (name for name, definition in _TABLES.items() if definition.startswith("VIRTUAL")):
            connection.execute(f"INSERT INTO {name} ({name}, rank) VALUES ('hashsize', {_GATHERED})")
        connection.execute("INSERT INTO search_words_kept VALUES (1, '')")

    def put_articles(self, connection: sqlite3.Connection, articles: Iterable[ArticleFacts]) -> None:
        """Keep what queries filter by; replaces what was known. An article's findables are found only with it."""
        words: dict[str, list[tuple[str, str]]] = {}
        for facts in articles:
            self._put_facts(connection, facts, words)
        self._keep_words(connection, words)

    def put_article(self, connection: sqlite3.Connection, facts: ArticleFacts) -> None:
        """The same for one."""
        self.put_articles(connection, (facts,))

    def _put_facts(
        self, connection: sqlite3.Connection, facts: ArticleFacts, words: dict[str, list[tuple[str, str]]]
    ) -> None:
        title, byline, site = storable(facts.title), storable(facts.byline), storable(facts.site)
        row = {
            "article_id": facts.article_id, "title": title, "byline": byline, "site": site,
            "title_folded": folded_line(title), "site_folded": folded_line(site),
            "language": facts.language.lower(), "published": _full_date(facts.published), "added": facts.added,
            "opened": facts.opened, "finished": facts.finished, "later": facts.later, "minutes": facts.minutes, "progress": facts.progress, "state": facts.state,
            "starred": facts.starred, "archived": facts.archived, "trashed": facts.trashed,
        }  # fmt: skip
        old = connection.execute(
            "SELECT number, title, byline, site, language FROM search_facts WHERE article_id = ?",
            (facts.article_id,),
        ).fetchone()
        if old is None:
            names = ", ".join(row)
            places = ", ".join(f":{name}" for name in row)
            number = connection.execute(
                f"INSERT INTO search_facts ({names}) VALUES ({places})", row
            ).lastrowid
        else:
            number = old[0]
            changes = ", ".join(f"{name} = :{name}" for name in row)
            connection.execute(f"UPDATE search_facts SET {changes} WHERE article_id = :article_id", row)
        language = known_language(facts.language)
        if old is None or tuple(old[1:4]) != (title, byline, site):
            if old is not None:
                _forget_heading(connection, old[:4])
            folded = [index_form(text) for text in (title, byline, site)]
            connection.execute(
                "INSERT INTO search_headings (rowid, title, byline, site) VALUES (?, ?, ?, ?)",
                (number, *folded),
            )
            words.setdefault(language, []).extend(zip((title, byline, site), folded, strict=True))
        if old is None or language != known_language(old[4]):
            texts = connection.execute(
                "SELECT text FROM search_findables WHERE article_id = ?", (facts.article_id,)
            )
            words.setdefault(language, []).extend((text, index_form(text)) for (text,) in texts)
        connection.execute("DELETE FROM search_article_tags WHERE article_id = ?", (facts.article_id,))
        connection.executemany(
            "INSERT OR IGNORE INTO search_article_tags VALUES (?, ?)",
            [(folded_tag(tag), facts.article_id) for tag in facts.tags],
        )
        _keep_spellings(connection, facts.tags)

    def remove_article(self, connection: sqlite3.Connection, article_id: str) -> None:
        """Take an article out, with all its findables."""
        self._remove(connection, "article_id = ?", (article_id,))
        old = connection.execute(
            "SELECT number, title, byline, site FROM search_facts WHERE article_id = ?", (article_id,)
        ).fetchone()
        if old is not None:
            _forget_heading(connection, old)
            connection.execute("DELETE FROM search_facts WHERE article_id = ?", (article_id,))
        connection.execute("DELETE FROM search_article_tags WHERE article_id = ?", (article_id,))

    def put(self, connection: sqlite3.Connection, findables: Sequence[Findable]) -> None:
        """Make things findable; a key that is there already is replaced."""
        latest = {findable.key: findable for findable in findables}
        if not latest:
            return
        self.remove(connection, list(latest))
        languages = _languages(connection, {findable.article_id for findable in latest.values()})
        (highest,) = connection.execute("SELECT coalesce(max(number), 0) FROM search_findables").fetchone()
        rows: list[tuple[object, ...]] = []
        folded_texts: dict[FindableKind, list[tuple[int, str]]] = {}
        names: list[tuple[int, str]] = []
        tags: list[tuple[str, int]] = []
        words: dict[str, list[tuple[str, str]]] = {}
        for number, findable in enumerate(latest.values(), highest + 1):
            text, name = storable(findable.text), storable(findable.name)
            rows.append(_row(number, findable, text, name))
            folded = index_form(text)
            folded_texts.setdefault(findable.kind, []).append((number, folded))
            if findable.article_id in languages:  # else they are kept with the article's facts
                words.setdefault(languages[findable.article_id], []).append((text, folded))
            if name:
                names.append((number, index_form(name)))
            if findable.tags:
                tags += [(folded_tag(tag), number) for tag in findable.tags]
                _keep_spellings(connection, findable.tags)
        run = connection.executemany
        run(f"INSERT INTO search_findables VALUES ({', '.join('?' * len(rows[0]))})", rows)
        for kind, texts in folded_texts.items():
            run(f"INSERT INTO {FULL_TEXT[kind]} (rowid, text) VALUES (?, ?)", texts)
        run("INSERT INTO search_names (rowid, name) VALUES (?, ?)", names)
        run("INSERT OR IGNORE INTO search_item_tags VALUES (?, ?)", tags)
        self._keep_words(connection, words)

    def remove(self, connection: sqlite3.Connection, keys: Sequence[str]) -> None:
        """Take things out by their keys; a key that is not there is no error."""
        if len(keys) == 1:
            self._remove(connection, "key = ?", (keys[0],))
        else:
            self._remove(connection, "key IN (SELECT value FROM json_each(?))", (json.dumps(keys),))

    def remove_of_article(
        self, connection: sqlite3.Connection, article_id: str, kinds: Sequence[FindableKind]
    ) -> None:
        """Take out an article's findables of some kinds."""
        for kind in kinds:
            self._remove(connection, "article_id = ? AND kind = ?", (article_id, kind))

    def bodies(self, connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
        """The id and the text of each article, one after the other."""
        yield from connection.execute("SELECT article_id, text FROM search_findables WHERE kind = 'article'")

    def knows_article(self, connection: sqlite3.Connection, article_id: str) -> bool:
        """Whether the facts of an article were put."""
        return (
            connection.execute("SELECT 1 FROM search_facts WHERE article_id = ?", (article_id,)).fetchone()
            is not None
        )

    def articles_that_say(self, connection: sqlite3.Connection, words: str) -> list[str]:
        """Ids of the articles in whose text or names these very words stand, whatever the case of their letters."""
        pattern = "".join(f"\\{sign}" if sign in "\\%_" else sign for sign in storable(words))
        rows = connection.execute(
            "SELECT DISTINCT article_id FROM search_findables WHERE kind IN ('article', 'entity') "
            "AND text LIKE ? ESCAPE '\\'",
            (f"%{pattern}%",),
        )
        return [article_id for (article_id,) in rows]

    def _remove(self, connection: sqlite3.Connection, condition: str, values: tuple[str, ...]) -> None:
        """Contentless full text forgets a row only when it is told the very text that was put."""
        rows = connection.execute(
            f"SELECT number, kind, name, text FROM search_findables WHERE {condition}",
            values,
        ).fetchall()
        for number, kind, name, text in rows:
            table = FULL_TEXT[kind]
            connection.execute(
                f"INSERT INTO {table} ({table}, rowid, text) VALUES ('delete', ?, ?)",
                (number, index_form(text)),
            )
            if name:
                connection.execute(
                    "INSERT INTO search_names (search_names, rowid, name) VALUES ('delete', ?, ?)",
                    (number, index_form(name)),
                )
            connection.execute("DELETE FROM search_item_tags WHERE number = ?", (number,))
            connection.execute("DELETE FROM search_findables WHERE number = ?", (number,))

    def _keep_words(
        self, connection: sqlite3.Connection, texts: Mapping[str, Iterable[tuple[str, str]]]
    ) -> None:
        """Remember the words of texts, as they are and as the index takes them, by the texts' language. None is ever
        forgotten: it does no harm.

        Which words the tables hold is known from one call to the next only while they bear the mark that the
        last call left: not after a rollback, nor when another process has written.
        """
        with self._lock:
            (mark,) = connection.execute("SELECT mark FROM search_words_kept").fetchone()
            if mark != self._mark or sum(map(len, self._kept.values())) > _MOST_KEPT:
                self._kept = {}
            new = False
            for language, pairs in texts.items():
                new |= self._keep_words_of(connection, language, pairs)
            if new:
                self._mark = secrets.token_hex(8)
                # One row by its number: an update that SQLite may have to take back makes FTS5 flush what it gathers.
                connection.execute("UPDATE search_words_kept SET mark = ? WHERE id = 1", (self._mark,))

    def _keep_words_of(
        self, connection: sqlite3.Connection, language: str, pairs: Iterable[tuple[str, str]]
    ) -> bool:
        kept = self._kept.setdefault(language, set())
        kept_as_written = self._kept.setdefault(f"{language} as written", set())
        new: set[str] = set()
        written: set[str] = set()
        for text, folded in pairs:
            new.update(folded.translate(_APART).split())
            if language != DEFAULT:
                written |= written_words(text)
        new -= kept
        written -= kept_as_written
        if not new and not written:
            return False
        if language == DEFAULT:
            forms = inflected_english(new)
        else:
            forms = inflected(language, written)
            connection.execute("INSERT OR IGNORE INTO search_languages VALUES (?)", (language,))
        run = connection.executemany
        _add_to_vocabulary(connection, new)
        run("INSERT OR IGNORE INTO search_forms VALUES (?, ?, ?)", [(language, *pair) for pair in forms])
        kept |= new
        kept_as_written |= written
        return True


def _add_to_vocabulary(connection: sqlite3.Connection, words: Collection[str]) -> None:
    """Not by a trigger: a statement that SQLite may have to take back makes FTS5 flush what it gathers."""
    rows = connection.execute(
        "SELECT word FROM search_vocabulary WHERE word IN (SELECT value FROM json_each(?))",
        (json.dumps(list(words)),),
    )
    fresh = sorted(set(words).difference(word for (word,) in rows))
    (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM search_vocabulary").fetchone()
    numbered = list(enumerate(fresh, last + 1))
    connection.executemany("INSERT INTO search_vocabulary VALUES (?, ?)", numbered)
    connection.executemany("INSERT INTO search_parts (rowid, word) VALUES (?, ?)", numbered)


def forms_of(connection: sqlite3.Connection, word: str, typed: str = "") -> tuple[str, ...]:
    """All words of the index that share a folded word's stem in a language of the library, the word itself first.

    `typed` is the word with its accents, where it is known: stems are found better with them.
    """
    languages = [language for (language,) in connection.execute("SELECT language FROM search_languages")]
    forms = {word: None}
    for language in (DEFAULT, *languages):
        for root in dict.fromkeys(stem_in(language, spelt) for spelt in (word, typed.casefold()) if spelt):
            found = connection.execute(
                "SELECT word FROM search_forms WHERE language = ? AND stem = ?", (language, root)
            )
            forms.update((form, None) for (form,) in found)
            if language == DEFAULT and stem_in(language, root) == root:
                forms[root] = None  # an English word that is its own stem is not kept
    return tuple(forms)


def words_with(connection: sqlite3.Connection, part: str) -> list[str]:
    """Words of the index that hold a folded part, the first thousand that came."""
    pattern = "".join(f"\\{sign}" if sign in "\\%_" else sign for sign in part)
    table = "search_parts" if len(part) > 2 else "search_vocabulary"
    rows = connection.execute(
        f"SELECT word FROM {table} WHERE word LIKE ? ESCAPE '\\' LIMIT ?", (f"%{pattern}%", _MOST_PARTS)
    )
    return [word for (word,) in rows]


def storable(text: str) -> str:
    """The text as SQLite can hold it, character for character: no lone surrogate, no NUL."""
    return _UNSTORABLE.sub("\ufffd", text)


def folded_line(text: str) -> str:
    """Folded, with single spaces: how tags, titles and sites are compared."""
    return " ".join(fold(text).split())


def folded_tag(tag: str) -> str:
    """A tag as it is compared; one of signs alone, which folding takes for space, as it stands."""
    return folded_line(tag) or storable(tag.strip())


def _keep_spellings(connection: sqlite3.Connection, tags: Iterable[str]) -> None:
    """How a tag is shown: as it was written last."""
    connection.executemany(
        "INSERT INTO search_tags VALUES (?, ?) ON CONFLICT (tag) DO UPDATE SET spelling = excluded.spelling"
        " WHERE spelling <> excluded.spelling",
        [(folded_tag(tag), storable(tag)) for tag in tags],
    )


def _row(number: int, findable: Findable, text: str, name: str) -> tuple[object, ...]:
    tags = json.dumps([storable(tag) for tag in findable.tags], ensure_ascii=False) if findable.tags else "[]"
    return (
        number, findable.key, findable.kind, findable.article_id, findable.item_id, findable.start, findable.end,
        name, tags, findable.created, findable.orphan, findable.entity_kind, text,
    )  # fmt: skip


def _languages(connection: sqlite3.Connection, article_ids: Iterable[str]) -> dict[str, str]:
    """By whose rules the words of articles are stemmed, for those whose facts are known."""
    rows = connection.execute(
        "SELECT article_id, language FROM search_facts WHERE article_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(article_ids)),),
    )
    return {article_id: known_language(language) for article_id, language in rows}


def _forget_heading(connection: sqlite3.Connection, old: Sequence[object]) -> None:
    connection.execute(
        "INSERT INTO search_headings (search_headings, rowid, title, byline, site) VALUES ('delete', ?, ?, ?, ?)",
        (old[0], *(index_form(str(text)) for text in old[1:])),
    )


def _full_date(published: str) -> str:
    """A year or a month alone counts as its first day."""
    if re.fullmatch(r"\d{4}", published):
        return f"{published}-01-01"
    return f"{published}-01" if re.fullmatch(r"\d{4}-\d{2}", published) else published
