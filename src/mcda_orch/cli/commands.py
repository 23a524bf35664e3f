"""The verbs: rank, compare, audit, robust, whatif, blanks, smaa, methods, show."""

from __future__ import annotations

import json
import sys
import warnings
from dataclasses import replace
from enum import Enum
from importlib import metadata
from typing import Annotated, Any

import typer

from ..comparison.compare import compare as compare_methods
from ..core.criteria import Direction
from ..core.problem import Problem
from ..core.report import Report
from ..core.table import Table
from ..core.weights import Weights
from ..errors import DomainError, LabelError, MeaningWarning, PluginError, did_you_mean
from ..inverse.audit import audit as audit_problem
from ..inverse.ratio_weights import recover_weights
from ..io.document import outcome_to_json
from ..io.read import bundled, load, read
from ..laws.catalogue import LAWS, classified
from ..plugin.family import FAMILIES, Param
from ..plugin.plugin import Method, Plugin
from ..plugin.registry import get, names, plugins
from ..robust.blank_policies import blank_policies
from ..robust.first_place import first_place
from ..robust.preference import necessary
from ..robust.rank_intervals import rank_intervals
from ..robust.smaa import smaa as smaa_of
from ..robust.stability import stability
from ..robust.what_if import margin_of_victory, what_if
from ..sampling.weight_set import WeightSet
from .render import emit, show_tables

__all__ = ["app"]

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, help="Multi-criteria decision analysis.")


class Format(Enum):
    """How results are printed."""

    TEXT, JSON, CSV, MARKDOWN = "text", "json", "csv", "markdown"


Name = Annotated[str, typer.Argument(metavar="PROBLEM", help="A bundled problem, or a .toml, .md or .csv file.")]
BlanksText = Annotated[str | None, typer.Option("--blanks", help="What a blank cell means: a number, worst, best, mean, redistribute.")]
WeightsText = Annotated[str | None, typer.Option("--weights", help="'3,2,1' in the order of the criteria, or 'speed=3,price=2'.")]
MethodName = Annotated[
    str | None, typer.Option("--method", "-m", help="Name of a method; the one behind the published scores, unless given.")
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Csv = Annotated[bool, typer.Option("--csv", help="Print comma-separated values.")]
Markdown = Annotated[bool, typer.Option("--markdown", help="Print Markdown.")]


def _format(as_json: bool, as_csv: bool, as_markdown: bool) -> Format:
    chosen = [f for f, on in ((Format.JSON, as_json), (Format.CSV, as_csv), (Format.MARKDOWN, as_markdown)) if on]
    if len(chosen) > 1:
        raise PluginError("--json, --csv and --markdown exclude each other.", hint="choose one.")
    return chosen[0] if chosen else Format.TEXT


def _print_json(text: str) -> None:
    """Print JSON; where the stream cannot hold one of its letters, escape them all."""
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        text = json.dumps(json.loads(text), indent=2)
    emit(text + "\n")


def _json(document: Any) -> str:
    return json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False)


def _show(found: Report, form: Format) -> None:
    """Print a result: all of it as JSON, its main table as separated values, or its tables and remarks."""
    if form is Format.JSON:
        _print_json(_json(found.document()))
    elif form is Format.CSV:
        show_tables([found.table], form.value, [])
    else:
        show_tables(found.tables, form.value, found.remarks)


def _problem(name: str) -> Problem:
    """Load or read a problem; bundled names have no ending and files must have one, so they never meet."""
    return load(name) if name in bundled() else read(name)


def _weights(text: str | None, problem: Problem) -> Weights | None:
    if text is None:
        return None
    found = _numbers(text, "the weights")
    return Weights(found, None if isinstance(found, dict) else problem.matrix.criterion_names)


def _numbers(text: str, what: str) -> list[float] | dict[str, float]:
    """Read '3,2,1' as a list, and 'speed=3,price=2' by name."""
    parts = [part.strip() for part in text.split(",")]
    try:
        if "=" not in text:
            return [float(part) for part in parts]
        pairs = [(name.strip(), float(value)) for name, _, value in (part.rpartition("=") for part in parts)]
    except ValueError:
        raise DomainError(f"{what} {text!r} are not all numbers.", hint="write 3,2,1 or speed=3,price=2.") from None
    found = dict(pairs)
    if len(found) < len(pairs):
        raise LabelError(f"{what} {text!r} name a criterion twice.", hint="name every criterion once.")
    return found


def _blanks(text: str | None) -> Any:
    """Read a policy for blanks, which is a number or a name."""
    try:
        return None if text is None else float(text)
    except ValueError:
        return text


def _value(what: str, text: str, param: Param) -> Any:
    """Read a parameter as what its default and its role say that it is."""
    if text in names("scaling"):
        return get(text)
    if param.role is not None or (param.default is None and param.name != "scale"):
        found = _numbers(text, f"the numbers for {what},")
        return found[0] if isinstance(found, list) and len(found) == 1 else found
    if isinstance(param.default, bool):
        if text.lower() not in ("true", "false"):
            raise DomainError(f"{what} is {text!r}.", hint="write true or false.")
        return text.lower() == "true"
    if isinstance(param.default, (int, float)):
        try:
            return float(text)
        except ValueError:
            raise DomainError(f"{what} is {text!r}, which is no number.", hint=f"for instance {param.default}.") from None
    return text


def _params(method: Plugin[Any], given: list[str], scale: str | None) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for text in given:
        key, equals, value = text.partition("=")
        if not equals:
            raise PluginError(f"--param {text!r} is not of the form name=value.", hint="for instance --param v=0.3.")
        if key not in method.params:
            raise PluginError(f"{method.name} has no parameter {key!r}.", hint=did_you_mean(key, method.params) if method.params else None)
        found[key] = _value(f"{key} of {method.name}", value, method.params[key])
    if scale is not None:
        if scale not in names("scaling"):
            raise PluginError(f"there is no scaling {scale!r}.", hint=did_you_mean(scale, names("scaling")))
        found["scale"] = get(scale)
    return found


@app.command()
def rank(
    problem: Name,
    method: Annotated[str, typer.Option("--method", "-m", help="Name of a method.")] = "wsm",
    param: Annotated[list[str] | None, typer.Option("--param", help="A parameter, name=value; may be repeated.")] = None,
    scale: Annotated[str | None, typer.Option("--scale", help="Name of a scaling.")] = None,
    blanks: BlanksText = None,
    weights: WeightsText = None,
    steps: Annotated[bool, typer.Option("--steps", help="Show the intermediate tables.")] = False,
    as_json: Json = False,
    as_csv: Csv = False,
    as_markdown: Markdown = False,
) -> None:
    """Rank the alternatives of a problem by one method."""
    form, found, chosen = _format(as_json, as_csv, as_markdown), _problem(problem), get(method)
    if not isinstance(chosen, Method):
        raise PluginError(
            f"{method} is a {chosen.family.name}, not a method that scores.", hint="methods are " + ", ".join(names("score")) + "."
        )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MeaningWarning)
        outcome = chosen(found, _weights(weights, found), _blanks(blanks), **_params(chosen, param or [], scale))
    if form is Format.JSON:
        _print_json(outcome_to_json(outcome))
        return
    tables = [*(s.table for s in outcome.steps), outcome.table] if steps else [outcome.table]
    show_tables(tables, form.value, [str(outcome.ranking), *outcome.notes])


@app.command()
def compare(
    problem: Name,
    method: Annotated[list[str] | None, typer.Option("--method", "-m", help="A method; may be repeated. All, unless given.")] = None,
    blanks: BlanksText = None,
    weights: WeightsText = None,
    as_json: Json = False,
    as_csv: Csv = False,
    as_markdown: Markdown = False,
) -> int:
    """Compare methods on a problem: ranks, ties, refusals, agreement, and the published score beside the reproduced one.

    Exits with 1 when published scores are not reproduced, or when no method applies.
    """
    form = _format(as_json, as_csv, as_markdown)
    asked = _problem(problem)
    found = compare_methods(asked, method or None, _weights(weights, asked), _blanks(blanks))
    _show(found, form)
    return 1 if found.fails else 0


@app.command()
def audit(
    problem: Name,
    method: Annotated[str | None, typer.Option("--method", "-m", help="The method that the scores claim to come from.")] = None,
    ranking: Annotated[bool, typer.Option("--ranking", help="Audit the order of the published scores only.")] = False,
    blanks: BlanksText = None,
    rounding: Annotated[int | None, typer.Option("--rounding", help="Decimals that the published scores were rounded to.")] = None,
    published: Annotated[
        str | None, typer.Option("--published", help="Column of a .md or .csv file that holds the published scores (or ranks).")
    ] = None,
    as_json: Json = False,
    as_csv: Csv = False,
    as_markdown: Markdown = False,
) -> int:
    """Find the weights that explain published scores, what their blanks meant, and which totals cannot be right.

    Exits with 1 when published scores and cells contradict each other.
    """
    form = _format(as_json, as_csv, as_markdown)
    asked = _problem(problem) if published is None else read(problem, published=published)
    named = method or asked.published_by
    claimed = None if named is None else get(named)
    if claimed is not None and claimed.linear_form is None and claimed.ratio_form is not None and not ranking and rounding is None:
        recovered = recover_weights(asked, named, blanks=_blanks(blanks))
        _show(recovered, form)
        return 0 if recovered.agrees else 1
    found = audit_problem(asked, method=method, ranking=ranking or None, blanks=_blanks(blanks), rounding=rounding)
    _show(found, form)
    return 1 if found.fails else 0


@app.command()
def robust(
    problem: Name,
    method: MethodName = None,
    order: Annotated[list[str] | None, typer.Option("--order", help="What is known of the weights, 'A > B'; may be repeated.")] = None,
    margin: Annotated[float, typer.Option("--margin", help="Change of shares, in sum, that the winner must survive.")] = 0.0,
    blanks: BlanksText = None,
    weights: WeightsText = None,
    as_json: Json = False,
    as_csv: Csv = False,
    as_markdown: Markdown = False,
) -> int:
    """Say how far the weights can move before the ranking changes, who can win at all, and what is settled.

    Exits with 1 when a change of the weights that is smaller than --margin brings somebody else to the front.
    """
    form, asked = _format(as_json, as_csv, as_markdown), _problem(problem)
    if not margin >= 0:
        raise DomainError(f"--margin is {margin:g}.", hint="give a change of shares in sum, from 0 on, such as 0.05.")
    chosen, given, policy = method or asked.published_by or "wsm", _weights(weights, asked), _blanks(blanks)
    known = WeightSet(asked).order(*(order or []))
    stable = stability(asked, chosen, given, policy)
    wins = [first_place(asked, chosen, known, policy, rng=0)]
    sure = wins[0].winners
    left = [n for n in asked.matrix.names if n not in sure]
    if len(sure) == 1 and len(left) > 1:  # who would win without the one that always does
        rest = replace(asked, matrix=asked.matrix.select(left), published=None)
        wins.append(first_place(rest, chosen, known, policy, rng=0))
    settled = necessary(asked, chosen, known, policy, rng=0)
    falls = margin_of_victory(asked, method=chosen, weights=given, blanks=policy, rng=0) if len(asked.matrix.names) > 1 else None
    if form is Format.JSON:
        document = {
            "stability": stable.document(),
            "first_place": [w.document() for w in wins],
            "necessary": settled.document(),
            "margin_of_victory": None if falls is None else falls.document(),
        }
        _print_json(_json(document))
    elif form is Format.CSV:
        show_tables([stable.ranking.table], form.value, [])
    else:
        without = [f"Without {sure[0]}: {w.remarks[0]}" for w in wins[1:]]
        show_tables(
            [stable.ranking.table, *([stable.swap_table] if stable.swaps else []), wins[-1].table],
            form.value,
            list(dict.fromkeys([*stable.remarks, *wins[0].remarks, *without, *settled.remarks])),
        )
    fallen = falls is not None and falls.possible and falls.distance is not None and falls.distance < margin
    return 1 if fallen else 0


@app.command()
def whatif(
    problem: Name,
    winner: Annotated[str, typer.Option("--winner", help="The alternative that is to win.")],
    over: Annotated[list[str] | None, typer.Option("--over", help="Whom it is to pass; may be repeated. Everybody, unless given.")] = None,
    change: Annotated[str | None, typer.Option("--change", help="weights or cells; both, unless given.")] = None,
    norm: Annotated[str, typer.Option("--norm", help="How changes of weights are measured: l1 (sum), l2, linf (largest).")] = "l1",
    method: MethodName = None,
    blanks: BlanksText = None,
    weights: WeightsText = None,
    as_json: Json = False,
    as_csv: Csv = False,
    as_markdown: Markdown = False,
) -> int:
    """Say what would have to change for an alternative to win: the least change of the weights, and the fewest cells.

    Exits with 1 when no change of that kind does it.
    """
    form, asked = _format(as_json, as_csv, as_markdown), _problem(problem)
    if change not in (None, "weights", "cells"):
        raise PluginError(f"{change!r} is nothing that can change.", hint="use weights or cells.")
    given: dict[str, Any] = {
        "method": method or asked.published_by or "wsm",
        "weights": _weights(weights, asked),
        "blanks": _blanks(blanks),
    }
    found: dict[str, Any] = {}
    if change != "cells":
        found["weights"] = what_if(asked, winner, over or None, "weights", norm, **given, rng=0)
    if change != "weights":
        found["cells"] = what_if(asked, winner, over or None, "cells", **given)
        if not found["cells"].possible:
            found["cells of anybody"] = what_if(asked, winner, over or None, "cells", **given, cells="any")
    results = list(found.values())
    if form is Format.JSON:
        _print_json(_json({name.replace(" ", "_"): r.document() for name, r in found.items()}))
    else:
        lines = [f"{name.capitalize()}: {remark}" for name, r in found.items() for remark in r.remarks]
        show_tables([t for r in results for t in r.tables], form.value, list(dict.fromkeys(lines)))
    return 0 if any(r.possible for r in results) else 1


@app.command()
def blanks(
    problem: Name,
    method: MethodName = None,
    weights: WeightsText = None,
    as_json: Json = False,
    as_csv: Csv = False,
    as_markdown: Markdown = False,
) -> int:
    """Say what the blank cells could change: every policy for them, the ranks over all fillings, and the blank that matters most.

    Exits with 1 when the winner depends on the blanks.
    """
    form, asked = _format(as_json, as_csv, as_markdown), _problem(problem)
    chosen, given = method or asked.published_by or "wsm", _weights(weights, asked)
    policies = blank_policies(asked, chosen, given)
    intervals = rank_intervals(asked, chosen, given)
    if form is Format.JSON:
        _print_json(_json({"policies": policies.document(), "rank_intervals": intervals.document()}))
    elif form is Format.CSV:
        show_tables([intervals.table], form.value, [])
    elif policies.blanks:
        show_tables([*policies.tables, *intervals.tables], form.value, [*policies.remarks, *intervals.remarks])
    else:
        show_tables([], form.value, policies.remarks)
    return 1 if policies.changes_winner or set(intervals.possible_winners) != set(intervals.necessary_winners) else 0


@app.command()
def smaa(
    problem: Name,
    method: MethodName = None,
    order: Annotated[list[str] | None, typer.Option("--order", help="What is known of the weights, 'A > B'; may be repeated.")] = None,
    draws: Annotated[int, typer.Option("--draws", help="How many random cases.")] = 20_000,
    seed: Annotated[int, typer.Option("--seed", help="Seed of the random numbers.")] = 0,
    blanks: Annotated[str | None, typer.Option("--blanks", help="What a blank cell means, or unknown: any number on its scale.")] = None,
    weights: Annotated[str | None, typer.Option("--weights", help="Known weights, '3,2,1' or 'published'; all, unless given.")] = None,
    as_json: Json = False,
    as_csv: Csv = False,
    as_markdown: Markdown = False,
) -> None:
    """Say how often each alternative takes each place when weights (or blanks) are random."""
    form, asked = _format(as_json, as_csv, as_markdown), _problem(problem)
    given: Any = asked.weights if weights == "published" else _weights(weights, asked)
    known = WeightSet(asked).order(*(order or [])) if given is None else given
    found = smaa_of(asked, method or asked.published_by or "wsm", known, draws, seed, blanks=_blanks(blanks))
    _show(found, form)


@app.command()
def methods(
    family: Annotated[str, typer.Option("--family", help="score, scaling, weighting or pairwise.")] = "score",
    laws: Annotated[bool, typer.Option("--laws", help="Show which laws each keeps and breaks.")] = False,
    as_json: Json = False,
    as_csv: Csv = False,
    as_markdown: Markdown = False,
) -> None:
    """List the plug-ins of a family, and what they say of themselves."""
    form = _format(as_json, as_csv, as_markdown)
    found = [plugins()[name] for name in names(family)]
    if laws:
        asked = classified(FAMILIES[family])
        rows = tuple((p.name, *("keeps" if law in p.keeps else "breaks" if law in p.breaks else "?" for law in asked)) for p in found)
        table = Table(("method", *(law.name for law in asked)), rows, "Laws: kept means not refuted by search")
        notes = [f"{law.name}: {LAWS[law.name].statement}" for law in asked]
    else:
        heads = ("name", "meaning", "cells", "better", "source")
        rows = tuple(
            (
                p.name,
                (p.__doc__ or "").strip().split("\n")[0],
                p.domain.needs,
                p.better.value if p.family.name == "score" else "",
                ", ".join(p.cite),
            )
            for p in found
        )
        table, notes = Table(heads, rows, f"{family} plug-ins"), []
    if form is Format.JSON:
        _print_json(_json(table.records()))
    else:
        show_tables([table], form.value, notes)


@app.command()
def show(
    problem: Name,
    notes: Annotated[bool, typer.Option("--notes", help="Show the notes of every alternative.")] = False,
    as_json: Json = False,
    as_csv: Csv = False,
    as_markdown: Markdown = False,
) -> None:
    """Show a problem as it was read: criteria, cells, blanks, weights, and where it comes from."""
    form, found = _format(as_json, as_csv, as_markdown), _problem(problem)
    matrix, published = found.matrix, found.published
    values = matrix.values.tolist()
    heads = ("alternative", *(("published",) if published is not None else ()), *matrix.criterion_names)
    cells = tuple(
        (name, *((float(published[name]),) if published is not None else ()), *(None if v != v else v for v in row))
        for name, row in zip(matrix.names, values, strict=True)
    )
    table = Table(heads, cells, found.title or found.name)
    if form is Format.CSV:
        show_tables([table], form.value, [])
        return
    rows = tuple(
        (
            c.name,
            Direction.of(c.direction).value,
            type(c.scale).__name__.lower(),
            ", ".join(c.scale.names) or None,
            c.scale.low,
            c.scale.high,
            c.unit or None,
            None if found.weights is None else float(found.weights[c.name]),
        )
        for c in matrix.criteria
    )
    criteria = Table(("criterion", "direction", "scale", "levels", "low", "high", "unit", "weight"), rows, "Criteria")
    remarks = [(a.name, key, text) for a in matrix.alternatives for key, text in a.notes.items() if text] if notes else []
    if form is Format.JSON:
        document = {
            "name": found.name,
            "title": found.title,
            "criteria": criteria.records(),
            "alternatives": table.records(),
            "blanks": str(found.blanks),
            "provenance": dict(found.provenance),
            "notes": [dict(zip(("alternative", "note", "text"), r, strict=True)) for r in remarks],
        }
        _print_json(_json(document))
        return
    tables = [criteria, table, *([Table(("alternative", "note", "text"), tuple(remarks), "Notes")] if remarks else [])]
    count = int(matrix.blank.sum())
    lines = [f"{count} cell{'s' if count != 1 else ''} blank; {found.blanks}"] if count else []
    show_tables(tables, form.value, lines + [f"{key}: {text}" for key, text in found.provenance.items()])


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"mcda-orch {metadata.version('mcda-orch')}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    """Multi-criteria decision analysis of a problem file, a Markdown table, or separated values."""
