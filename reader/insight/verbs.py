"""Verbs that tell who speaks: all forms, those that nearly always do, and those that carry reported speech.

English by lists of lemmas and rules of inflection; other languages by the commonest forms in newspapers.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = [
    "ATTRIBUTING_VERBS",
    "NOUN_LIKE",
    "PASSIVE_OF_SPEECH",
    "REPORTING_VERBS",
    "SPEECH_VERBS",
    "STRONG_VERBS",
    "Verbs",
    "verbs_of",
]

_STRONG = """say tell add ask state declare explain insist argue note reply respond recall announce warn
claim joke quip remark testify conclude exclaim shout admit concede acknowledge suggest comment observe
predict promise vow complain lament contend assert caution counter reiterate stress emphasize emphasise
retort scoff muse opine wonder recount confirm write tweet post believe think stated whisper murmur mutter
cry yell sigh""".split()
_OTHER = """accuse affirm agree allege analyze announce answer apologize apologise appeal assess assure
attest avow bark beg bellow blame blast boast brag bristle call challenge characterize charge chide chuckle
cite clarify confess confide congratulate continue conjecture credit criticize criticise crow decry defend
demand denounce deny deride describe detail disagree disclose dismiss dispute drawl dub echo elaborate
emphasise encourage endorse envision estimate express fear feel forecast fume gloat groan grumble guess growl
hail hint hope howl imagine implore imply indicate inform inquire enquire instruct interject intone joke
laugh liken maintain marvel mention mock note object offer plead pledge point praise preach proclaim profess
pronounce propose protest query question quote read reaffirm realize realise reason reassure rebuff rebut
rebuke recite reckon recollect recommend refer reflect refute regret reject rejoin relate relay remember
remind repeat report request reveal roar rule say scold scream shrug signal smile snap snarl sneer sob speak
speculate stammer stutter submit summarize summarise surmise swear sympathize tease term text thank theorize
threaten thunder tout trumpet underline underscore urge utter venture vent voice volunteer warn weigh whine
worry promise predict argue learn hear find know notice show welcome brand label portray condemn
slam depict characterise""".split()
_IRREGULAR = {
    "say": "said says saying say",
    "tell": "told tells telling tell",
    "write": "wrote writes writing written write",
    "think": "thought thinks thinking think",
    "speak": "spoke speaks speaking spoken speak",
    "swear": "swore swears swearing swear",
    "feel": "felt feels feeling feel",
    "read": "read reads reading",
    "find": "found finds finding find",
    "know": "knew knows knowing know",
    "show": "showed shows showing show",
    "hear": "heard hears hearing hear",
    "stated": "stated",
    "admit": "admitted admits admitting admit",
    "submit": "submitted submits submitting submit",
    "quip": "quipped quips quipping quip",
    "rebut": "rebutted rebuts rebutting rebut",
    "snap": "snapped snaps snapping snap",
    "dub": "dubbed dubs dubbing dub",
    "refer": "referred refers referring refer",
    "brag": "bragged brags bragging brag",
    "beg": "begged begs begging beg",
    "sob": "sobbed sobs sobbing sob",
    "regret": "regretted regrets regretting regret",
    "shrug": "shrugged shrugs shrugging shrug",
}
_VOWELS = "aeiou"


def _forms(lemma: str) -> list[str]:
    irregular = _IRREGULAR.get(lemma)
    if irregular:
        return irregular.split()
    if lemma[-1] == "y" and lemma[-2] not in _VOWELS:
        return [lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"]
    if lemma[-1] == "e":
        return [lemma, lemma + "s", lemma + "d", lemma[:-1] + "ing"]
    return [lemma, lemma + ("es" if lemma[-1] in "sxh" else "s"), lemma + "ed", lemma + "ing"]


STRONG_VERBS = frozenset(form for lemma in _STRONG for form in _forms(lemma))
"""After or before a quotation these nearly always name its speaker."""

SPEECH_VERBS = STRONG_VERBS | frozenset(form for lemma in _OTHER for form in _forms(lemma))

REPORTING_VERBS = frozenset(
    form
    for lemma in """say state claim announce warn add argue insist note admit concede acknowledge suggest
    predict promise vow pledge complain contend assert caution reiterate stress emphasize emphasise confirm
    believe explain declare deny allege maintain tell reveal report estimate testify conclude recall indicate
    disclose hope fear agree remark observe reply respond write tweet think ask urge demand threaten
    propose""".split()
    for form in _forms(lemma)
)
"""Verbs that carry indirect speech: `X said that …`."""

ATTRIBUTING_VERBS = frozenset(
    form
    for lemma in """call describe label brand dismiss denounce welcome hail praise condemn criticise criticize
    characterise characterize portray deride decry blast slam depict promise accuse demand pledge deny reject
    remember recall find apologise apologize thank speak cite warn liken refer""".split()
    for form in _forms(lemma)
) | frozenset("found finds spoke speaks spoken".split())
"""Verbs with which somebody says what something is: what they end in is that person's word."""

NOUN_LIKE = frozenset(
    """states state remarks challenges claims comments reports reasons notes points offers terms orders posts
    records calls charges counters demands estimates fears guesses hints hopes laughs smiles mentions praises
    promises protests quotes questions queries rules signals texts threats voices vows worries pledges
    requests report post challenge claim comment reason note point offer order call charge demand estimate
    fear guess hope laugh smile mention praise promise protest quote question query rule signal text voice
    vow worry pledge request term shows show finds find cries cry sighs sigh appeal appeals echo echoes tease
    answer answers reply replies""".split()
)
"""Forms that are as often nouns: a verb only right after a name or a pronoun."""

PASSIVE_OF_SPEECH = frozenset(
    "quoted reported cited told asked called known named dubbed titled entitled".split()
)

_FOREIGN = {
    "de": """sagte sagt sagten erklärte erklärt erklärten betonte betont meinte meint schrieb schreibt
    ergänzte ergänzt warnte warnt forderte fordert kritisierte kritisiert kündigte fügte antwortete antwortet
    fragte fragt berichtete berichtet behauptete behauptet versicherte rief zitierte äußerte mitteilte
    räumte""",
    "fr": """dit disait déclare déclaré déclarait affirme affirmé affirmait explique expliqué expliquait
    ajoute ajouté ajoutait assure assuré estime estimé souligne souligné précise précisé indique indiqué
    répond répondu répondait demande demandé raconte raconté écrit écrivait annonce annoncé confie confié
    lance lancé martèle regrette rappelle rappelé conclut poursuit""",
    "es": """dijo dice decía afirmó afirma declaró declara explicó explica añadió añade agregó agrega aseguró
    asegura señaló señala indicó indica sostuvo sostiene expresó expresa manifestó manifiesta comentó comenta
    respondió responde preguntó pregunta escribió escribe advirtió advierte reconoció reconoce anunció
    anuncia destacó destaca recordó""",
    "it": """ha detto dice diceva afferma affermato dichiara dichiarato spiega spiegato aggiunge aggiunto
    sostiene sostenuto scrive scritto risponde risposto racconta raccontato sottolinea sottolineato assicura
    annuncia disse chiede chiesto commenta commentato conclude precisato""",
    "pt": """disse diz afirmou afirma declarou declara explicou explica acrescentou acrescenta garantiu
    garante escreveu respondeu responde perguntou comentou destacou ressaltou contou conta alertou
    defendeu""",
    "nl": """zei zegt zeiden verklaarde verklaart stelde stelt schreef schrijft vertelde vertelt voegde
    antwoordde antwoordt vroeg vraagt meldde meldt benadrukte benadrukt waarschuwde waarschuwt""",
}


_FOREIGN_PRONOUNS = {
    "de": "er sie", "fr": "il elle", "es": "él ella", "it": "lui lei", "pt": "ele ela", "nl": "hij zij ze",
    "sv": "han hon", "da": "han hun",
}  # fmt: skip
_FOREIGN_ACCORDING = {
    "de": "laut zufolge", "fr": "selon", "es": "según", "it": "secondo", "pt": "segundo", "nl": "volgens",
    "sv": "enligt", "da": "ifølge",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verbs:
    """The verbs of one language: all that may tell who speaks, and those that nearly always do."""

    speech: frozenset[str]
    strong: frozenset[str]
    pronouns: frozenset[str] = frozenset()
    """What stands for somebody beside a verb, in a language other than English."""
    according: frozenset[str] = frozenset()
    """Words before the name of whom something is according to."""


def verbs_of(language: str) -> Verbs:
    """The verbs of a language by its primary subtag; the English ones always count, for quotations from English."""
    foreign = frozenset(_FOREIGN.get(language, "").split()) - {"ha"}
    return Verbs(
        SPEECH_VERBS | foreign,
        STRONG_VERBS | foreign,
        frozenset(_FOREIGN_PRONOUNS.get(language, "").split()),
        frozenset(_FOREIGN_ACCORDING.get(language, "").split()),
    )
