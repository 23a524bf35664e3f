"""What a header or a label says about a whole column or row: weights, directions, totals, ranks, names, notes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from ...core.headings import known_unit

__all__ = ["Role", "misspelt", "role", "roles"]

Role = Literal[
    "weight",
    "mass",
    "direction",
    "total",
    "average",
    "most",
    "score",
    "rank",
    "counter",
    "code",
    "note",
    "verdict",
    "unit",
    "criterion",
    "feature",
    "alternative",
    "",
]

_WORDS: dict[Role, str] = {
    "weight": """weights; weighting; weightings; weight factor; weighting factor; weight factors; criteria weight; criteria weights; criterion weight; criterion
        weights; relative weight; weight in %; weight %; weights %; weight (%); importance; wichtigkeit; bedeutung; importancia; importância; importanza; belang; ważność; önem; wgt; wgts; ω; weight vector; vector of weights; 加权; 重要度; 重要性; importance weight; priority weight; wt; wj; w_j; wi; w_i; weightage; gewichtung;
        gewichtungen; gewichte; gewichtungsfaktor; gewichtung in %; gewicht in %; pondération; ponderation; pondérations; coefficient; coefficients; coef; coeff; ponderación; ponderacion;
        ponderaciones; pesos; ponderazione; pesi; ponderação; ponderacao; weging; wegingsfactor; gewichten; waga; wagi; vikt; vikter; viktning; vægt; vekt; painotus; paino;
        ağırlık; ağırlıklar; вес; веса; вага; váha; váhy; súly; súlyok; greutate; тежест; βάρος; trọng số; 权重; 重み; 가중치; الوزن; משקל; weighting (%); gewichtung (%)""",
    "mass": "weight; w; gewicht; poids; peso; bobot; bobot kriteria",
    "direction": """direction; directions; impact; impacts; objective; objectives; goal; goals; type; types; criterion type; criteria type; type of criterion; type of
        criteria; attribute type; optimization; optimisation; optimise; optimize; optimality; preference; preference direction; direction of preference; sense; senses; polarity; min/max;
        max/min; min / max; max / min; min or max; max or min; benefit/cost; cost/benefit; benefit / cost; cost / benefit; benefit or cost; cost or benefit; sign; signs; +/-; criteria direction; criterion direction;
        criteria directions; optimization direction; optimisation direction; direction of optimization; direction of optimisation; desired direction; better; best; beneficial; desired; nature; ziel; richtung; zielrichtung; optimierung; optimierungsrichtung; optimum; typ; typen;
        kriterientyp; sens; sens de préférence; dirección; direccion; objetivo; objetivos; tipo; tipos; direzione; obiettivo; tipo de criterio; sentido; direção; doel; richting; kierunek; type (min/max);
        направление; тип; tipe; jenis; sifat; yön; tür; 方向; 类型; 属性; 目標; 方向性""",
    "total": """total; totals; totals:; sum; sums; grand total; subtotal; sub-total; sub total; total score; total weighted score; weighted total; weighted sum; total
        points; total weighted; sum of scores; gesamt; gesamtsumme; summe; gesamtpunkte; gesamtpunktzahl; gesamtergebnis; punkte gesamt; gesamtwert; gewichtete summe; total pondéré; somme; totaux; total
        general; suma; total ponderado; totale; somma; totale ponderato; soma; totaal; som; suma ważona; razem; итого; summa; σ; ∑; Σ""",
    "average": """average; averages; avg; avg.; mean; arithmetic mean; weighted average; weighted mean; average score; durchschnitt; mittelwert; schnitt; ø; moyenne;
        moyenne pondérée; media; promedio; media ponderata; media ponderada; média; gemiddelde; gemiddeld; średnia""",
    "most": """max; maximum; max points; max. points; maximum points; max score; maximum score; points possible; possible points; max possible; best possible; out of; max.; maximalpunkte;
        maximale punktzahl; max. punkte; maximum possible; min; minimum; min.; ideal; ideal point; ideal solution; anti-ideal; anti ideal; nadir; pis; nis; best value; worst value;
        target; target value; reference point; aspiration; aspiration level; reservation level; threshold; thresholds; indifference; indifference threshold; preference threshold; veto; veto threshold;
        lower bound; upper bound; lower limit; upper limit; median; std; standard deviation; stdev; std dev; variance; count; range""",
    "score": """published; published score; published scores; published result; published results; score; scores; weighted score; weighted scores; final score; overall score; overall; overall rating; overall total; composite score; points; final; result;
        results; score weighted; score (weighted); weighted; weighted points; final weighted score; aggregate; aggregate score; mcda score; topsis score; closeness; closeness coefficient; ergebnis; punkte; punktzahl; wertung; gesamtwertung; gesamtscore;
        gesamtnote; nutzwert; score pondéré; score total; score global; note globale; note finale; note pondérée; résultat; puntuación; puntuacion; puntuación total; puntaje; puntaje total; resultado; punteggio; punteggio totale; risultato; pontuação;
        pontuação total; nota final; eindscore; totaalscore; wynik; ocena; performance score; utility; total value""",
    "rank": """rank; ranks; ranking; rankings; place; position; pos; pos.; final rank; final ranking; overall rank; rang; rangfolge; platz; platzierung; rangplatz; rangliste; classement; rang final;
        posición; posicion; puesto; clasificación; lugar; posizione; classifica; posto; posição; colocação; classificação; positie; plaats; miejsce; pozycja; place #; rank #; topsis rank""",
    "counter": "#; no; barcode; bar code; code-barres; ean; gtin; upc; sku; asin; artikelnummer; article number; item number; order number; matricule; numéro; número; nummer; iban; no.; nr; nr.; n°; nº; №; id; ids; barcode; bar code; code-barres; ean; gtin; upc; sku; asin; artikelnummer; article number; item number; order number; matricule; numéro; número; nummer; iban; index; idx; row; row id; s.no; s.no.; s. no.; sno; sr no; sr. no.; sl no; sl. no.; lfd. nr.; lfd nr; num; n.; unnamed: 0; serial; serial no; serial number; key; uuid; guid; identifier; code",
    "code": """version; versions; release; latest release; latest version; date; dates; updated; last updated; last update; last commit; created; released; release date; launch date; founded; established;
        birth date; date of birth; due date; start date; end date; phone; phone number; telephone; tel; mobile; fax; zip; zip code; zipcode; postcode; postal code; plz; isbn; issn; ip; ip address; datum; telefon;
        postleitzahl; veröffentlicht; gegründet; fecha; teléfono; código postal; date de sortie; téléphone; code postal""",
    "note": """note; notes; comment; comments; remark; remarks; description; descriptions; rationale; explanation; justification; reason; reasoning; details; detail; source;
        sources; link; links; url; urls; website; homepage; web; repo; repository; github; docs; reference; references; license; licence; email; e-mail; mail; address; doi; pros; cons; summary; definition; question; what it means; meaning; how measured; evidence; vendor; author; owner; maintainer; company;
        bemerkung; bemerkungen; kommentar; kommentare; beschreibung; begründung; quelle; anmerkung; anmerkungen; hinweis; erläuterung; lizenz; webseite; commentaire;
        commentaires; remarque; remarques; justificatif; lien; site; site web; nota bene; comentario; comentarios; observaciones; descripción; enlace; fuente; commento;
        commenti; descrizione; fonte; comentário; comentários; descrição; observações; opmerking; opmerkingen; omschrijving; toelichting; bron; uwagi; opis""",
    "verdict": """winner; winners; verdict; recommendation; recommendations; recommended; recommended?; advantage; better choice; best choice; best option; decision; selected; selected?; pick; conclusion; outcome;
        gewinner; sieger; empfehlung; fazit; entscheidung; gagnant; recommandation; décision; ganador; recomendación; decisión; vencedor; recomendação; vincitore; raccomandazione; winnaar; aanbeveling""",
    "unit": "unit; units; einheit; einheiten; unité; unités; unidad; unidades; unità; unidade; eenheid; jednostka; unit of measure; measure; uom",
    "criterion": """criterion; criteria; criterions; kriterium; kriterien; critère; critères; critere; criteres; criterio; criterios; criteri; critério; critérios; criterium; kryterium; kryteria;
        kriterie; kriterier; criteria / option; criteria/option; criteria \\ option; evaluation criteria; evaluation criterion; decision criteria; selection criteria; bewertungskriterium; bewertungskriterien; critères d'évaluation; критерий; критерии; 标准; kriteria; criteria/alternatives; criteria / alternatives""",
    "feature": """feature; features; metric; metrics; attribute; attributes; aspect; aspects; factor; factors; requirement; requirements; consideration; considerations; characteristic; characteristics; property;
        properties; dimension; dimensions; capability; merkmal; merkmale; eigenschaft; eigenschaften; aspekt; aspekte; anforderung; anforderungen; faktor; funktion; caractéristique; caractéristiques; fonctionnalité; aspecto; característica; características;
        caratteristica; caratteristiche; funcionalidad; kenmerk; kenmerken; cecha; spec; specs; specification; indicator; indicators; kpi; measure name; parameter; parameters""",
    "alternative": """alternative; alternatives; option; options; name; names; tool; tools; candidate; candidates; item; items; product; products; model; models; vendor name; supplier; suppliers;
        vendor; vendors; framework; library; solution; solutions; choice; choices; method; algorithm; system; team; fund; city; country; company; project; site; player; student; school; university; car; phone name; laptop; provider; service; platform;
        language; package; software; plan; scenario; variant; design; alternativen; option name; produkt; werkzeug; variante; varianten; anbieter; lösung; kandidat; titel; title; nom; outil; produit; fournisseur; nombre; opción; opciones; alternativa; alternativas; herramienta; producto; proveedor;
        nome; opzione; alternative name; opção; opções; ferramenta; produto; naam; optie; opties; nazwa; wariant; alternatywa; brand; bank; hotel; store""",
}
_ROLES: dict[str, Role] = {}
for _role, _text in _WORDS.items():
    for _word in re.sub(r"\s+", " ", _text).split(";"):
        _ROLES.setdefault(_word.strip().casefold(), _role)
        _ROLES.setdefault(_word.strip(" .:").casefold(), _role)


_METHODS = frozenset(
    [
        "total",
        "weighted",
        "final",
        "overall",
        "composite",
        "aggregate",
        "aggregated",
        "combined",
        "rice",
        "ice",
        "wsjf",
        "topsis",
        "vikor",
        "saw",
        "wsm",
        "wpm",
        "ahp",
        "promethee",
        "electre",
        "moora",
        "multimoora",
        "copras",
        "waspas",
        "edas",
        "aras",
        "codas",
        "mabac",
        "marcos",
        "spotis",
        "mcda",
        "mcdm",
    ]
)
_RESULT = frozenset(["score", "scores", "rating", "points", "value", "index", "phi", "q", "s", "r", "ci", "closeness"])
_OF_RESULTS = """weighted overall final grand the of in all gewichtet gewichtete gewichteter gewichtetes gesamte pondéré pondérée général générale global
    globale ponderado ponderada general ponderato ponderata finale gewogen ważona maximum max possible normalized normalised"""
_ADJECTIVES = frozenset(_OF_RESULTS.split())
_WORDS_OF_WEIGHTS = """% a an by for from in of on our the to and w normalised normalized normalisierte normalisiertes normalisé normalisés normalizado normalizados relative relatives relativ local global
    final raw initial subjective objective combined integrated group expert experts consensus stated swing point points factor factors percent per cent percentage share shares sum importance
    vector i j entropy critic merec ahp anp bwm swara fucom roc idocriw cilos equal std dev deviation standard"""
_OF_WEIGHTS = frozenset(_WORDS_OF_WEIGHTS.split())
_RANK = frozenset(["rank", "ranks", "ranking", "rang", "place"])


def _words(name: str) -> list[str]:
    return name.replace("_", " ").replace("-", " ").replace("(", " ").replace("[", " ").split()


_TELLING = frozenset(word for name in (*_ROLES, *_METHODS, *_RANK) for word in _words(name))
"""A name without any of these words is a name like others, and labels are many."""

_DIGITS = str.maketrans("23456789", "11111111")
"""No word here has any of these digits."""


def _of_a_method(word: str) -> Role:
    """Say what a name such as ``TOPSIS score`` or ``final_rank`` is."""
    parts = word.replace("_", " ").replace("-", " ").split()
    if len(parts) > 1 and parts[-1] in _RANK:
        return "rank"
    kinds = {_ROLES.get(part, "") for part in parts if part not in _ADJECTIVES}
    if len(parts) > 1 and kinds and kinds <= {"total", "score", "average"}:
        return "total" if "total" in kinds else "score"
    if parts and _METHODS.intersection(parts) and (parts[-1] in _RESULT or (len(parts) == 1 and parts[0] in _METHODS)):
        return "score"
    return ""


def _of_weights(word: str) -> Role:
    """Say what a name such as ``normalised weights`` or ``weight (entropy)`` is; a ``curb weight`` is a mass."""
    parts = re.findall(r"[^\W\d_]+|%", word)
    kinds = [_ROLES.get(part, "") for part in parts]
    if not {"weight", "mass"}.intersection(kinds) or len(parts) < 2:
        return ""
    if any(kind not in ("weight", "mass", "criterion") and part not in _OF_WEIGHTS for part, kind in zip(parts, kinds, strict=True)):
        return ""
    return "weight" if "weight" in kinds else "mass"


def _bracketed(word: str) -> Role:
    """Say what a name is whose brackets hold no unit: ``criteria (weight)``, ``score (1-5)``."""
    match = re.fullmatch(r"(.*\S)\s*[(\[]([^()\[\]]*)[)\]]", word)
    return "" if match is None or (known_unit(match[2]) and match[2] != "%") else _ROLES.get(match[1], "")


def roles(labels: Sequence[str]) -> dict[int, Role]:
    """Return what labels say, by position, without those that are names like others; labels may be many, and differ by numbers.

    Examples
    --------
    >>> roles(["Ant 1", "Ant 2", "Total"])
    {2: 'total'}
    """
    joined = "\n".join(labels)
    alike: Sequence[str] = labels if "(" in joined or "[" in joined else joined.translate(_DIGITS).split("\n")
    if len(alike) != len(labels):  # a label of several lines
        alike = labels
    known = {label: what for label in set(alike) if (what := role(label))}
    return {at: known[label] for at, label in enumerate(alike) if label in known} if known else {}


def role(text: str) -> Role:
    """Return what a header or label says that its column or row is; nothing where it is a name like others.

    Examples
    --------
    >>> role("**Weighting:**"), role("[weights]"), role("Summe"), role("speed")
    ('weight', 'weight', 'total', '')
    """
    word = text if text.isascii() else unicodedata.normalize("NFKC", text)
    word = " ".join(word.casefold().strip(" *_`:.=").split()) if len(text) <= 60 else ""
    if word[:1] + word[-1:] in ("()", "[]", "{}") and word.count(word[0]) == 1:
        word = word[1:-1].strip()
    if _TELLING.isdisjoint(_words(word)):
        return ""
    return _ROLES.get(word) or _of_a_method(word) or _bracketed(word) or _of_weights(word)


def misspelt(text: str) -> str:
    """Return the word for weights, directions or totals that a text misses by a slip of the keyboard; nothing for others.

    Two letters that changed places, one that is missing and one that stands twice are slips; another letter makes another word.

    Examples
    --------
    >>> misspelt("Weigths"), misspelt("Height")
    ('weights', '')
    """
    return _slips().get(text.casefold().strip(" *_`:."), "") if len(text) <= 30 else ""


@lru_cache(maxsize=1)
def _slips() -> dict[str, str]:
    found: dict[str, str] = {}
    for word, what in _ROLES.items():
        if what in ("weight", "mass", "direction", "total") and word.isalpha() and len(word) >= 5:
            for at in range(1, len(word)):
                found.setdefault(word[:at] + word[at] + word[at:], word)
                if len(word) > 5:
                    found.setdefault(word[:at] + word[at + 1 :], word)
                if at + 1 < len(word):
                    found.setdefault(word[:at] + word[at + 1] + word[at] + word[at + 2 :], word)
    return {slip: word for slip, word in found.items() if slip not in _ROLES}
