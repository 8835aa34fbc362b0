"""Closed classes of English words that the rules ask for: function words, prepositions, name links, calendar
words."""

from __future__ import annotations

__all__ = [
    "ARTICLES_ELSEWHERE",
    "CALENDAR",
    "DETERMINERS",
    "FUNCTION_WORDS",
    "NAME_LINKS",
    "OF_HEADS",
    "PLACE_PREPOSITIONS",
    "PRONOUNS",
]

FUNCTION_WORDS = frozenset(
    """a an the this that these those in on at for to from of by with as into onto over under about against
    between during through before after since until till than but and or nor so yet if when while because
    although though whether where who whom whose which what how why he she it they we you i me him her us
    them his hers its their our my your mine yours theirs is are was were be been being am do does did done
    has have had having will would shall should can could may might must not no yes all any some each every
    both either neither many much more most few several other others another such only just even still also
    too very there here then now again ever never once one two three four five six seven eight nine ten first
    second third last next new however meanwhile moreover furthermore nevertheless therefore thus hence
    indeed perhaps instead according despite unlike like among amid without within along across behind beyond
    beside besides except near upon toward towards via per let earlier later today tomorrow yesterday tonight
    recently currently previously finally additionally unless whereas oh well okay ok hi hello dear please
    thank thanks asked told said speaking citing noting adding saying following given former embattled based
    born""".split()
)
ARTICLES_ELSEWHERE = frozenset(
    "el los las le les un une der die das ein eine il lo gli os as um uma het een la".split()
)
"""Articles of other languages, which open a sentence with a capital there."""
PRONOUNS = frozenset("he she they i we you it".split())
DETERMINERS = frozenset(
    """the a an his her their its our my your one another some several two three four many this that these
    those no every each any both""".split()
)
PLACE_PREPOSITIONS = frozenset(
    "in at from near to into across outside throughout around inside towards toward via through".split()
)
NAME_LINKS = frozenset(
    "de von van der den la le al bin ibn ben del della da di du dos das do el y e ten ter zu af av".split()
)
CALENDAR = frozenset(
    """Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July
    August September October November December Mon Tue Tues Wed Thu Thurs Fri Sat Sun Jan Jan. Feb Feb. Mar
    Mar. Apr Apr. Jun Jun. Jul Jul. Aug Aug. Sept Sept. Sep Sep. Oct Oct. Nov Nov. Dec Dec. GMT UTC EST EDT
    PST CET AM PM BC AD BCE CE """.split()
)
OF_HEADS = frozenset(
    """Ministry Department University Bank Church Institute Office House Houses Court Organization
    Organisation Association Federation Council Board Bureau Union Museum Academy College School Commission
    Committee Society Centre Center Centers Faculty Chamber Confederation League Party Alliance Republic
    Kingdom Gulf City State States Isle Bay Battle Siege Strait Straits Sea Lake Mount Port Duke Duchess
    Bishop Archbishop Minister Secretary Treaty Declaration Bill Act Battle Siege Lord Knights Sons Friends
    Parliament Assembly Community Province County District Territory Empire Emirate Sultanate Principality
    Army Front Movement Coalition Fellowship Daughters Tower Bank Cape Gates Order Massacre Fall Museum
    Library Hall Cathedral Temple Monastery Diocese Archdiocese Museum Journal Book Director Head President
    Governor Mayor Chief Dean Chancellor Commissioner Chairman Leader""".split()
)
