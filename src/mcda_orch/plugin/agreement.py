"""Agreement: one number for two rankings, or for two vectors of weights; None, and the reason, where there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Concatenate

import numpy as np

from .._xp import Array, namespace
from ..core.arguments import told_decorator
from ..core.frozen import still
from ..core.outcome import Outcome
from ..core.pairs import Pairs
from ..core.preorder import Preorder
from ..errors import PluginError
from . import settings
from .compared import compared_rankings, compared_weights, several
from .declare import called, made
from .family import AGREEMENT, HIGHER, WEIGHT_AGREEMENT, Better, Domain, Family
from .kernel import Doc, P, Plugin
from .law import Law, Variant
from .undefined import Undefined

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["Agreement", "agreement", "weight_agreement"]

FIRST, SECOND = "the first", "the second"
COMPARED = {
    AGREEMENT: Domain("RANKS", "average ranks, 1 for the best", lambda x, _: ~(x >= 1), "rank what is compared first."),
    WEIGHT_AGREEMENT: Domain("WEIGHTS", "weights >= 0, not all 0", lambda x, _: ~(x >= 0), "give every criterion a weight."),
}
"""What a kernel of each family is given."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Agreement(Plugin[P]):
    """A coefficient: a similarity, of which more is more alike, or a distance (``better`` says which).

    Attributes
    ----------
    undefined : tuple of Undefined
        Where it has no value; its formula gives 0 there.
    every_two : callable, optional
        ``every_two(r, **params)`` of ranks r, shape (k, n), gives all pairs at once, shape (k, k), NaN where it has no value.
    partial : callable, optional
        ``partial(a, b, **params)`` gives it for two partial orders, as matrices of "at least as good as", shape (n, n).
    """

    undefined: tuple[Undefined, ...] = ()
    every_two: Callable[..., Array] | None = None
    partial: Callable[..., float] | None = None

    def kernel(self, r: Array, t: Array, *args: P.args, **kwargs: P.kwargs) -> Array:
        """Compare bare arrays of average ranks (or of weights), shape (..., n) each, to shape (...); NaN where it has no value."""
        params = settings.bare(self, args, kwargs)
        found = self.run(r, t, **params)
        xp = namespace(found)
        one, other = (self._bare(name, v, r) for name, v in zip(self.family.arguments, (r, t), strict=True))
        for case in self.undefined:
            found = xp.where(case.where(one, other, **self.settings(params)), xp.asarray(float("nan"), dtype=found.dtype), found)
        return found

    def __call__(self, a: Any = None, b: Any = None, *args: P.args, **kwargs: P.kwargs) -> float | None:
        """Compare two rankings, or two vectors of weights; None where it is not defined, :meth:`why` says why."""
        params = self._stated(args, kwargs)
        both = self._partial(a, b)
        if both is not None and self.partial is not None:
            return float(self.partial(*both, **self.settings(params)))
        r, t = self.read({FIRST: a, SECOND: b})[1]
        return None if self._cases(r, t, params) else float(self.run(r, t, **params))

    def why(self, a: Any = None, b: Any = None, *args: P.args, **kwargs: P.kwargs) -> str:
        """Return why two rankings have no such number, in a sentence; "" where they have one."""
        params = self._stated(args, kwargs)
        if self._partial(a, b) is not None:
            return ""
        r, t = self.read({FIRST: a, SECOND: b})[1]
        for case in self._cases(r, t, params):
            own = self.settings(params)
            who = [name for name, v in ((FIRST, r), (SECOND, t)) if case.where(v, v, **own)]
            return f"{self.name} is not defined: {case.because.format(who=who[0] if who else 'one of the two')}."
        return ""

    def pairs(self, rankings: Any, *args: P.args, **kwargs: P.kwargs) -> Pairs:
        """Compare every two of several rankings.

        Parameters
        ----------
        rankings : mapping of str to ranking, sequence of outcomes or rankings, Comparison, or array of shape (k, n)
        **kwargs
            Parameters of the coefficient.

        Returns
        -------
        Pairs
            Row against column: ``pairs["topsis", "vikor"]`` compares the first with the second.
        """
        if isinstance(rankings, np.ndarray) and rankings.ndim == 2:
            labels = tuple(map(str, range(1, len(rankings) + 1)))
            given = self._batch(rankings)
        else:
            named = several(self.name, rankings)
            labels, given = tuple(named), self.read({f"ranking {name!r}": one for name, one in named.items()})[1]
        values = self.every_pair(given, *args, **kwargs)
        return Pairs(still(values), labels, self.name, self._remarks(values))

    def evaluated(self, given: tuple[Array, ...], params: Mapping[str, Any]) -> Array:
        """Call the kernel as any other, and refuse what is not one number for every two."""
        found = Plugin.evaluated(self, given, params)
        expected = np.broadcast_shapes(*(tuple(a.shape[:-1]) for a in given))
        if tuple(found.shape) != expected:
            raise PluginError(
                f"the kernel of {self.name} returned an array of shape {tuple(found.shape)}, where two of shape "
                f"{' and '.join(str(tuple(a.shape)) for a in given)} have {'one number' if not expected else f'numbers of shape {expected}'}.",
                hint=f"{self.family.called} maps {self.family.signature}: sum over the last axis, axis=-1.",
            )
        return found

    def _stated(self, extra: tuple[Any, ...], params: dict[str, Any]) -> dict[str, Any]:
        """Return the parameters of a labelled call, checked; they go by name."""
        if extra:
            raise PluginError(
                f"{self.name} takes (a, b), and got {len(extra)} more without a name.",
                hint="parameters go by name"
                + (f": {', '.join(self.params)}." if self.params else ", and it has none.")
                + f" More than two are compared by mo.agreements.{self.name}.pairs.",
            )
        return settings.bare(self, (), params)

    def read(self, given: dict[str, Any]) -> tuple[tuple[str, ...] | None, npt.NDArray[np.float64]]:
        """Return names and numbers of what is compared, shape (k, n), brought to the same order."""
        return (compared_rankings if self.family is AGREEMENT else compared_weights)(self.name, given)

    def _batch(self, rows: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
        """Return the rows of a bare array as average ranks, or as weights."""
        from ..core.ranking import Ranking
        from ..core.weights import Weights

        names = tuple(map(str, range(1, rows.shape[1] + 1)))
        if self.family is AGREEMENT:
            return Ranking(names, rows).ranks("average").values.astype(np.float64)
        return np.asarray(Weights(rows, names).values, dtype=np.float64)

    def every_pair(self, ranks: npt.NDArray[Any], *args: P.args, **kwargs: P.kwargs) -> npt.NDArray[np.float64]:
        """Compare every two rows of average ranks (or of weights), shape (k, n), to shape (k, k); NaN where it has no value."""
        params = settings.bare(self, args, kwargs)
        given = np.asarray(ranks, dtype=np.float64)
        if not len(given):
            return np.zeros((0, 0))
        if self.every_two is not None:
            return np.asarray(self.every_two(given, **self.settings(params)))
        found = np.asarray(self.run(given[:, None, :], given[None, :, :], **params))
        for case in self.undefined:
            found[case.where(given[:, None, :], given[None, :, :], **self.settings(params))] = np.nan
        return found

    def _remarks(self, values: npt.NDArray[np.float64]) -> tuple[str, ...]:
        missing = int(np.isnan(values).sum())
        if not missing:
            return ()
        cases = " or ".join(case.name for case in self.undefined)
        return (f"{self.name} is not defined where {cases}: {missing} of {values.size} cells are blank.",)

    def _cases(self, r: Array, t: Array, params: dict[str, Any]) -> list[Undefined]:
        own = self.settings(params)
        return [case for case in self.undefined if case.where(r, t, **own)]

    def _partial(self, a: Any, b: Any) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]] | None:
        """Return two orders as matrices in the same order of names, where one of them is partial and the coefficient takes these."""
        orders = [one.ranking if isinstance(one, Outcome) else one for one in (a, b)]
        if self.partial is None or not any(isinstance(one, Preorder) and not one.complete for one in orders):
            return None
        read = [one if isinstance(one, Preorder) and not one.complete else None for one in orders]
        known = next(one for one in read if one is not None)
        flat = {name: one if one is not None else dict.fromkeys(known.labels, 1) for name, one in ((FIRST, a), (SECOND, b))}
        placed = {n: dict.fromkeys(o.labels, 1) if isinstance(o, Preorder) and not o.complete else o for n, o in flat.items()}
        names, ranks = self.read(placed)
        assert names is not None
        found = []
        for one, r in zip(read, ranks, strict=True):
            if one is None:
                found.append(r[:, None] <= r[None, :])
            else:
                at = [one.labels.index(name) for name in names]
                found.append(one.values[np.ix_(at, at)])
        return found[0], found[1]


Agreement.__doc__ = Doc(Agreement.__doc__)  # type: ignore[assignment]  # the attribute may be a descriptor


def _cases(name: str, given: Iterable[Undefined]) -> tuple[Undefined, ...]:
    found = tuple(given) if isinstance(given, Iterable) else (given,)
    for case in found:
        if not isinstance(case, Undefined):
            raise PluginError(
                f"{name} says that it is undefined in {case!r}, which is no case.",
                hint="cases are values: from mcda_orch.plugin.undefined import CONSTANT, and then undefined=[CONSTANT].",
            )
    return found


def _declared(family: Family, facts: dict[str, Any]) -> Callable[[Any], Any]:
    def declare(function: Callable[..., Array]) -> Any:
        cases = _cases(getattr(function, "__name__", repr(function)), facts["undefined"])
        return made(Agreement, family, function, **{**facts, "undefined": cases, "domain": COMPARED[family]})

    return declare


@told_decorator
def agreement(
    *without_a_call: Any,
    keeps: Iterable[Law] = (),
    breaks: Iterable[Law] = (),
    cite: str | Iterable[str] = (),
    better: Better = HIGHER,
    undefined: Iterable[Undefined] = (),
    every_two: Callable[..., Array] | None = None,
    partial: Callable[..., float] | None = None,
    variants: Iterable[Variant] = (),
    numpy_only: bool = False,
) -> Callable[[Callable[Concatenate[Array, Array, P], Array]], Agreement[P]]:
    """Make a coefficient of a kernel ``(r, t, *, parameters)`` of average ranks, which returns one number.

    Parameters
    ----------
    keeps, breaks : iterable of Law
        What is claimed: laws of ``mcda_orch.laws.agreements``. ``mcda_orch.testing.contract`` says which are missing, and on which
        side they belong.
    cite : str or iterable of str, optional
        Keys of publications.
    better : Better, optional
        ``LOWER`` for a distance.
    undefined : iterable of Undefined, optional
        Where it has no value: cases of ``mcda_orch.plugin.undefined``.
    every_two, partial
        As in :class:`Agreement`.
    variants, numpy_only
        As in :class:`Plugin`.
    """
    called("agreement", "", *without_a_call)
    return _declared(
        AGREEMENT,
        {"keeps": keeps, "breaks": breaks, "cite": cite, "better": better, "undefined": undefined, "every_two": every_two,
         "partial": partial, "variants": variants, "numpy_only": numpy_only},
    )  # fmt: skip


@told_decorator
def weight_agreement(
    *without_a_call: Any,
    keeps: Iterable[Law] = (),
    breaks: Iterable[Law] = (),
    cite: str | Iterable[str] = (),
    better: Better = HIGHER,
    undefined: Iterable[Undefined] = (),
    every_two: Callable[..., Array] | None = None,
    variants: Iterable[Variant] = (),
    numpy_only: bool = False,
) -> Callable[[Callable[Concatenate[Array, Array, P], Array]], Agreement[P]]:
    """Make a coefficient of a kernel ``(u, w, *, parameters)`` of two vectors of weights; for the parameters see :func:`agreement`."""
    called("weight_agreement", "", *without_a_call)
    return _declared(
        WEIGHT_AGREEMENT,
        {"keeps": keeps, "breaks": breaks, "cite": cite, "better": better, "undefined": undefined, "every_two": every_two,
         "variants": variants, "numpy_only": numpy_only},
    )  # fmt: skip
