"""Words and marks in cells: those that mean a blank, and the ladders of words that everybody orders alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

__all__ = ["amounts", "blank_word", "folded", "ladder", "ladders", "rated", "spelling", "well_known"]

_BLANKS = """n/a na n.a. n.a #n/a - – — ― -- --- ? ?? ??? tbd tba tbc unknown unk null none nil nan missing . .. ... … not available not applicable
    not tested no data k.a. k. a. keine angabe unbekannt n.v. inconnu nc n.c. n.d. nd nd. s/d sin datos desconocido sconosciuto desconhecido onbekend
    ❓ ❔ ⍰ x? <na> nat void pending to be determined"""
_LADDERS = """no | yes
low | high
low | medium | high
poor | good
poor | fair | good
bad | good
weak | strong
slow | fast
small | large
- | +
no | partial | yes
no | partly | yes
no | partially | yes
no | limited | yes
no | maybe | yes
no | some | yes
no | sometimes | yes
no | depends | yes
no | planned | yes
no | optional | yes
n | y
false | true
none | partial | full
none | some | full
none | limited | full
none | basic | full
none | basic | good | excellent
none | basic | advanced
basic | intermediate | advanced
basic | standard | premium
beginner | intermediate | advanced | expert
none | low | medium | high
none | minor | moderate | major
minor | moderate | major | critical
very low | low | medium | high | very high
very low | low | moderate | high | very high
very low | low | average | high | very high
low | mid | high
low | normal | high
low | med | high
l | m | h
vl | l | m | h | vh
very poor | poor | fair | good | very good | excellent
poor | average | good | excellent
poor | ok | good | great | excellent
poor | okay | good | great | excellent
poor | medium | good | very good
poor | acceptable | good | very good
poor | satisfactory | good | very good | excellent
poor | mediocre | good | excellent
poor | weak | fair | strong
very weak | weak | moderate | strong | very strong
weak | medium | strong
very bad | bad | average | good | very good
very bad | bad | ok | good | very good
bad | neutral | good
bad | fair | good | excellent
worst | worse | average | better | best
bad | medium | good | best
negative | neutral | positive
unsatisfactory | satisfactory | good | excellent
insufficient | sufficient | good | excellent
fail | pass
very small | small | medium | large | very large
small | medium | big
xs | s | m | l | xl | xxl
very slow | slow | medium | fast | very fast
slow | moderate | fast
slow | average | fast
very hard | hard | medium | easy | very easy
hard | moderate | easy
difficult | medium | easy
difficult | moderate | easy
very difficult | difficult | average | easy | very easy
complex | moderate | simple
never | rarely | sometimes | often | always
never | seldom | sometimes | usually | always
strongly disagree | disagree | neutral | agree | strongly agree
immature | emerging | mature
unsupported | supported
unsupported | partially supported | supported
not supported | supported
not supported | partially supported | supported
not supported | partial | supported
absent | present
inactive | active
disabled | enabled
closed | open
cheap | moderate | expensive
f | e | d- | d | d+ | c- | c | c+ | b- | b | b+ | a- | a | a+
d | c | b | a
e | d | c | b | a
f | d | c | b | a
f | e | d | c | b | a
red | amber | green
red | orange | yellow | green
red | orange | green
bronze | silver | gold | platinum
nein | ja
nein | teilweise | ja
falsch | wahr
keine | teilweise | voll
sehr niedrig | niedrig | mittel | hoch | sehr hoch
sehr gering | gering | mittel | hoch | sehr hoch
gering | mittel | gut
sehr schlecht | schlecht | mittel | gut | sehr gut
schlecht | befriedigend | gut | sehr gut
mangelhaft | ausreichend | befriedigend | gut | sehr gut
klein | mittel | groß
langsam | mittel | schnell
schwer | mittel | leicht
non | oui
non | partiel | oui
faux | vrai
très faible | faible | moyen | élevé | très élevé
faible | moyenne | élevée
faible | moyen | fort
très mauvais | mauvais | moyen | bon | très bon | excellent
mauvais | passable | bon | excellent
petit | moyen | grand
no | parcial | sí
no | parcial | si
falso | verdadero
muy bajo | bajo | medio | alto | muy alto
baja | media | alta
muy malo | malo | regular | bueno | muy bueno | excelente
pobre | regular | bueno | excelente
no | parziale | sì
falso | vero
molto basso | basso | medio | alto | molto alto
bassa | media | alta
pessimo | scarso | sufficiente | buono | ottimo
não | parcial | sim
muito baixo | baixo | médio | alto | muito alto
baixa | média | alta
ruim | regular | bom | ótimo
nee | deels | ja
nee | gedeeltelijk | ja
zeer laag | laag | gemiddeld | hoog | zeer hoog
slecht | matig | goed | zeer goed
nie | częściowo | tak
niski | średni | wysoki
nej | ja
-- | - | 0 | + | ++
-- | - | o | + | ++
-- | - | = | + | ++
--- | -- | - | 0 | + | ++ | +++
+ | ++ | +++ | ++++ | +++++
- | + | ++ | +++
0 | + | ++ | +++
* | ** | *** | **** | *****
✗ | ✓
✗ | ~ | ✓
✗ | partial | ✓
✗ | (✓) | ✓
✗ | ✓ | ✓✓
✗ | ✓ | ✓✓ | ✓✓✓
✗ | ⚠ | ✓
✗ | 🟡 | ✓
✗ | 🚧 | ✓
✗ | ➖ | ✓
✗ | ◐ | ✓
✗ | △ | ✓
🔴 | 🟡 | 🟢
🔴 | 🟠 | 🟡 | 🟢
🔴 | 🟠 | 🟢
🔴 | 🟡 | 🔵
○ | ◐ | ●
○ | ◔ | ◑ | ◕ | ●
○ | ◔ | ◐ | ◕ | ●
○ | ◑ | ●
✗ | △ | ○ | ◎
👎 | 👍
👎 | 👌 | 👍
☹ | 😐 | ☺
😞 | 😐 | 😀
🙁 | 😐 | 🙂
➖ | ➕
⬜ | ✓"""
_LITTLE = """none | very low | low | vl | l | minor | small | very small | xs | s | cheap | never | rarely | keine | sehr niedrig | niedrig | sehr gering
gering | klein | très faible | faible | petit | muy bajo | bajo | baja | molto basso | basso | bassa | muito baixo | baixo | baixa | zeer laag | laag
niski"""
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("✅☑✔🗸√✓", "✓"),
        **dict.fromkeys("❌✖✘✕🗙❎⛔🚫✗", "✗"),
        **dict.fromkeys("⚠", "⚠"),
        "🟨": "🟡",
        "🟩": "🟢",
        "🟥": "🔴",
        "⭕": "○",
    }
)
_RATING = re.compile(r"\w+")


def folded(word: str) -> str:
    """Return a word without what does not matter in it: case, emphasis, spaces at its ends, shades of one sign.

    Examples
    --------
    >>> folded(" **Yes** "), folded("✅")
    ('yes', '✓')
    """
    text = word
    if not word.isascii():
        text = unicodedata.normalize("NFC", word).replace("\ufe0f", "").replace("\u2212", "-").replace("\u200b", "")
    bare = text.strip()
    if bare and not bare.strip("*_"):
        return bare
    bare = " ".join(bare.strip("*_` \u00a0").casefold().split())
    return bare if word.isascii() else bare.translate(_ALIKE)


def _words(text: str) -> frozenset[str]:
    phrases = ("not available", "not applicable", "not tested", "no data", "k. a.", "keine angabe", "sin datos", "to be determined")
    return frozenset({*text.split(), *phrases}) - {
        "not",
        "available",
        "applicable",
        "tested",
        "no",
        "data",
        "k.",
        "a.",
        "keine",
        "angabe",
        "sin",
        "datos",
        "to",
        "be",
        "determined",
    }


_BLANK_WORDS = _words(_BLANKS)
_RUNGS = [tuple(folded(word) for word in line.split(" | ")) for line in _LADDERS.splitlines()]
_FROM_LITTLE = frozenset(folded(word) for line in _LITTLE.splitlines() for word in line.split(" | "))
_KNOWN = frozenset(word for rungs in _RUNGS for word in rungs)


def blank_word(text: str) -> bool:
    """Tell whether a cell is one of the words that usually mean a blank: ``n/a``, ``-``, ``?``, ``TBD``.

    Examples
    --------
    >>> blank_word("N/A"), blank_word("—"), blank_word("poor")
    (True, True, False)
    """
    return folded(text) in _BLANK_WORDS


def well_known(text: str) -> bool:
    """Tell whether a word or mark stands on one of the ladders that everybody orders alike."""
    return folded(text) in _KNOWN


def amounts(levels: Mapping[str, float]) -> bool:
    """Tell whether levels say how much there is, from little on, and not how good it is: ``low`` to ``high``, not ``poor`` to ``good``.

    Examples
    --------
    >>> amounts({"High": 2, "Low": 0}), amounts({"poor": 0, "good": 1})
    (True, False)
    """
    return bool(levels) and folded(min(levels, key=levels.__getitem__)) in _FROM_LITTLE


def ladder(words: Iterable[str]) -> dict[str, float] | None:
    """Return the shortest ladder that holds all words, as levels: its rungs count 0, 1, 2, ... in the words' own spelling.

    Examples
    --------
    >>> ladder(["High", "low"])
    {'low': 0.0, 'High': 1.0}
    >>> ladder(["✅", "❌"])
    {'❌': 0.0, '✅': 1.0}
    """
    spelt: dict[str, list[str]] = {}
    for word in words:
        rung = folded(word)
        if rung not in _KNOWN:
            return None
        spelt.setdefault(rung, []).append(word)
    fitting = [rungs for rungs in _RUNGS if set(spelt) <= set(rungs)]
    if not fitting:
        return None
    shortest = min(fitting, key=len)
    orders = {tuple(rung for rung in rungs if rung in spelt) for rungs in fitting}
    if len(orders) > 1:
        return None
    return {word: float(at) for at, rung in enumerate(shortest) for word in dict.fromkeys(spelt.get(rung, [rung]))}


def ladders(columns: Sequence[Sequence[str]]) -> list[dict[str, float] | None]:
    """Return the ladder of each column of words; columns that share a word share a ladder where one holds all of them.

    Examples
    --------
    >>> ladders([["low", "high"], ["low", "medium"], ["yes", "no"]])
    [{'low': 0.0, 'medium': 1.0, 'high': 2.0}, {'low': 0.0, 'medium': 1.0, 'high': 2.0}, {'no': 0.0, 'yes': 1.0}]
    """
    first: dict[str, int] = {}  # the first column that has a word
    parent = list(range(len(columns)))

    def root(j: int) -> int:
        while parent[j] != j:
            parent[j] = j = parent[parent[j]]
        return j

    for j, words in enumerate(columns):
        for word in map(folded, words):
            parent[root(j)] = root(first.setdefault(word, j))
    together: dict[int, dict[str, None]] = {}
    for j, words in enumerate(columns):
        together.setdefault(root(j), {}).update(dict.fromkeys(words))
    shared = {j: ladder(words) for j, words in together.items()}
    return [shared[root(j)] or ladder(words) for j, words in enumerate(columns)]


def rated(cells: Sequence[str]) -> bool:
    """Tell whether cells look like marks on a criterion: known words, or a few short words that come again and again."""
    counts: dict[str, int] = {}
    for cell in cells:
        if cell:
            counts[cell] = counts.get(cell, 0) + 1
    words = list(counts)
    filled = sum(counts.values())
    if not words:
        return False
    known = sum(map(well_known, words))
    if known == len(words) or (known >= 2 and 2 * known >= len(words)):
        return True
    short = all(len(word) <= 40 and len(_RATING.findall(word)) <= 6 for word in words)
    return short and filled >= 4 and 2 <= len(words) <= min(9, 2 * filled // 3)


def spelling(levels: Mapping[str, float], word: str) -> float | None:
    """Return the number that levels give to a word, whatever its case."""
    if not levels or word in levels:
        return levels.get(word)
    said = folded(word)
    alike = {number for name, number in levels.items() if folded(name) == said}
    return alike.pop() if len(alike) == 1 else None
