"""What the header of a column says: the criterion's name, which way is better, its unit, and its weight."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from ..errors import LabelError
from .pattern import pattern

__all__ = ["Heading", "Way", "currency", "heading", "known_unit", "names_way", "way"]

Way = Literal["max", "min"]

_MAX = """max maxi maximum maximal maximise maximize maximizing maximising maximised maximized maximisation maximization maximieren
    maximiere maximierung maximiser maximizar massimizzare maximaliseren benefit benefits beneficial gain profit nutzen
    nutzenkriterium bénéfice benefice bénéfices avantage gewinn beneficio beneficios benefício benefícios ganancia vantaggio voordeel baat
    positive pos positiv positif positivo higher more bigger larger greater high hoch höher mehr größer haut élevé alto mayor maior
    maggiore hoger meer + +1 1 +1.0 1.0 ↑ ⬆ ▲ △ 🔼 ⤴ ⇧ ⬈ ↗ 👍"""
_MIN = """min mini minimum minimal minimise minimize minimizing minimising minimised minimized minimisation minimization minimieren
    minimiere minimierung minimiser minimizar minimizzare minimaliseren cost costs non-beneficial nonbeneficial loss kosten
    kostenkriterium aufwand coût cout coûts couts coste costes costo costos costi custo custos verlust perte pérdida perda
    negative neg negativ négatif negativo lower less fewer smaller low niedrig niedriger weniger kleiner geringer bas faible bajo baixo
    basso menor minore lager minder - -1 -1.0 ↓ ⬇ ▼ ▽ 🔽 ⤵ ⇩ ⬊ ↘ 👎"""
_WAYS: dict[str, Way] = {**dict.fromkeys(_MAX.split(), "max"), **dict.fromkeys(_MIN.split(), "min")}
_ARROWS = {word for word in _WAYS if unicodedata.category(word[0]) in {"So", "Sm"} and word[0] != "+"}
_IN_WORDS_ONLY = {"1", "+1", "-1", "1.0", "+1.0", "-1.0"}  # in a header "3:1" is a ratio, and "(1)" a footnote
_DOUBTFUL = {"low", "high", "lower", "higher", "hoch", "niedrig", "alto", "bajo", "baixo", "basso", "haut", "bas", "faible"}
_SHORT = {"b": "max", "c": "min", "h": "max", "l": "min"}
_MORE = r"higher|more|bigger|larger|greater|high|highest|most|large|max|faster|höher|hoeher|mehr|größer|groesser|plus élevé|plus haut|plus|mayor|más alto|más|maior|mais alto|mais|maggiore|più alto|più|hoger|meer"
_LESS = r"lower|less|fewer|smaller|low|lowest|least|small|min|shorter|cheaper|niedriger|weniger|kleiner|geringer|moins élevé|plus bas|moins|menor|más bajo|menos|mais baixo|minore|più basso|meno|lager|minder"
_BETTER = r"better|best|preferred|wins|good|is good|besser|mieux|meilleur|le mieux|mejor|melhor|meglio|migliore|beter"
_PHRASE = pattern(
    rf"(?:the |je |le |la |lo |cuanto |quanto |plus c'est |c'est )?(?:(?P<more>{_MORE})|(?P<less>{_LESS}|plus bas))"
    r"(?: values?| numbers?| scores?)?(?:,? (?:is|are|ist|sind|est|es|é|è|son|sont|the|desto|umso|c'est)|\s?=|\s?-)*"
    rf"\s*(?:{_BETTER})",
    re.IGNORECASE,
)
_ARROW_PHRASE = pattern(rf"(?P<arrow>[↑↓▲▼⬆⬇])\s*(?:(?:is|=)\s*)?(?:{_BETTER})", re.IGNORECASE)
_WEIGHT = pattern(
    r"(?:(?:weight|weighting|gewicht|gewichtung|poids|peso|w|wt)\.?\s*[:=]?\s*(?P<said>\d+(?:[.,]\d+)?)\s*(?P<of>%?)|(?P<share>\d+(?:[.,]\d+)?)\s*%"
    r"|[x×]\s*(?P<times>\d+(?:[.,]\d+)?)|(?P<fold>\d+(?:[.,]\d+)?)\s*[x×])",
    re.IGNORECASE,
)
_END = pattern(
    rf"\d+\s*(?:=|:|is|ist|is the|-|–|→)?\s*(?:the |very )?(?:{_BETTER}|worst|worse|bad|low|lowest|high|highest|excellent|very good|sehr gut|gut|bien|bueno|bom|poor|schlecht|mauvais|malo)"
    r"|(?:best|worst|good|bad)\s*(?:=|:|is)?\s*\d+",
    re.IGNORECASE,
)
"""One end of a scale, ``1 = best``."""
_SHARE = pattern(r"(?P<name>.*\S)\s*[(\[](?P<share>0?[.,][0-9]{1,4}|[01])[)\]]", re.DOTALL)
_TIMED = pattern(
    r"time|duration|latency|runtime|delay|uptime|downtime|wait|travel|commute|battery|lead|zeit|dauer|durée|duree|temps|tiempo|duración|tempo|durata|duração|tijd|duur",
    re.IGNORECASE,
)
_CURRENCIES = """$ € £ ¥ ₹ ₽ ₩ ₺ ₴ ₫ ₪ ₱ ฿ ₦ ₡ ₸ zł kr kr. Kč Ft lei Rs Rs. Rp RM Fr. SFr. US$ A$ AU$ C$ CA$ R$ S$ HK$ NT$ NZ$ MX$ Euro Euros Dollar Dollars USD EUR GBP JPY
    CHF CNY RMB INR CAD AUD SEK NOK DKK ISK PLN CZK HUF RON BGN BRL MXN ARS CLP COP PEN ZAR KRW TRY ILS NZD SGD HKD TWD THB MYR IDR PHP VND RUB UAH AED SAR EGP NGN KES PKR BDT"""
_UNITS = """% pp ‰ ‱ ppm ppb ns µs μs us ms s sec secs second seconds min mins minute minutes h hr hrs hour hours d day days week weeks month
    months yr yrs year years Tage Tag Stunden Stunde Std Monate Jahre Jahr jours heures ans días horas años
    mm cm m km mi ft in inch inches mile miles nm µm mg g kg t lb lbs oz tonnes l L ml mL cl hl gal m² m2 km² km2 ha m³ m3 cm³ ft² sqft sqm
    B kB KB MB GB TB PB KiB MiB GiB TiB bit kbit Mbit Gbit kbps Mbps Gbps kb/s Mb/s MB/s GB/s Mbit/s Gbit/s
    Hz kHz MHz GHz W kW MW GW kWh Wh MWh J kJ MJ V mV kV A mA mAh Ah Ω N kN Nm Pa kPa MPa GPa bar psi dB dBA dB(A) °C °F K °
    km/h kmh mph m/s kn rpm fps ops/s req/s qps rps tps px pt dpi ppi cal kcal L/100km l/100km mpg g/km CO2e
    €/kWh €/month $/month €/h $/h $/hr $/GB €/m² /month /mo /h /yr lm lx cd hp PS"""
_MONEY = frozenset(_CURRENCIES.split())
_KNOWN_UNITS = {*_MONEY, *_UNITS.split()}
_SQUARE = pattern(r"^(?P<rest>.*?)\s*\[(?P<inside>[^\[\]]*)\]\s*$", re.DOTALL)
_ROUND = pattern(r"^(?P<rest>.*?)(?P<gap>\s*)\((?P<inside>(?:[^()]|\([^()]*\))*)\)\s*$", re.DOTALL)
_COLON = pattern(r"^(?P<rest>.*\S)\s*[:：]\s*(?P<word>[^\s:]+)\s*$", re.DOTALL)
_PHRASED = pattern(r"^(?P<rest>.*?\S)\s*(?P<mark>[,;:]|\s[-–—])\s*(?P<word>[^,;:()\[\]]+)$", re.DOTALL)
_SIGNED = pattern(r"(?P<rest>.*\S)\s+(?P<sign>[+\u2212-])", re.DOTALL)
_MARK_WORDS = ("maximise", "minimise", "maximize", "minimize", "benefit")
_NO_MARKS = {"main", "mix", "mid", "mine", "man", "max", "min", "mind", "mini", "maxi", "mink", "mint"}
_LONGEST = 300  # a longer header is a sentence, and says nothing


@dataclass(frozen=True, slots=True)
class Heading:
    """A header taken apart.

    Parameters
    ----------
    name : str
    way : {"max", "min"}, optional
        Which way is better; None where the header says nothing.
    unit : str, default ""
    weight : float, optional
        A weight such as the 25 of ``quality (25%)``.
    percent : bool, default False
        Whether the weight is written in per cent.
    unweighted : str
        The name with the weight that stood in it, for those who have no use for weights.
    """

    name: str
    way: Way | None = None
    unit: str = ""
    weight: float | None = None
    percent: bool = False
    unweighted: str = ""

    @property
    def share(self) -> tuple[str, float] | None:
        """Name and number of a header such as ``quality (0.25)``, which is a weight where all headers have one."""
        match = _SHARE.fullmatch(self.name)
        return (match["name"], float(match["share"].replace(",", "."))) if match else None


def known_unit(text: str) -> bool:
    """Tell whether a text is the sign of a unit or a currency that is in common use."""
    return text in _KNOWN_UNITS


def currency(text: str) -> bool:
    """Tell whether a text is the sign or the code of a currency, which may stand before its number."""
    return text in _MONEY


def way(word: str) -> Way | None:
    """Return which way a word, sign or phrase says is better, or None where it says nothing.

    Examples
    --------
    >>> way("cost"), way("↑"), way("lower is better"), way("blue")
    ('min', 'max', 'min', None)
    """
    text = _folded(word)
    if text in _WAYS:
        return _WAYS[text]
    if text in _SHORT:
        return "max" if _SHORT[text] == "max" else "min"
    text = re.sub(r"^(?:à|a|zu|to|to be|da) (?=m[ai][xn])", "", text)
    text = re.sub(r"\s*(?:criterion|criteria|attribute|type|kriterium|critère|criterio|critério)$", "", text)
    return _WAYS.get(text) or _phrase(text)


def names_way(word: str) -> bool:
    """Tell whether a word can hardly be anything but a direction: ``max``, ``cost``, not ``high`` or ``more``.

    Examples
    --------
    >>> names_way("Benefit"), names_way("high")
    (True, False)
    """
    text = _folded(word)
    return text in _WAYS and len(text) > 2 and text[:3] in {"max", "min", "ben", "cos", "non", "nut", "bén", "kos", "coû", "cus"}


@lru_cache(maxsize=1024)  # the same headers are read whenever a matrix is made
def heading(text: str) -> Heading:
    """Take a header apart; what says nothing about direction, unit or weight stays part of the name.

    Examples
    --------
    >>> heading("latency (ms, lower is better)")
    Heading(name='latency', way='min', unit='ms', weight=None, percent=False, unweighted='latency')
    >>> heading("quality (25%)").weight
    25.0

    Raises
    ------
    LabelError
        If a part looks like a direction and cannot be read as one, or if two parts contradict each other.
    """
    rest, found = " ".join(text.split()), _Found(text)
    kept = ""  # brackets that say nothing belong to the name, and marks may stand before them
    while rest and len(rest) <= _LONGEST:
        shorter = _last(rest, found)
        if shorter is None and (match := _ROUND.match(rest) or _SQUARE.match(rest)) and match["rest"].strip():
            shorter, kept = match["rest"], rest[len(match["rest"]) :] + kept
        if shorter is None or not shorter.strip():
            break
        rest = shorter.strip()
    if found.ends and found.way is None:
        raise LabelError(
            f"the header {text!r} says what its numbers mean, but not which of more and less is better.",
            hint=f"write {rest + ':min'!r} where the smallest is the best, {rest + ':max'!r} where the largest is.",
        )
    rest += kept
    if found.weight is None:
        return Heading(rest, found.way, found.unit, unweighted=rest)
    return Heading(rest, found.way, found.unit, found.weight, found.percent, f"{rest} {found.weight_text}")


class _Found:
    """What has been taken off a header so far."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.way: Way | None = None
        self.unit = ""
        self.weight: float | None = None
        self.percent = False
        self.weight_text = ""
        self.ends = False

    def say(self, way: Way) -> None:
        if self.way not in (None, way):
            raise LabelError(f"the header {self.text!r} says both 'max' and 'min'.", hint="keep one of the two.")
        self.way = way


def _last(rest: str, found: _Found) -> str | None:
    """Take the last mark off a header; return what is left, or None where there is no mark."""
    for bracket in (_ROUND, _SQUARE):
        if (match := bracket.match(rest)) and match["rest"].strip():
            square = bracket is _SQUARE
            plural = not square and not match["gap"] and len(match["inside"]) < 3 and match["inside"].isalpha()  # cost(s)
            return match["rest"] if not plural and _bracket(match["inside"].strip(), match["rest"], found, square=square) else None
    arrows = rest.rstrip("\ufe0f ")
    if arrows and arrows[-1] in _ARROWS:
        found.say(_WAYS[arrows[-1]])
        return arrows[:-1]
    if rest[0] in _ARROWS:
        found.say(_WAYS[rest[0]])
        return rest[1:].lstrip("\ufe0f ")
    if match := _COLON.match(rest):
        word = _folded(match["word"])
        if word in _WAYS and word not in _IN_WORDS_ONLY:
            found.say(_WAYS[word])
            return match["rest"]
        if _folded(match["rest"]) in {"min", "max", "minimise", "minimize", "maximise", "maximize"}:
            found.say(_WAYS[_folded(match["rest"])])
            return match["word"]
        _refuse_near(word, found.text)
    if (match := _SIGNED.fullmatch(rest)) is not None:
        raise LabelError(
            f"the header {found.text!r} does not say whether its sign is a direction.",
            hint=f"write {match['rest'] + (':max' if match['sign'] == '+' else ':min')!r} where it is, or leave the sign out.",
        )
    if (match := _PHRASED.match(rest)) and (said := _phrase(_folded(match["word"]))):
        found.say(said)
        return match["rest"]
    return None


def _bracket(inside: str, rest: str, found: _Found, *, square: bool) -> bool:
    """Read what stands in brackets at the end of a header; tell whether it was a mark."""
    if weight := _WEIGHT.fullmatch(inside):
        if found.weight is None and not (square and weight["share"]):
            found.weight = float(next(v for k in ("said", "share", "times", "fold") if (v := weight[k])).replace(",", "."))
            found.percent = bool(weight["share"] or weight["of"])
            found.weight_text = f"[{inside}]" if square else f"({inside})"
            return True
        return False
    parts = [inside] if _phrase(_folded(inside)) else [part.strip() for part in re.split(r"[,;]", inside)]
    said = [_mark(part, rest, found.text, square=square) for part in parts]
    if any(said) and not found.unit and all(s or _is_unit(p, square=True) for s, p in zip(said, parts, strict=True)):
        units = [p for s, p in zip(said, parts, strict=True) if not s]
        if len(units) <= 1:
            for s in said:
                if s:
                    found.say(s)
            found.unit = units[0] if units else ""
            return True
    if any(map(_END.fullmatch, parts)):
        found.ends = True
        return False
    if len(parts) == 1 and not found.unit and _is_unit(inside, square=square):
        found.unit = inside
        return True
    if len(parts) == 1 and square and not inside and not found.unit:
        return True
    if not square:
        _refuse_near(_folded(inside), found.text)
    return False


def _mark(part: str, rest: str, text: str, *, square: bool) -> Way | None:
    """Read a part of a bracket as a direction."""
    word = _folded(part)
    if word == "min" and (square or _TIMED.search(rest)):
        if square and _TIMED.search(rest):
            return None  # minutes
        raise LabelError(
            f"the header {text!r} may mean minutes, or that less is better.",
            hint=f"write {rest.strip() + ':min'!r} where less is better, {rest.strip() + ' [minutes]'!r} for the unit, or both.",
        )
    if word in _DOUBTFUL:
        raise LabelError(
            f"the header {text!r} does not say whether {part!r} is better.",
            hint=f"write {rest.strip() + ':' + _WAYS[word]!r} where it is, or put the word in front of the name.",
        )
    if word in _WAYS and word not in _IN_WORDS_ONLY:
        return _WAYS[word]
    return _phrase(word)


def _is_unit(text: str, *, square: bool) -> bool:
    """Tell whether the text in brackets is a unit: in square brackets it is, in round ones where it is well known."""
    return bool(text) and not text.isdecimal() if square else known_unit(text)


def _phrase(text: str) -> Way | None:
    if match := _PHRASE.fullmatch(text):
        return "max" if match["more"] else "min"
    if match := _ARROW_PHRASE.fullmatch(text):
        return _WAYS[match["arrow"]]
    return None


def _refuse_near(word: str, text: str) -> None:
    """Refuse a word that is nearly one for a direction: ``price:mim``."""
    if not word.isalpha() or word in _WAYS or word in _NO_MARKS:
        return
    from difflib import get_close_matches

    near = (
        get_close_matches(word, ("max", "min"), n=1, cutoff=0.66)
        if len(word) <= 4
        else get_close_matches(word, _MARK_WORDS, n=1, cutoff=0.8)
    )
    if near:
        raise LabelError(
            f"the header {text!r} ends with {word!r}, which is no direction.",
            hint=f"did you mean {near[0]!r}? If it is part of the name, write it without the colon or the brackets.",
        )


def _folded(word: str) -> str:
    text = unicodedata.normalize("NFKC", str(word)).replace("\ufe0f", "").replace("\u2212", "-").strip().casefold()
    text = text if text in {"-", "–", "+"} else text.strip(" .*_:()[]")
    return "-" if text == "–" else " ".join(text.split()).replace("’", "'")
