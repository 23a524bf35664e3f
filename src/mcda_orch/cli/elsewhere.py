"""What people type at other command lines, and what stands for it here."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from ..errors import did_you_mean

__all__ = ["instead_of_option", "instead_of_verb", "instead_of_word", "method_meant"]

ALIKE = 0.75
"""How alike letters must be before a word is taken for a slip of the pen."""

_OPTIONS = {
    "which way is better is said by --direction 'price=min,speed=max', or one sign for each criterion, '+,+,-'.": """types type objectives
        objective senses sense impacts impact criteria-types minimize minimise maximize maximise min max minimum maximum cost costs benefit
        benefits beneficial lower-is-better higher-is-better optimize goal goals""",
    "a table is scaled by --scale minmax, or another name that mcda-orch methods --family scaling lists.": """normalize normalise
        normalization normalisation normaliser scaling scaler norm-method normalized""",
    "say --json, --csv or --markdown, or let the ending of --output FILE decide.": "format fmt output-format md text html latex xlsx",
    "results go into a file by --output FILE.": "out out-file outfile save save-to to write export result",
    "the file stands right behind the verb: mcda-orch rank FILE.": "input in file data path dataset matrix problem i f",
    "what a blank means is said by --blanks (a number, worst, best, mean or redistribute), which words are blanks by --na 'n/a,-'.": """missing
        nan fill fillna impute na-values na-value missing-values null nulls empty dropna""",
    "the column that names the alternatives is --label COLUMN.": "index id ids name names alternatives alternative index-col row-names",
    "columns are chosen by --criteria 'price:min,speed'; columns of text by --notes.": """columns cols use usecols use-columns ignore exclude
        drop skip select without""",
    "the column with published scores or ranks is --published COLUMN.": "score scores total totals rank ranks ranking-column",
    "say --layout criteria-in-rows where every row is a criterion.": "transpose transposed t orientation",
    "what parts the cells is found by itself, --decimal and --thousands say what the marks in numbers are.": "delimiter sep separator delim",
    "numbers for words are --levels 'yes=1,no=0', or from the worst word on, --levels 'speed=slow<fast'.": "map mapping encode ordinal values",
    "mcda-orch methods lists them.": "list list-methods",
    "which weights are meant is said by --weights 3,2,1, 'speed=3,price=2', equal, or the name of a weighting.": "w weighting weights-method",
}
_OF_A_VERB = {
    "--winner": ("who is to win is said by --winner NAME.", "option target alternative alternatives candidate favourite favorite who for"),
    "--certificate": (
        "what is claimed, with the proofs, is written by --certificate FILE.",
        "cert certificates certify proof proofs prove",
    ),
    "--method": ("methods are named by -m wsm,topsis.", "methods algorithm algorithms model models"),
}
"""What stands for words at the verbs that have such an option."""
_AT_VERIFY = "problem against table data input file matrix"
_ELSEWHERE = {
    "robust, audit, blanks, whatif or smaa": "certificate certificates cert proof",
    "whatif": "winner over change norm",
    "explain": "without undo",
    "smaa or explain": "seed",
    "smaa": "draws order",
    "rank": "steps",
    "brief": "all",
    "audit": "ranking rounding",
    "show": "texts",
    "methods": "family laws",
}
"""Options that belong to one verb."""
_VERBS = {
    "robust": "sensitivity stability robustness sensitivity-analysis stable",
    "whatif": "what-if what_if winner counterfactual margin change",
    "smaa": "simulate simulation monte-carlo montecarlo uncertainty",
    "show": "read info describe print view inspect table load head",
    "methods": "list ls names plugins",
    "rank": "ranking score scores run sort solve evaluate decide best",
    "audit": "recover weights-of",
    "blanks": "missing na nan impute",
    "brief": "summary report demo analyse analyze overview",
    "explain": "why contributions explanation shapley shap waterfall reasons",
    "compare": "comparison benchmark all agreement correlation",
}
_ANSWERS = {
    "why scores are as they are is shown by mcda-orch rank PROBLEM --steps.": "steps breakdown",
    "published scores are checked by mcda-orch audit PROBLEM, certificates by mcda-orch verify FILE.": "check validate prove proof certificate",
    "weights are stated by --weights 3,2,1 or found by --weights entropy; mcda-orch methods --family weighting lists what finds them.": """
        weights weight weighting weigh""",
    "tables are scaled by --scale minmax; mcda-orch methods --family scaling lists the others.": "normalize normalise scale scaling",
}
"""What stands for a verb that is part of another, or of two."""


def instead_of_option(name: str, prog: str, known: list[str]) -> str:
    """Return what stands for an option that a verb does not have.

    Examples
    --------
    >>> instead_of_option("--winner", "mcda-orch rank", ["--weights"])
    '--winner belongs to mcda-orch whatif.'
    """
    word = name.lstrip("-").lower().replace("_", "-")
    if prog.endswith(" verify") and word in _AT_VERIFY.split():
        return (
            "a certificate holds its own table; whether that is yours is shown by the input that verify prints: the same question, asked "
            "of your table with --certificate, has the same."
        )
    for option, (text, guesses) in _OF_A_VERB.items():
        if option in known and word in guesses.split() and f"--{word}" not in known:
            return text
    for text, guesses in _OPTIONS.items():
        if word in guesses.split() and f"--{word}" not in known:
            return text
    for verb, options in _ELSEWHERE.items():
        if word in options.split():
            return f"--{word} belongs to mcda-orch {verb}."
    if word in _parameters():
        return f"a parameter of a method is set by --param {word}=VALUE."
    near = did_you_mean(f"--{word}", known, ALIKE)
    return near if near.startswith("did you mean") else f"{prog} --help lists the options."


def instead_of_verb(word: str, verbs: list[str]) -> str:
    """Return what stands for a verb that there is not.

    Examples
    --------
    >>> instead_of_verb("sensitivity", ["rank", "robust"]), instead_of_verb("topsis", ["rank"])
    ('that is mcda-orch robust PROBLEM.', 'that is mcda-orch rank PROBLEM --method topsis.')
    """
    guess = word.lower()
    near = did_you_mean(guess, verbs, ALIKE)
    if near.startswith("did you mean"):
        return near
    for text, guesses in _ANSWERS.items():
        if guess in guesses.split():
            return text
    for verb, guesses in _VERBS.items():
        if guess in guesses.split():
            return f"that is mcda-orch {verb}{'' if verb == 'methods' else ' PROBLEM'}."
    method = method_meant(word)
    return did_you_mean(word, verbs) if method is None else f"that is mcda-orch rank PROBLEM --method {method}."


def instead_of_word(word: str, prog: str, known: list[str]) -> str:
    """Return where a word belongs that stands behind the problem.

    Examples
    --------
    >>> instead_of_word("React", "mcda-orch whatif", ["--winner", "--method"])
    'who is to win is said by --winner React; a name of several words stands in quotes.'
    >>> instead_of_word("TOPSIS", "mcda-orch rank", ["--method"])
    'a method is named by --method topsis.'
    """
    method = method_meant(word) if "--method" in known else None
    if method is not None:
        return f"a method is named by --method {method}."
    if Path(word).is_file():
        return f"one table is taken at a time; {prog} --help lists the options that take a file."
    if "--winner" in known:
        return f"who is to win is said by --winner {shlex.quote(word)}; a name of several words stands in quotes."
    return f"a verb comes first, and a name or text of several words stands in quotes; {prog} --help shows what it takes."


def method_meant(word: str) -> str | None:
    """Return the method that a word names, in whatever case, or means elsewhere; None where it is none.

    Examples
    --------
    >>> method_meant("TOPSIS"), method_meant("saw"), method_meant("React")
    ('topsis', 'wsm', None)
    """
    from ..plugin.registry import names
    from ..plugin.synonyms import answer

    guess = word.lower()
    if guess in names("score"):
        return guess
    meant = re.search(r"; use mo\.(\w+)\.$", answer(guess) or "")
    return meant[1] if meant and meant[1] in names("score") else None


def _parameters() -> set[str]:
    """Return the names of all parameters of methods."""
    from ..plugin.family import SCORE
    from ..plugin.registry import plugins

    return {name for p in plugins().values() if p.family is SCORE for name in p.params}
