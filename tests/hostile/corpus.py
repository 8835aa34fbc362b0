"""A corpus of hostile inputs, generated: what acts on a terminal, what acts on a markup parser, what is encoded
wrongly, what is broken, what costs too much, and names of files.

Each payload of a terminal attack holds one of `MARKS`, words that no honest page holds, so that a checker can tell
whether its words came through as text (which is harmless) without the bytes that would act (which is not).
"""

from __future__ import annotations

import base64
import gzip
import json
import plistlib
import random
from collections.abc import Iterator
from dataclasses import dataclass

from tests.hostile.heavy import ARTICLE, HEAVY_MARKDOWN, HEAVY_PAGES, HEAVY_TEXTS, PROSE

__all__ = ["MARKUP", "TERMINAL", "Case", "corpus"]


@dataclass(frozen=True)
class Case:
    """One hostile file. `family` names its class; `heavy` ones take seconds."""

    family: str
    name: str
    ending: str
    data: bytes
    heavy: bool = False

    @property
    def file_name(self) -> str:
        return f"{self.family}-{self.name}{self.ending}".replace(" ", "_").replace("/", "_")


ESC = "\x1b"
TERMINAL = {
    "window title": f"{ESC}]0;owned\x07",
    "title and report": f"{ESC}]2;owned{ESC}\\{ESC}[21t",
    "palette": f"{ESC}]4;1;#ff0000{ESC}\\",
    "file link": f"{ESC}]8;;file:///etc/passwd{ESC}\\owned{ESC}]8;;{ESC}\\",
    "font": f"{ESC}]50;owned\x07",
    "clipboard": f"{ESC}]52;c;b3duZWQ=\x07",
    "notification": f"{ESC}]9;owned\x07{ESC}]777;notify;owned;owned\x07",
    "picture": f"{ESC}]1337;File=inline=1:b3duZWQ=\x07",
    "status string": f"{ESC}P$qm{ESC}\\",
    "tmux": f"{ESC}Ptmux;{ESC}{ESC}]52;c;b3duZWQ=\x07{ESC}\\",
    "tmux control": f"{ESC}P1000p%begin owned{ESC}\\",
    "kitty picture": f"{ESC}_Ga=T,f=100;b3duZWQ={ESC}\\",
    "privacy": f"{ESC}^owned{ESC}\\",
    "start of string": f"{ESC}Xowned{ESC}\\",
    "clear": f"{ESC}[2J{ESC}[H{ESC}[3J",
    "reset": f"{ESC}c{ESC}[!p",
    "cursor report": f"{ESC}[6n{ESC}[c{ESC}[>c{ESC}[=c",
    "alternate screen": f"{ESC}[?1049l{ESC}[?1049h",
    "mouse on": f"{ESC}[?1003h{ESC}[?2004l",
    "paste end": f"{ESC}[201~rm owned\r",
    "scroll region": f"{ESC}[5;6r{ESC}[99;1H",
    "colours": f"{ESC}[31;5;7mowned",
    "hidden": f"{ESC}[8mowned{ESC}[0m",
    "charset": f"{ESC}(0\x0eowned\x0f",
    "answer back": "\x05owned\x05",
    "bell": "\x07" * 50 + "owned",
    "backspaces": "honest" + "\b" * 6 + "owned",
    "carriage return": "honest words\rowned",
    "line ends": "a\u2028b\u2029c\x85d\x0be\x0cf owned",
    "c1 control": "\u009b2J\u009b31mowned",
    "c1 command": "\u009d52;c;b3duZWQ=\u009c",
    "c1 string": "\u0090$qm\u009cowned",
    "right to left": "\u202egpj.denwo\u202c",
    "isolates": "\u2066owned\u2069 \u2067owned\u2069 \u061c",
    "zero width": "ow\u200bn\u2060e\ufeffd \u200e\u200f",
    "tag letters": "owned" + "".join(chr(0xE0000 + ord(letter)) for letter in "send all"),
    "interlinear": "\ufff9owned\ufffaowned\ufffb",
    "combining": "o" + "\u0301" * 700 + "wned",
    "null": "ow\x00ned",
    "delete": "own\x7f\x7fed",
    "lone escape": f"owned{ESC}",
    "escape at the end": f"owned{ESC}[",
    "long sequence": f"{ESC}[" + "1;" * 3_000 + "mowned",
}
"""Attacks on a terminal, by what they do."""

MARKUP = {
    "closing": "[/b] [/] [/link] owned",
    "unclosed": "[b owned",
    "colour": "[red]owned[/red] [on red]x",
    "click": "[@click=app.quit]owned[/]",
    "spaced click": "[ @click=app.quit]owned[/] [$accent @click=app.quit]x[/] [50% @click=app.quit]y[/]",
    "screenshot": "[@click=app.screenshot('owned.svg','/')]owned[/]",
    "keys": "[@click=app.simulate_key('d')]owned[/]",
    "link": "[link=file:///etc/passwd]owned[/link]",
    "variable": "$title ${title} {title} {0} %s %(name)s owned",
    "emoji": ":boom: owned",
    "backslashes": "\\[b]owned\\[/b] \\\\[red]owned",
    "html": "<script>alert('owned')</script><img src=x onerror=alert(1)>owned",
    "template": "{{ config }} {% raw %} owned {# x #}",
    "front matter": "--- owned: [ !!python/object:os.system x ] ---",
    "formula": "=cmd|' /C owned'!A1",
    "shell": "$(reboot) `reboot` ; rm -rf owned | sh",
    "latex": "\\input{/etc/passwd} owned",
}
"""Attacks on a markup parser, a template, a spreadsheet or a shell."""


def corpus() -> Iterator[Case]:
    """Every case, always the same and in the same order."""
    for name, attack in TERMINAL.items():
        yield from _carriers("terminal", name, attack)
    for name, attack in MARKUP.items():
        yield from _carriers("markup", name, attack)
    yield from _encodings()
    yield from _broken()
    yield from _archives()
    yield from _links()
    for name, page in HEAVY_PAGES.items():
        whole = f"<html><head><title>Heavy {name}</title></head><body>{page}</body></html>"
        yield Case("heavy", f"page {name}", ".html", whole.encode(), heavy=True)
    for name, text in HEAVY_TEXTS.items():
        yield Case("heavy", f"text {name}", ".txt", text.encode(), heavy=True)
    for name, text in HEAVY_MARKDOWN.items():
        yield Case("heavy", f"markdown {name}", ".md", text.encode(), heavy=True)


def _carriers(family: str, name: str, attack: str) -> Iterator[Case]:
    """The attack wherever an article has a place for words: in a page, in Markdown, in bare text."""
    data = attack.encode("utf-8", "surrogatepass")
    quoted = attack.replace('"', "")
    page = f"""<!doctype html><html lang="{quoted}"><head><meta charset=utf-8><title>{name} {attack}</title>
<meta name=author content="Eve {quoted}"><meta property="og:site_name" content="Site {quoted}">
<meta name=keywords content="key{quoted}, other"><meta name=description content="About {quoted}">
<link rel=canonical href="https://a.example/{quoted}">
<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", "headline": name + attack})}</script></head>
<body><article><h1>{name} {attack}</h1><p>{PROSE * 2} “We {attack} are well,” Eve {attack} Adams said. {PROSE}</p>
<ul><li>{attack}</li><li>honest</li></ul><blockquote><p>{attack} {PROSE}</p></blockquote>
<pre><code class="language-{quoted}">{attack}</code></pre><p><a href="https://b.example/{quoted}">link {attack}</a></p>
<figure><img src="/p{quoted}.png" alt="picture {quoted}"><figcaption>caption {attack}</figcaption></figure>
<table><tr><th>{attack}</th><th>b</th></tr><tr><td>c</td><td>{attack}</td></tr></table><p>{PROSE * 3}</p></article>
<footer>Share {attack}</footer></body></html>"""
    yield Case(family, f"page {name}", ".html", page.encode("utf-8", "surrogatepass"))
    entities = "".join(f"&#{ord(letter)};" for letter in attack[:400])
    yield Case(
        family, f"entities {name}", ".html",
        f"<html><head><title>{name} {entities}</title></head><body>{ARTICLE}<p>{entities} {PROSE}</p></body></html>".encode(),
    )  # fmt: skip
    markdown = (
        f"---\ntitle: {json.dumps(name + attack)}\nauthor: {json.dumps(attack)}\ntags: [{json.dumps(attack)}]\n---\n"
        f"# {name}\n\n{PROSE}{attack} *{attack}* [l {attack}](https://b.example/)\n\n```{name}\n{attack}\n```\n\n> {attack}\n"
    )
    yield Case(family, f"markdown {name}", ".md", markdown.encode("utf-8", "surrogatepass"))
    lines = f"{name.title()} {attack}\n\nBy Eve {attack}\n\n".encode("utf-8", "surrogatepass")
    yield Case(
        family, f"text {name}", ".txt", lines + (PROSE * 4).encode() + b"\n\n" + data + b" " + PROSE.encode()
    )


def _encodings() -> Iterator[Case]:
    def page(charset: str, words: str = "Zürich, naïve “quotes” 日本 owned") -> str:
        return f'<html><head><meta charset="{charset}"><title>{words}</title></head><body>{ARTICLE}<p>{words}</p></body></html>'

    for charset in (
        "punycode", "unicode_escape", "raw_unicode_escape", "hex", "base64", "rot13", "zip", "idna", "undefined", "mbcs",
        "ucs-2", "utf-7", "x" * 50_000, "", "\x1b[31m", "utf-8; owned", "iso-2022-kr", "hz", "ebcdic-cp-us", "utf-32",
    ):  # fmt: skip
        yield Case(
            "encoding", f"declared {charset[:12]!r}".replace("\x1b", "esc"), ".html", page(charset).encode()
        )
    yield Case("encoding", "live escapes", ".html", page("unicode_escape", "\\x1b]0;owned\\x07").encode())
    for codec in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig", "shift_jis", "gb18030", "utf-7"):
        words = page("utf-8", "Zürich 日本 owned") if codec != "shift_jis" else page("utf-8", "日本 owned")
        yield Case("encoding", f"is {codec}", ".html", words.encode(codec))
    yield Case("encoding", "windows page", ".html", page("utf-8", "Zürich “owned”").encode("cp1252"))
    yield Case(
        "encoding",
        "c1 in latin1",
        ".html",
        page("iso-8859-1", "a").encode() + b"<p>\x9b31m\x9d0;owned\x9c</p>",
    )
    yield Case(
        "encoding", "mixed", ".txt", "Zürich ".encode() + "Zürich ".encode("latin-1") + PROSE.encode() * 5
    )
    yield Case(
        "encoding", "overlong", ".html", page("utf-8").encode() + b"<p>\xc0\x9b\xe0\x80\x9b[31mowned</p>"
    )
    yield Case(
        "encoding", "surrogates", ".html", page("utf-8").encode() + b"<p>\xed\xa0\x80owned\xed\xb0\x80</p>"
    )
    yield Case(
        "encoding", "beyond unicode", ".html", page("utf-8").encode() + b"<p>\xf7\xbf\xbf\xbfowned</p>"
    )
    yield Case("encoding", "odd utf-16", ".html", page("utf-8").encode("utf-16")[:-1])
    yield Case("encoding", "two marks", ".txt", b"\xef\xbb\xbf\xef\xbb\xbf" + PROSE.encode() * 4)


def _broken() -> Iterator[Case]:
    generator = random.Random(9)
    yield Case("broken", "empty", ".html", b"")
    yield Case("broken", "white", ".txt", b" \n\t\r\n" * 50)
    yield Case("broken", "nulls", ".txt", b"\0" * 5_000)
    yield Case("broken", "nulls between", ".txt", PROSE.encode().replace(b" ", b"\0") * 5)
    yield Case("broken", "noise", ".html", generator.randbytes(20_000))
    yield Case("broken", "noise with a head", ".html", b"<html><body>" + generator.randbytes(20_000))
    yield Case("broken", "picture named page", ".html", b"\x89PNG\r\n\x1a\n" + generator.randbytes(500))
    yield Case("broken", "program named text", ".txt", b"\x7fELF" + generator.randbytes(500))
    yield Case("broken", "gzip named page", ".html", gzip.compress(ARTICLE.encode(), mtime=0))
    yield Case("broken", "gzip bomb", ".html", gzip.compress(b"a" * 20_000_000, mtime=0))
    whole = f"<html><head><title>Cut</title></head><body>{ARTICLE * 3}</body></html>".encode()
    for at in (3, 13, 30, 60, 120, 250):
        yield Case("broken", f"cut at {at}", ".html", whole[:at])
    for name, words in {
        "only a script": "<html><body><script>document.write('owned')</script></body></html>",
        "only a comment": "<html><!-- owned --></html>",
        "frames": "<html><frameset><frame src='javascript:owned'></frameset></html>",
        "title alone": "<title>owned</title>",
        "two heads": f"<head><title>a</title></head><head><title>b</title></head><body>{ARTICLE}",
        "body in title": f"<title>{ARTICLE}</title>",
        "textarea": f"<textarea>{ARTICLE}",
        "plaintext": f"<plaintext>{ARTICLE}",
        "noscript": f"<html><body><noscript>{ARTICLE}</noscript></body></html>",
        "cdata": f"<html><body><![CDATA[{ARTICLE}]]></body></html>",
        "processing": f"<?xml version='1.0' encoding='owned'?><?php system('owned') ?><html><body>{ARTICLE}",
        "entity": f'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "owned">]><html><body>&x;&y;{ARTICLE}',
        "laughs": '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;'
        f'&b;&b;&b;&b;">]><html><body>&c;{ARTICLE}</body></html>',
        "base": f'<html><head><base href="javascript:owned//"></head><body>{ARTICLE}<p><a href="x">{PROSE}</a></p>',
        "base of files": f'<html><head><base href="file:///etc/"></head><body>{ARTICLE}<img src="passwd" alt="owned">',
        "refresh": f'<html><head><meta http-equiv=refresh content="0;url=javascript:owned"></head><body>{ARTICLE}',
        "huge heading": f"<html><body><h1>{'owned ' * 20_000}</h1>{ARTICLE}",
        "long word": f"<html><head><title>{'o' * 50_000}</title></head><body>{ARTICLE}<p>{'w' * 50_000}",
        "levels": "".join(f"<h{n % 9}>owned</h{n % 9}>" for n in range(50)) + ARTICLE,
        "date of nowhere": '<meta property="article:published_time" content="99999-99-99T99:99:99+99:99">'
        + ARTICLE,
        "date of long ago": '<meta property="article:published_time" content="0000-00-00">' + ARTICLE,
        "deep json": f'<script type="application/ld+json">{"[" * 9_000}{"]" * 9_000}</script>{ARTICLE}',
        "odd json": '<script type="application/ld+json">{"@type":["Article",3,null],"headline":{"a":[1]},"author":[[["x"]]],'
        f'"datePublished":1e999,"keywords":{{"owned":NaN}},"image":[null]}}</script>{ARTICLE}',
        "long number": f'<script type="application/ld+json">{{"@type":"Article","headline":{"9" * 6_000}}}</script>{ARTICLE}',
        "negative span": f"<table><tr><td colspan=-1 rowspan=-9>owned</td><td colspan=x>a</table>{ARTICLE}",
        "list number": f"<ol start=99999999999999999999><li value=-5>owned</ol>{ARTICLE}",
    }.items():
        yield Case("broken", name, ".html", words.encode())
    for name, words in {
        "yaml object": "---\ntitle: !!python/object/apply:os.system [owned]\n---\n",
        "yaml bomb": "---\na: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\ntitle: *c\n---\n",
        "yaml never ends": "---\ntitle: owned\n",
        "yaml types": "---\ntitle: {a: [1, 2]}\ntags: {x: y}\ndate: 99999-01-01\nauthor: 3\n---\n",
        "raw html": "<script>owned</script>\n<style>x</style>\n<iframe src=owned></iframe>\n",
        "acting links": "[owned](javascript:x) ![owned](file:///etc/passwd) <vbscript:owned>\n",
    }.items():
        yield Case("broken", name, ".md", f"{words}\n# Head\n\n{PROSE * 3}\n".encode())


def _archives() -> Iterator[Case]:
    def mail(body: str, kind: str = 'multipart/related; boundary="b"') -> bytes:
        head = f"From: <Saved>\nSnapshot-Content-Location: https://a.example/\nSubject: owned\nMIME-Version: 1.0\nContent-Type: {kind}\n\n"
        return (head + body).encode("utf-8", "surrogateescape")

    page = f"<html><body>{ARTICLE}</body></html>"
    part = f"--b\nContent-Type: text/html\nContent-Location: https://a.example/\n\n{page}\n"
    deep = "".join(f'--b{n}\nContent-Type: multipart/mixed; boundary="b{n + 1}"\n\n' for n in range(300))
    for name, data in {
        "good": mail(part + "--b--\n"),
        "without an end": mail(part),
        "without parts": mail("nothing\n"),
        "no boundary": mail(part, "multipart/related"),
        "many parts": mail("--b\nContent-Type: text/css\n\nx\n" * 9_000 + part + "--b--\n"),
        "deep": mail(deep, 'multipart/mixed; boundary="b0"'),
        "broken base64": mail(f"--b\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\n{'A' * 4001}!!\n--b--\n"),
        "odd charset": mail(f"--b\nContent-Type: text/html; charset=punycode\n\n{page}\n--b--\n"),
        "base64 page": mail(
            "--b\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
            + base64.encodebytes(page.replace("river", f"{ESC}]0;owned\x07 river").encode()).decode() + "--b--\n"
        ),
        "names outside": mail(part.replace("https://a.example/", "file:///etc/passwd") + "--b--\n"),
        "attack in subject": mail(part + "--b--\n").replace(b"owned", b"=?utf-8?q?=1B]0;owned=07?="),
    }.items():  # fmt: skip
        yield Case("mhtml", name, ".mhtml", data)

    resource = {
        "WebResourceData": page.encode(),
        "WebResourceURL": "https://a.example/",
        "WebResourceMIMEType": "text/html",
    }
    whole = plistlib.dumps({"WebMainResource": resource}, fmt=plistlib.FMT_BINARY)
    nested: dict[str, object] = {"WebMainResource": resource}
    for _ in range(60):
        nested = {"WebMainResource": resource, "WebSubframeArchives": [nested]}
    for name, data in {
        "good": whole,
        "cut": whole[:200],
        "tail lost": whole[:-20],
        "wrong types": plistlib.dumps({"WebMainResource": [1, 2]}, fmt=plistlib.FMT_BINARY),
        "text for data": plistlib.dumps({"WebMainResource": {**resource, "WebResourceData": "owned"}}),
        "nested": plistlib.dumps(nested),
        "attack in address": plistlib.dumps(
            {"WebMainResource": {**resource, "WebResourceURL": "javascript:owned"}}
        ),
        "entity": b'<?xml version="1.0"?><!DOCTYPE plist [<!ENTITY x SYSTEM "file:///etc/passwd">]><plist><dict>'
        b"<key>WebMainResource</key><string>&x;</string></dict></plist>",
    }.items():
        yield Case("webarchive", name, ".webarchive", data)


def _links() -> Iterator[Case]:
    addresses = {
        "script": "javascript:alert(1)", "mixed case": "jAvAsCrIpT:owned", "data": "data:text/html,owned",
        "file": "file:///etc/passwd", "visual basic": "vbscript:owned", "control": "java\x01script:owned",
        "tab": "java\tscript:owned", "encoded": "javascript&colon;owned", "user": "https://bank.example@evil.example/",
        "look-alike": "https://аpple.example/", "punycode": "https://xn--pple-43d.example/", "right to left": "https://a.example/\u202egpj",
        "escape": "https://a.example/\x1b]0;owned\x07", "long": "https://a.example/" + "o" * 20_000, "network": "\\\\evil.example\\share",
        "view source": "view-source:https://a.example/", "telephone": "tel:+1owned", "port": "https://a.example:999999/",
        "brackets": "http://[owned/", "not text": "https://a.example/\udcff",
    }  # fmt: skip
    for name, address in addresses.items():
        page = f'<html><head><title>Link {name}</title></head><body>{ARTICLE}<p>{PROSE}<a href="{address}">here owned</a></p></body></html>'
        yield Case("link", name, ".html", page.encode("utf-8", "surrogateescape"))
