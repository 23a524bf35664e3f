"""A kernel, with the facts that are declared about it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import lru_cache
from importlib import import_module
from inspect import Signature
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, Self

import numpy as np

from .._xp import Array, floating, is_numpy, library
from ..core.arguments import argument_hint
from ..core.attributes import Advised
from ..core.cells import is_masked
from ..core.display import shown
from ..core.frozen import FrozenMap, still
from ..core.labels import unpacked
from ..errors import DomainError, LabelError, McdaError, MissingError, PluginError, ShapeError
from .batch import TALL, blocked, lifted, tall
from .chunks import by_chunks, chunked
from .family import ANY, HIGHER, SCALING, Better, Domain, Family
from .forms import RatioForm
from .law import Fact, Law, Variant
from .lookup import Registered
from .parameter import Param
from .returned import failed, given_away, result
from .seen_rows import asks_all_rows
from .signature import labelled_signature, reference
from .turns import Points
from .value import checked

if TYPE_CHECKING:
    import numpy.typing as npt

    from .proof import LawTable

__all__ = ["Doc", "P", "Plugin"]

P = ParamSpec("P")


class _Own:
    """An attribute that plug-ins have and their classes have not, which keep their own signatures."""

    def __init__(self, value: Callable[[Plugin[Any]], Any]) -> None:
        self.value = value

    def __get__(self, plugin: Plugin[Any] | None, owner: type) -> Any:
        if plugin is None:
            raise AttributeError("plug-ins have this, their classes do not")
        return self.value(plugin)


def _signature(plugin: Plugin[Any]) -> Signature:
    """Return the signature of the labelled call."""
    return labelled_signature(plugin.family, {name: plugin.bound.get(name, p.default) for name, p in plugin.params.items()})


class Doc:
    """Documents a class by its own text, and a plug-in by what is said of its labelled call and of its kernel."""

    def __init__(self, text: str | None) -> None:
        self.text = text

    def __get__(self, plugin: Plugin[Any] | None, owner: type) -> str | None:
        if plugin is None:
            return self.text
        return reference(plugin.name, plugin.family, plugin.__signature__, plugin.function.__doc__ or "")


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Plugin(Advised, Registered, Generic[P]):
    """A kernel, its family, and what is declared about it.

    Attributes
    ----------
    name : str
    family : Family
    domain : Domain
        The cells that the formula can take.
    keeps, breaks : tuple of Law
        Every classified law of the family stands in one of the two.
    facts : tuple of Fact
        What is true of how the kernel is made, from which laws follow (``mcda_orch.plugin.proof``).
    cite : tuple of str
        Keys of the defining publications in ``references.bib``.
    params : mapping of str to Param
    variants : tuple of Variant
        Parameters under which other laws hold.
    numpy_only : bool
        Whether the kernel needs NumPy arrays.
    rowwise : bool
        Whether a row's result depends on the other rows only through what the kernel asks in ``mcda_orch._statistics``, so that a tall
        matrix can be seen in parts.
    lift, per_matrix : bool
        Whether the kernel takes one problem at a time (a linear program, say), or one matrix with any number of weight vectors.
    opinion : str
        Name of the class of methods that order all alternatives alike, such as ``"min-max additive"``, or "".
    better : Better
        Which way the kernel's number is better.
    linear_form : callable, optional
        ``linear_form(x, s, **params)`` has shape (..., n, m), and its product with the weights orders the
        alternatives as the kernel's number does.
    ratio_form : callable, optional
        ``ratio_form(x, s, **params)`` gives the :class:`RatioForm` whose ratio orders the alternatives as the kernel's
        number does, or None where these parameters have no such form.
    columnwise : bool
        Whether the differences between the rows of the linear form on a criterion depend on its column of the data alone, so
        that what a newcomer does to a lead adds up criterion by criterion.
    turns : callable, optional
        ``turns(x, s, **params)`` gives the points, shape (k, m), between which the differences between rows (of the scaling, or
        of the linear form) are monotone in the cells of a newcomer; see ``mcda_orch.plugin.turns``.
    sees : str
        For a scaling: what it needs to know of a column besides the cell itself, unless bounds or points are
        stated: ``"nothing"``, ``"extremes"``, ``"sum"``, ``"norm"`` (the sum of squares), ``"moments"`` (mean and
        variance) or ``"order"`` (how the cells compare). For a weighting: ``"cells"``, or ``"nothing"`` where it needs none.
    limits : callable, optional
        For a scaling whose domain depends on its parameters: ``limits(params)`` gives pairs of a name and a
        :class:`Domain` that all cells must lie in.
    bound : mapping
        Parameters set by :meth:`with_`.
    """

    name: str
    family: Family
    function: Callable[..., Array]
    domain: Domain = ANY
    keeps: tuple[Law, ...] = ()
    breaks: tuple[Law, ...] = ()
    facts: tuple[Fact, ...] = ()
    cite: tuple[str, ...] = ()
    params: Mapping[str, Param] = field(default_factory=FrozenMap)
    variants: tuple[Variant, ...] = ()
    numpy_only: bool = False
    rowwise: bool = False
    lift: bool = False
    per_matrix: bool = False
    opinion: str = ""
    better: Better = HIGHER
    linear_form: Callable[..., Array] | None = None
    ratio_form: Callable[..., RatioForm | None] | None = None
    columnwise: bool = True
    turns: Callable[..., Points] | None = None
    sees: str = "nothing"
    limits: Callable[[Mapping[str, Any]], tuple[tuple[str, Domain], ...]] | None = None
    bound: Mapping[str, Any] = field(default_factory=FrozenMap)

    @property
    def __name__(self) -> str:
        return self.name

    __signature__ = _Own(_signature)
    __wrapped__ = _Own(lambda plugin: plugin.function)

    @property
    def summary(self) -> str:
        """What it is, in a sentence."""
        return (self.function.__doc__ or "").strip().partition("\n")[0]

    def with_(self, **params: Any) -> Self:
        """Return the plug-in with these parameters set."""
        self.known(params)
        return self.bind({name: checked(self.name, self.params[name], value) for name, value in params.items()})

    def bind(self, params: Mapping[str, Any]) -> Self:
        """Return the plug-in with these parameters, which are checked already, set."""
        return replace(self, bound=FrozenMap({**self.bound, **params}))

    def unbound(self) -> Self:
        """Return the plug-in with no parameters set."""
        return replace(self, bound=FrozenMap()) if self.bound else self

    def settings(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """Return every parameter: the given ones, else the bound ones, else the defaults."""
        self.known(params)
        return {name: params.get(name, self.bound.get(name, p.default)) for name, p in self.params.items()}

    def claims(self, params: Mapping[str, Any]) -> tuple[tuple[Law, ...], tuple[Law, ...]] | None:
        """Return the laws kept and broken with these parameters, or None where nothing is declared for them."""
        declared, variant = self.variant(params)
        return None if not declared else (self.keeps, self.breaks) if variant is None else _claims_of_variants(self)[id(variant)]

    def opinion_with(self, params: Mapping[str, Any]) -> str:
        """Return the class of methods that order alike with these parameters, or "" where none is declared."""
        declared, variant = self.variant(params)
        return "" if not declared else self.opinion if variant is None else variant.opinion

    def variant(self, params: Mapping[str, Any]) -> tuple[bool, Variant | None]:
        """Tell whether anything is declared for these parameters, and as which variant; None for the defaults."""
        settings = {**self.bound, **params}
        given = self._facts(settings)
        alike = (v for v, facts in _facts_of_variants(self) if facts == given)
        found = next((v for v in alike if v.where is None or v.where(settings)), None)
        return not given or found is not None, found

    def _facts(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """Return what differs from the defaults; of numbers for each criterion only that they are all there."""
        found: dict[str, Any] = {}
        for name, value in params.items():
            param = self.params[name]
            if value is None or (param.role is None and value is param.default):
                continue
            if isinstance(value, Plugin):
                if not (isinstance(param.default, Plugin) and value.name == param.default.name and not value._facts(value.bound)):
                    found[name] = (value.name, value._facts(value.bound))
            elif param.role is not None:
                if not _alike(value, param.default) and not np.isnan(np.asarray(value, dtype=np.float64)).any():
                    found[name] = "given"
            elif not _alike(value, param.default):
                found[name] = value if not hasattr(value, "tolist") else value.tolist()
        return found

    def claims_of(self, variant: Variant) -> tuple[tuple[Law, ...], tuple[Law, ...]]:
        """Return the laws that a variant keeps and breaks."""
        keeps = tuple(law for law in self.keeps if law not in variant.breaks) + variant.keeps
        breaks = tuple(law for law in self.breaks if law not in variant.keeps) + variant.breaks
        return keeps, breaks

    @property
    def laws(self) -> LawTable:
        """How it stands to its laws: which are proved, kept and broken, by default and as each of its variants."""
        from .proof import LawTable

        return LawTable.of(self)

    def _repr_html_(self) -> str:
        import html

        said = f"<p>{html.escape(f'{self!r}: {self.summary}')}</p>"
        return said if self.bound and not self.variant({})[0] else f"{said}\n{self.laws._repr_html_()}"

    def facts_of(self, variant: Variant | None) -> tuple[Fact, ...]:
        """Return the facts that are declared of a variant, or of the defaults."""
        if variant is None:
            return self.facts
        return tuple(fact for fact in self.facts if fact not in variant.lacks) + variant.facts

    def domains(self, settings: Mapping[str, Any]) -> tuple[tuple[str, Domain], ...]:
        """Return its domains under all these parameters, each with the name of whose it is."""
        if self.limits is not None:
            return self.limits(settings)
        lifted = bool(self.domain.unless) and settings[self.domain.unless] is not None
        return () if lifted else ((self.name, self.domain),)

    def restrictions(self, settings: Mapping[str, Any]) -> list[tuple[str, Domain]]:
        """Return the domains that the cells must lie in: its own, and those of the scalings among its parameters."""
        scalings = [(k, v) for k, v in settings.items() if getattr(v, "family", None) is SCALING]
        theirs = [(f"{who} (the {k} of {self.name})", domain) for k, v in scalings for who, domain in v.domains(v.settings({}))]
        return [*self.domains(settings), *theirs]

    def turning(self, x: npt.NDArray[np.float64], s: npt.NDArray[np.float64], **params: Any) -> Points:
        """Return where differences turn around as a newcomer moves (``mcda_orch.plugin.turns``), or None where that is not known."""
        return None if self.turns is None else self.turns(x, s, **self.settings(params))

    def known(self, params: Mapping[str, Any]) -> None:
        """Refuse names that are no parameters."""
        for name in params:
            if name not in self.params:
                raise PluginError(f"{self.name} has no parameter {name!r}.", hint=argument_hint(name, self.params))

    def _bare(self, name: str, given: Any, like: Any) -> Array:
        """Return an argument of the kernel as a floating array; refuse names, which would be taken by position."""
        if not isinstance(given, np.ndarray):
            labels, given = unpacked(given)
            if labels is not None:
                raise LabelError(
                    f"{name} of the kernel of {self.name} has names, and a kernel knows none.",
                    hint=f"call {self.name} itself on labelled values, or pass numbers in the order of the columns.",
                )
        try:
            return floating(given, like=like if hasattr(like, "dtype") and not hasattr(like, "index") else None)
        except (TypeError, ValueError):
            raise DomainError(
                f"{name} of the kernel of {self.name} is {shown(given)}, which is no array of numbers.", hint="pass an array of numbers."
            ) from None

    def run(self, *arrays: Array, **params: Any) -> Array:
        """Call the kernel on bare arrays with checked parameters, in blocks where a batch is large."""
        if params or self.bound:
            self.known(params)
            params = {**self.bound, **params}
        if _ready(arrays):
            return self.evaluated(arrays, params)
        for name, array in zip(self.family.arguments, arrays, strict=False):
            if is_masked(array) and np.ma.is_masked(array):
                raise MissingError(
                    f"{name} of the kernel of {self.name} has masked entries, and a kernel knows no blanks.",
                    hint="call it on labelled values, with blanks=...",
                )
        if chunked(*arrays):
            return by_chunks(self, tuple(self._bare(name, a, None) for name, a in zip(self.family.arguments, arrays, strict=False)), params)
        given = tuple([self._bare(name, a, arrays[0]) for name, a in zip(self.family.arguments, arrays, strict=False)])
        return self.evaluated(given, params)

    def evaluated(self, given: tuple[Array, ...], params: Mapping[str, Any]) -> Array:
        """Call the kernel on floating arrays with checked parameters, the bound ones among them, in blocks where a batch is large."""
        if params:
            params = {name: self._along(name, value, given[0]) for name, value in params.items()}
        if (self.numpy_only or self.lift) and not is_numpy(*given):
            kinds = " and ".join(dict.fromkeys(library(a) for a in given if not is_numpy(a)))
            raise PluginError(
                f"the kernel of {self.name} computes with NumPy alone, and was given arrays of {kinds}.",
                hint="pass numpy.asarray(...) of them (outside jit); mcda_orch.get(name).numpy_only tells which kernels need it.",
            )
        given = tuple([_untouchable(a) for a in given])
        try:
            if self.lift or self.per_matrix:
                roles = (k for k, p in self.params.items() if p.role is not None)
                found = lifted(self.function, self.family, given, params, roles, "w" if self.per_matrix else "")
            else:
                by_rows = self.rowwise and tall(given[0]) and self.by_rows(params)
                found = blocked(self.function, self.family, given, params, by_rows, self.asks(given[0], params))
        except McdaError:
            raise
        except Exception as error:
            raise failed(self, error, given) from error
        result(self, given[0], found)
        return given_away(found)

    def asks(self, x: Array, params: Mapping[str, Any]) -> bool:
        """Tell whether the kernel may ask something of all rows at once; few rows are not worth the question."""
        return not self.rowwise or bool(params) or x.shape[-2] < TALL or asks_all_rows(self)

    def by_rows(self, params: Mapping[str, Any]) -> bool:
        """Tell whether a matrix can be seen in parts under these parameters: the kernel is rowwise, and so are the scalings given to it."""
        given = [part for value in self.settings(params).values() for part in (value if isinstance(value, tuple) else (value,))]
        return self.rowwise and all(part.by_rows({}) for part in given if isinstance(part, Plugin))

    def _along(self, name: str, value: Any, x: Array) -> Any:
        """Return a parameter as the kernel takes it: numbers for each criterion as an array like the matrix."""
        if value is None or isinstance(value, (float, int, str)) or self.params[name].role is None:
            return value
        found = floating(value, like=x)
        m, size = x.shape[-1], found.shape[-1:]
        batch = len(found.shape) > 1 and size == (1,)  # of single numbers, one for all criteria
        if size not in ((), (m,)) and not batch:
            raise ShapeError(
                f"{name} of {self.name} holds {size[0]} number{'s' * (size[0] != 1)} for {m} criteria.",
                hint="give every criterion one, or one number for all.",
            )
        return found

    def __reduce_ex__(self, protocol: Any) -> Any:
        """Pickle by module and name, as functions are, with the bound parameters; one that has no such name goes by its parts."""
        module = self.function.__module__
        named = getattr(sys.modules.get(module), self.name, None)
        if type(named) is type(self) and all(getattr(named, f.name) is getattr(self, f.name) for f in fields(self) if f.name != "bound"):
            return _named, (module, self.name, self.bound)
        return object.__reduce_ex__(self, protocol)

    def __repr__(self) -> str:
        bound = ", ".join(f"{k}={v!r}" for k, v in self.bound.items())
        return f"{self.name}({bound})" if bound else self.name


@lru_cache(maxsize=512)
def _facts_of_variants(plugin: Plugin[Any]) -> list[tuple[Variant, dict[str, Any]]]:
    """Return the variants with what differs in them from the defaults."""
    return [(v, plugin._facts(v.params)) for v in plugin.variants]


@lru_cache(maxsize=512)
def _claims_of_variants(plugin: Plugin[Any]) -> dict[int, tuple[tuple[Law, ...], tuple[Law, ...]]]:
    """Return what each variant, by its identity, keeps and breaks."""
    return {id(v): plugin.claims_of(v) for v in plugin.variants}


def _ready(arrays: tuple[Array, ...]) -> bool:
    """Tell whether arrays are plain ones of NumPy that hold floating numbers, of which nothing has to be made."""
    for a in arrays:  # noqa: SIM110  # asked at every call, where a generator takes longer
        if type(a) is not np.ndarray or a.dtype.kind != "f":
            return False
    return True


def _untouchable(array: Array) -> Array:
    """Return a view that cannot be written to, of NumPy's arrays; a kernel that writes to its input would change the caller's."""
    if not isinstance(array, np.ndarray) or not array.flags.writeable:
        return array
    return still(array.view())


def _named(module: str, name: str, bound: Mapping[str, Any]) -> Plugin[Any]:
    """Return the plug-in that a module has under a name, with these parameters set."""
    found: Plugin[Any] = getattr(import_module(module), name)
    return found if bound == found.bound else replace(found, bound=FrozenMap(bound))


def _alike(a: Any, b: Any) -> bool:
    """Tell whether two parameter values are equal, arrays included."""
    return bool(np.array_equal(a, b)) if hasattr(a, "shape") or hasattr(b, "shape") else bool(a == b)
