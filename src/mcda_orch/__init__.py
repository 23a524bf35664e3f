"""Multi-criteria decision analysis: methods as pure array functions, tested against the laws they claim.

Names are imported when they are first asked for, so that ``import mcda_orch`` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from sys import _getframe
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from . import adapters, agreements, rules, scalings, scores, weightings
    from .comparison.agreement_test import AgreementTest, agreement_test
    from .comparison.compare import compare
    from .comparison.comparison import Comparison
    from .core.blanks import Blanks
    from .core.capacity import Capacity
    from .core.consensus import Consensus
    from .core.criteria import Alternative, Criterion, Direction, Interval, Ordinal, Ratio, Scale
    from .core.matrix import DecisionMatrix
    from .core.outcome import Outcome
    from .core.preorder import Preorder, Relation
    from .core.problem import Problem
    from .core.ranking import Ranking
    from .core.weights import Weights
    from .errors import (
        DomainError,
        LabelError,
        McdaError,
        MeaningWarning,
        MissingError,
        PluginError,
        ReadError,
        ShapeError,
    )
    from .groups.concordance import Concordance, intraclass, kendall_w, krippendorff_alpha
    from .groups.disputes import Disputes
    from .groups.group import Group
    from .groups.group_ranking import GroupRanking
    from .groups.joint_judgements import joint_judgements
    from .handover.frame import from_frame
    from .handover.optuna_study import from_optuna
    from .handover.pick import Pick, pick
    from .handover.pymoo_front import from_pymoo
    from .inverse.audit.audit import Audit, audit
    from .inverse.audit.recover_weights import RecoveredWeights, recover_weights
    from .inverse.values.max_margin import MaxMargin, max_margin
    from .inverse.values.uta import LearntValues, uta, utastar
    from .inverse.values.uta_gms import RobustValues, uta_gms
    from .io.documents.outcome_file import read_outcome
    from .io.read import load, read
    from .io.write import write
    from .large.top import Top, top
    from .methods.scores.comet import CometModule, judgement_matrix, triads
    from .peers.cross_check import CrossCheck, cross_check
    from .plugin.registry import get, independent_methods, names
    from .reporting.brief import Brief, brief
    from .robust.cells.blank_policies import BlankPolicies, blank_policies
    from .robust.cells.cell_change import CellChange
    from .robust.cells.rank_intervals import RankIntervals, rank_intervals
    from .robust.dialogue.next_question import NextQuestion, next_question
    from .robust.frequency.draws_needed import draws_needed
    from .robust.frequency.ror_smaa import RorSmaa, ror_smaa
    from .robust.frequency.smaa import Smaa, smaa
    from .robust.margin_of_victory import margin_of_victory
    from .robust.newcomers.rank_reversal import ReversalReport, rank_reversal
    from .robust.weights.first_place import FirstPlace, first_place
    from .robust.weights.preference import Preference, necessary, possible
    from .robust.weights.rank_ranges import RankRanges, rank_ranges
    from .robust.weights.stability import Stability, stability
    from .robust.weights.weight_change import WeightChange
    from .robust.weights.weight_triangle import WeightTriangle, weight_triangle
    from .robust.what_if import what_if
    from .sampling.weight_set import WeightSet
    from .scores import *
    from .weighting.hierarchy import Hierarchy
    from .weighting.judgements import Judgements

__version__: str

__all__ = [
    "AgreementTest",
    "Alternative",
    "Audit",
    "BlankPolicies",
    "Blanks",
    "Brief",
    "Capacity",
    "CellChange",
    "CometModule",
    "Comparison",
    "Concordance",
    "Consensus",
    "Criterion",
    "CrossCheck",
    "DecisionMatrix",
    "Direction",
    "Disputes",
    "DomainError",
    "FirstPlace",
    "Group",
    "GroupRanking",
    "Hierarchy",
    "Interval",
    "Judgements",
    "LabelError",
    "LearntValues",
    "MaxMargin",
    "McdaError",
    "MeaningWarning",
    "MissingError",
    "NextQuestion",
    "Ordinal",
    "Outcome",
    "Pick",
    "PluginError",
    "Preference",
    "Preorder",
    "Problem",
    "RankIntervals",
    "RankRanges",
    "Ranking",
    "Ratio",
    "ReadError",
    "RecoveredWeights",
    "Relation",
    "ReversalReport",
    "RobustValues",
    "RorSmaa",
    "Scale",
    "ShapeError",
    "Smaa",
    "Stability",
    "Top",
    "WeightChange",
    "WeightSet",
    "WeightTriangle",
    "Weights",
    "adapters",
    "agreement_test",
    "agreements",
    "audit",
    "blank_policies",
    "brief",
    "compare",
    "cross_check",
    "draws_needed",
    "first_place",
    "from_frame",
    "from_optuna",
    "from_pymoo",
    "get",
    "independent_methods",
    "intraclass",
    "joint_judgements",
    "judgement_matrix",
    "kendall_w",
    "krippendorff_alpha",
    "load",
    "margin_of_victory",
    "max_margin",
    "names",
    "necessary",
    "next_question",
    "pick",
    "possible",
    "rank_intervals",
    "rank_ranges",
    "rank_reversal",
    "read",
    "read_outcome",
    "recover_weights",
    "ror_smaa",
    "rules",
    "scalings",
    "scores",
    "smaa",
    "stability",
    "top",
    "triads",
    "uta",
    "uta_gms",
    "utastar",
    "weight_triangle",
    "weightings",
    "what_if",
    "write",
]

_HOMES = {
    "comparison.agreement_test": (
        "AgreementTest",
        "agreement_test",
    ),
    "comparison.compare": ("compare",),
    "comparison.comparison": ("Comparison",),
    "core.blanks": ("Blanks",),
    "core.capacity": ("Capacity",),
    "core.consensus": ("Consensus",),
    "core.criteria": (
        "Alternative",
        "Criterion",
        "Direction",
        "Interval",
        "Ordinal",
        "Ratio",
        "Scale",
    ),
    "core.matrix": ("DecisionMatrix",),
    "core.outcome": ("Outcome",),
    "core.preorder": (
        "Preorder",
        "Relation",
    ),
    "core.problem": ("Problem",),
    "core.ranking": ("Ranking",),
    "core.weights": ("Weights",),
    "errors": (
        "DomainError",
        "LabelError",
        "McdaError",
        "MeaningWarning",
        "MissingError",
        "PluginError",
        "ReadError",
        "ShapeError",
    ),
    "groups.concordance": (
        "Concordance",
        "intraclass",
        "kendall_w",
        "krippendorff_alpha",
    ),
    "groups.disputes": ("Disputes",),
    "groups.group": ("Group",),
    "groups.group_ranking": ("GroupRanking",),
    "groups.joint_judgements": ("joint_judgements",),
    "handover.frame": ("from_frame",),
    "handover.optuna_study": ("from_optuna",),
    "handover.pick": (
        "Pick",
        "pick",
    ),
    "handover.pymoo_front": ("from_pymoo",),
    "inverse.audit.audit": (
        "Audit",
        "audit",
    ),
    "inverse.values.max_margin": (
        "MaxMargin",
        "max_margin",
    ),
    "inverse.values.uta": (
        "LearntValues",
        "uta",
        "utastar",
    ),
    "inverse.values.uta_gms": (
        "RobustValues",
        "uta_gms",
    ),
    "inverse.audit.recover_weights": (
        "RecoveredWeights",
        "recover_weights",
    ),
    "io.documents.outcome_file": ("read_outcome",),
    "io.read": (
        "load",
        "read",
    ),
    "io.write": ("write",),
    "large.top": (
        "Top",
        "top",
    ),
    "methods.scores.comet": (
        "CometModule",
        "judgement_matrix",
        "triads",
    ),
    "peers.cross_check": (
        "CrossCheck",
        "cross_check",
    ),
    "plugin.registry": (
        "get",
        "independent_methods",
        "names",
    ),
    "reporting.brief": (
        "Brief",
        "brief",
    ),
    "robust.cells.blank_policies": (
        "BlankPolicies",
        "blank_policies",
    ),
    "robust.cells.cell_change": ("CellChange",),
    "robust.dialogue.next_question": (
        "NextQuestion",
        "next_question",
    ),
    "robust.weights.first_place": (
        "FirstPlace",
        "first_place",
    ),
    "robust.weights.preference": (
        "Preference",
        "necessary",
        "possible",
    ),
    "robust.cells.rank_intervals": (
        "RankIntervals",
        "rank_intervals",
    ),
    "robust.weights.rank_ranges": (
        "RankRanges",
        "rank_ranges",
    ),
    "robust.frequency.draws_needed": ("draws_needed",),
    "robust.frequency.smaa": (
        "Smaa",
        "smaa",
    ),
    "robust.newcomers.rank_reversal": (
        "ReversalReport",
        "rank_reversal",
    ),
    "robust.weights.stability": (
        "Stability",
        "stability",
    ),
    "robust.frequency.ror_smaa": (
        "RorSmaa",
        "ror_smaa",
    ),
    "robust.weights.weight_change": ("WeightChange",),
    "robust.weights.weight_triangle": (
        "WeightTriangle",
        "weight_triangle",
    ),
    "robust.margin_of_victory": ("margin_of_victory",),
    "robust.what_if": ("what_if",),
    "sampling.weight_set": ("WeightSet",),
    "weighting.hierarchy": ("Hierarchy",),
    "weighting.judgements": ("Judgements",),
}
_HOME = {name: module for module, found in _HOMES.items() for name in found}


def __getattr__(name: str) -> Any:
    """Import a public name; methods, those of other packages too, are reached the same way, as ``mo.<name>``."""
    if name in _HOME:
        value = getattr(import_module(f".{_HOME[name]}", __name__), name)
    elif name == "__version__":
        from importlib.metadata import version

        value = version("mcda-orch")
    elif name in ("adapters", "agreements", "rules", "scalings", "scores", "weightings"):
        value = import_module(f".{name}", __name__)
    else:
        from .plugin.lookup import method_named

        value = None if name.startswith("_") else method_named(name)
        if value is None:
            said = f"module 'mcda_orch' has no attribute {name!r}{_advice(name)}"
            if _getframe(1).f_globals.get("__name__") == "importlib._bootstrap" and find_spec(f"{__name__}.{name}") is None:
                raise ImportError(said, name=name)  # "from mcda_orch import name" does not tell what an AttributeError says
            raise AttributeError(said, name=None, obj=None)  # the interpreter adds no guess of its own, by letters alone
    globals()[name] = value
    return value


def _advice(name: str) -> str:
    """Return what a wrong guess leads to, as the end of a sentence."""
    from .errors import key
    from .plugin.lookup import home
    from .plugin.registry import names, plugins
    from .plugin.synonyms import OWN, answer, hint

    if name.startswith("_"):
        return ""
    if answer(name) is None and find_spec(f"{__name__}.{name}") is not None:
        return f": it is a module of its own, import {__name__}.{name}"
    for found in plugins().values():
        if key(found.name) == key(name):
            return f": use {home(found.family.name)}.{found.name}"
    return ": " + hint(name, [*__all__, *names("score")], f"mo.names('score') lists the methods; {OWN}.")


def __dir__() -> list[str]:
    from . import scores

    return [*__all__, *scores.__all__]
