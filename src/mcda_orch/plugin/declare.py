"""What an author declares about a kernel, checked once, where it is declared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from .._xp import Array
from ..core.frozen import FrozenMap
from ..errors import McdaError, PluginError, did_you_mean
from .family import FAMILIES, SCALING, WEIGHTING, Better, Domain, Family
from .law import Fact, Law, Variant
from .lookup import own
from .parameter import Needs, Param, parameters
from .signature import labelled_signature
from .value import checked

__all__ = ["called", "declared", "made"]

SEES = {SCALING: ("nothing", "extremes", "sum", "norm", "moments", "order"), WEIGHTING: ("cells", "nothing")}
"""What a plug-in of a family may need to know of a column."""
KINDS: dict[str, tuple[Callable[[Any], bool], str]] = {
    "better": (lambda given: isinstance(given, Better), "from mcda_orch.plugin.family import LOWER, and then better=LOWER."),
    "domain": (
        lambda given: isinstance(given, Domain),
        "domains are values: from mcda_orch.plugin.family import POSITIVE, and then domain=POSITIVE; others are NONNEGATIVE and POSITIVE_COSTS.",
    ),
    **dict.fromkeys(
        ("linear_form", "ratio_form", "turns", "limits"),
        (lambda given: given is None or callable(given), "give a function, or leave it out."),
    ),
    **dict.fromkeys(
        ("columnwise", "numpy_only", "rowwise", "lift", "per_matrix"), (lambda given: isinstance(given, bool), "say True or False.")
    ),
    "opinion": (lambda given: isinstance(given, str), "give the name that methods share which order alike."),
}
"""What the rest of a declaration must be, and the way out; whatever is not looked at would silently do nothing."""


def called(decorator: str, first: str, *given: Any) -> None:
    """Refuse a decorator that is written without its parentheses."""
    if given and callable(given[0]):
        raise PluginError(
            f"@{decorator} stands without its parentheses.",
            hint=f"write @{decorator}({first}) for a draft, and keeps=[...] and breaks=[...] there once they are known.",
        )


def made(kind: Callable[..., Any], family: Family, function: Callable[..., Array], **facts: Any) -> Any:
    """Return the plug-in of a kernel, of what is declared about it."""
    return kind(family=family, function=function, **declared(family, function, facts))


def declared(family: Any, function: Callable[..., Array], facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts about a kernel in the form in which a plug-in holds them, or refuse them.

    Parameters
    ----------
    family : Family
    function : callable
        The kernel.
    facts : mapping
        What the decorator was given.
    """
    name = getattr(function, "__name__", repr(function))
    if not isinstance(family, Family):
        raise PluginError(
            f"{name} is declared with the family {family!r}.",
            hint=f"families are values: from mcda_orch.plugin.family import {', '.join(map(repr, FAMILIES.values()))}.",
        )
    if not name.isidentifier() or name.startswith("_"):
        raise PluginError(f"a kernel called {name!r} gives its plug-in no name.", hint="define it with def, under the name of the plug-in.")
    keeps, breaks = (_laws(name, family, side, facts[side]) for side in ("keeps", "breaks"))
    both = [law.name for law in keeps if law in breaks]
    if both:
        raise PluginError(f"{name} says that it keeps and breaks {', '.join(both)}.", hint="a law is kept or broken.")
    stated = _facts(name, family, facts.get("facts", ()))
    for key, (fits, hint) in KINDS.items():
        if key in facts and not fits(facts[key]):
            raise PluginError(f"{key} of {name} is {facts[key]!r}.", hint=hint)
    words = SEES.get(family)
    if words is not None and facts["sees"] not in words:
        raise PluginError(
            f"{name} says that it sees {facts['sees']!r} of a column."
            if facts["sees"]
            else f"{name} does not say what it sees of a column.",
            hint=f"say sees={', '.join(map(repr, words[:-1]))} or {words[-1]!r}.",
        )
    params = _parameters(name, family, function)
    return {
        **facts,
        "name": name,
        "keeps": keeps,
        "breaks": breaks,
        "facts": stated,
        "cite": _keys(name, facts["cite"]),
        "params": FrozenMap(params),
        "variants": _variants(name, facts.get("variants", ()), params),
    }


def _laws(name: str, family: Family, side: str, given: Any) -> tuple[Law, ...]:
    """Return the laws that stand on one side of a declaration."""
    if isinstance(given, (Law, str)) or not isinstance(given, Iterable):
        raise PluginError(f"{side} of {name} is {given!r}, which is no list of laws.", hint=f"write {side}=[law.dominance, ...].")
    laws = tuple(given)
    for law in laws:
        if not isinstance(law, Law):
            raise PluginError(
                f"{name} {side} {law!r}, which is no law.",
                hint="laws are values: from mcda_orch.laws import scores as law, and then law.dominance.",
            )
        if family not in law.families:
            raise PluginError(f"{law.name} is no law of the {family.name} family, but {name} declares it.")
        if law.universal:
            raise PluginError(f"{name} declares {law.name}, which every plug-in keeps.", hint="leave it out.")
        if laws.count(law) > 1:
            raise PluginError(f"{name} {side} {law.name} twice.", hint="name a law once.")
    return laws


def _facts(name: str, family: Family, given: Any) -> tuple[Fact, ...]:
    """Return the facts of a declaration."""
    facts = tuple(given) if isinstance(given, Iterable) and not isinstance(given, str) else (given,)
    for fact in facts:
        if not isinstance(fact, Fact):
            raise PluginError(
                f"{name} states {fact!r} as a fact, which is none.",
                hint="facts are values: from mcda_orch.laws import facts as fact, and then facts=[fact.rises, ...].",
            )
        if family not in fact.families:
            raise PluginError(f"{fact.name} is no fact about the {family.name} family, but {name} states it.")
    return facts


def _variants(name: str, given: Any, params: Mapping[str, Param]) -> tuple[Variant, ...]:
    """Return the variants of a declaration, whose parameters the kernel must have."""
    variants = tuple(given) if isinstance(given, Iterable) and not isinstance(given, str) else (given,)
    for variant in variants:
        if not isinstance(variant, Variant):
            raise PluginError(
                f"{name} has the variant {variant!r}, which is none.",
                hint='write variants=[Variant("cubic", {"p": 3.0}, keeps=[...], breaks=[...])], with Variant of mcda_orch.plugin.law.',
            )
        for key, value in variant.params.items():
            if key not in params:
                raise PluginError(
                    f"variant {variant.name!r} of {name} sets {key!r}, which is no parameter.", hint=did_you_mean(key, params)
                )
            try:
                checked(name, params[key], value)
            except McdaError as error:
                raise PluginError(f"in variant {variant.name!r}, {error.message}") from None
    return variants


def _keys(name: str, given: Any) -> tuple[str, ...]:
    """Return the keys of what a plug-in cites."""
    keys = () if given is None else (given,) if isinstance(given, str) else tuple(given) if isinstance(given, Iterable) else (given,)
    for key in keys:
        if not isinstance(key, str):
            raise PluginError(f"{name} cites {key!r}, which is no key of a publication.", hint='write cite="author2026", or leave it out.')
    return tuple(key for key in keys if key)


def _parameters(name: str, family: Family, function: Callable[..., Array]) -> dict[str, Param]:
    """Return the parameters of a kernel; each must have a name of its own and a default that it may have."""
    found = parameters(function, family)
    for key, param in found.items():
        if key in labelled_signature(family, {}).parameters:
            raise PluginError(
                f"a parameter of {name} is called {key!r}, as an argument of its labelled call is.", hint="call it otherwise."
            )
        default = _default(name, param)
        if default is not param.default:  # a call on bare arrays leaves defaults to the kernel
            function.__kwdefaults__ = {**(function.__kwdefaults__ or {}), key: default}
            found[key] = replace(param, default=default)
        for need in param.effect:
            words = found[need.other].words if isinstance(need, Needs) else ()
            wrong = next((value for value in need.values if value not in words), None) if isinstance(need, Needs) and words else None
            if wrong is not None:
                raise PluginError(
                    f"{key!r} of {name} has an effect where {need.other} is {wrong!r}, which it cannot be.",  # type: ignore[union-attr]
                    hint=did_you_mean(str(wrong), map(str, words)),
                )
    return found


def _default(name: str, param: Param) -> Any:
    """Return the default of a parameter: a name of a scaling is the scaling."""
    default = param.default
    if default is None:
        return None
    if isinstance(default, str) and "scaling" in param.kinds and default not in param.words:
        found = own(default)
        if found is None or found.family is not SCALING:  # those of others are not loaded while plug-ins are
            raise PluginError(
                f"the default of {param.name!r} of {name} is {default!r}, which is no scaling of the library.",
                hint="give the scaling itself.",
            )
        return found
    try:
        checked(name, param, default)
    except McdaError as error:
        raise PluginError(f"the default of {error.message}") from None
    return default
