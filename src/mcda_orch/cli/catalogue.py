"""The verbs of the command line; each has a module of its own, imported when it is asked for."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from ..errors import did_you_mean
from .elsewhere import instead_of_verb
from .parser import Parser, UsageError

__all__ = ["VERBS", "run", "usage"]

VERBS = {
    "brief": "Say on one screen what there is to know: ranking, what is certain, what hangs on blanks and weights.",
    "rank": "Rank the alternatives of a problem by one method; -o writes the ranked table.",
    "explain": "Say why one alternative stands before another: what each criterion adds, and on which the lead rests.",
    "compare": "Compare methods on a problem: ranks, ties, refusals, agreement, published scores beside reproduced ones.",
    "audit": "Find the weights that explain published scores, what their blanks meant, and which totals cannot be right.",
    "robust": "Say how far the weights can move before the ranking changes, who can win at all, and what is settled.",
    "whatif": "Say what would have to change for an alternative to win: the weights, or the fewest cells.",
    "blanks": "Say what the blank cells could change: every policy for them, and the ranks over all fillings.",
    "smaa": "Say how often each alternative takes each place when weights (or blanks) are random.",
    "verify": "Check the certificates that other verbs write with --certificate, by fractions alone.",
    "show": "Show a problem as it was read: criteria, cells, blanks, weights, and where it comes from.",
    "methods": "List the plug-ins of a family, and what they say of themselves.",
}


def usage() -> str:
    """Return what ``mcda-orch --help`` prints."""
    width = max(map(len, VERBS))
    return "\n".join(
        [
            "usage: mcda-orch VERB PROBLEM [OPTIONS]",
            "       mcda-orch PROBLEM            the same as mcda-orch brief PROBLEM",
            "",
            "Multi-criteria decision analysis of a table: a file of your own, or a problem that comes with the library.",
            "",
            *(f"  {name:<{width}}  {summary}" for name, summary in VERBS.items()),
            "",
            "mcda-orch VERB --help shows the options of a verb; mcda-orch --version the version.",
            "The exit code is 0 for yes, 1 for no, 2 for input that cannot be used.",
            "",
        ]
    )


def run(words: list[str]) -> int:
    """Run a command; the exit code is 0 for yes and 1 for no."""
    verb, rest = words[0], words[1:]
    if verb not in VERBS and _is_problem(verb):
        verb, rest = "brief", words
    if verb not in VERBS:
        if verb.startswith("-"):
            near = did_you_mean(verb, ["--help", "--version"])
            raise UsageError(
                f"{verb} stands where a verb or a problem belongs.",
                hint=near if near.startswith("did you mean") else "write mcda-orch VERB PROBLEM, then the options.",
            )
        raise UsageError(f"there is no verb {verb!r}, and no file of that name.", hint=instead_of_verb(verb, list(VERBS)))
    module = import_module(f".verbs.{verb}", __package__)
    parser = Parser(verb, VERBS[verb], (module.__doc__ or "").partition("\n\n")[2].strip())
    module.declare(parser)
    return int(module.run(parser.understood(rest)) or 0)


def _is_problem(word: str) -> bool:
    """Tell whether a word stands for a problem: a bundled one, a file, or standard input."""
    from ..io.read import bundled

    return word == "-" or word in bundled() or Path(word).suffix != "" or Path(word).is_file()
