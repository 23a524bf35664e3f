"""What a function does with an array, written down while it does it, to be done again with other numbers in the same place.

A function that sees one part of a matrix after the other does the same to each: it asks the same of shapes, takes the same branches, and
makes the same temporary arrays. Written down, this is a list of NumPy's functions with the arrays that they read and write, which need not
be made again. Where a part would take another branch this is told (``Otherwise``), and what cannot be written down is refused
(``Unwritten``): nothing that depends on the numbers leaves the tape unseen.
"""

from __future__ import annotations

import operator
from collections import defaultdict
from collections.abc import Callable, Iterator
from math import prod
from typing import Any, NamedTuple

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin

__all__ = ["Otherwise", "Tape", "Traced", "Unwritten", "numbers"]

OF_SHAPES = frozenset({np.full_like, np.ones_like, np.zeros_like})
"""Functions that look at the shape of an array alone."""
METHODS = frozenset(
    [
        "all",
        "any",
        "astype",
        "clip",
        "copy",
        "cumsum",
        "max",
        "mean",
        "min",
        "prod",
        "reshape",
        "std",
        "sum",
        "swapaxes",
        "transpose",
        "var",
    ]
)
"""Methods of arrays that write nothing and return an array."""

VIEWS = frozenset(
    {
        operator.getitem, np.broadcast_to, np.expand_dims, np.matrix_transpose, np.moveaxis, np.reshape, np.squeeze, np.swapaxes, np.transpose,
        np.ndarray.reshape, np.ndarray.swapaxes, np.ndarray.transpose,
    }
)  # fmt: skip
"""Functions that show numbers where they lie."""
POWERS: dict[float, np.ufunc] = {-1: np.reciprocal, 0.5: np.sqrt, 1: np.positive, 2: np.square}
"""What NumPy's operator does in place of `numpy.power`."""


class Unwritten(BaseException):  # no error: it leaves a function, whatever the function catches
    """A function did what cannot be written down."""


class Otherwise(Exception):
    """With these numbers the function does something else than what is written down."""


class Place(NamedTuple):
    """Where the numbers of an array lie: in the memory of which result, from which byte on, and how."""

    result: int
    offset: int
    shape: tuple[int, ...]
    strides: tuple[int, ...]
    dtype: np.dtype[Any]


class Call(NamedTuple):
    """A function, its arguments with places for arrays that are traced, and the result that it makes anew, if any."""

    function: Callable[..., Any]
    args: tuple[Any, ...]
    given: dict[str, Any]
    makes: Place | None = None


class Traced(NDArrayOperatorsMixin):
    """An array on a tape: what NumPy does with it is done, and written down."""

    __slots__ = ("_array", "_tape", "place")

    def __init__(self, tape: Tape, array: np.ndarray[Any, Any], place: Place) -> None:
        self._tape, self._array, self.place = tape, array, place

    shape = property(lambda self: self._array.shape)
    ndim = property(lambda self: self._array.ndim)
    dtype = property(lambda self: self._array.dtype)
    size = property(lambda self: self._array.size)
    T = property(lambda self: self._tape.called(np.transpose, (self,), {}))
    mT = property(lambda self: self._tape.called(np.matrix_transpose, (self,), {}))  # noqa: N815  # NumPy's name

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **given: Any) -> Any:
        return self._tape.computed(ufunc, method, inputs, given)

    def __array_function__(self, function: Callable[..., Any], types: Any, args: Any, given: Any) -> Any:
        return self._tape.called(function, args, given)

    def __pow__(self, power: Any) -> Any:
        """Raise to a power, as NumPy's own operator does it: the common ones in other ways than `numpy.power`."""
        plain = POWERS.get(power) if isinstance(power, (int, float)) and self.dtype.kind == "f" else None
        return np.power(self, power) if plain is None else plain(self)

    def __getitem__(self, key: Any) -> Any:
        return self._tape.called(operator.getitem, (self, key), {})

    def __getattr__(self, name: str) -> Any:
        if name in METHODS:
            return lambda *args, **given: self._tape.called(getattr(np.ndarray, name), (self, *args), given)
        if hasattr(np.ndarray, name):
            raise Unwritten(name)
        raise AttributeError(name)

    def __len__(self) -> int:
        return len(self._array)

    def __iter__(self) -> Iterator[Any]:
        return (self[k] for k in range(len(self._array)))

    def __bool__(self) -> bool:
        return self._tape.decided(self)

    def _leaves(self, *_: Any, **__: Any) -> Any:
        raise Unwritten("numbers leave the tape")

    __array__ = __float__ = __int__ = __index__ = __complex__ = __setitem__ = _leaves


class Tape:
    """Calls of NumPy's functions, in turn, with the arrays that they read and write.

    Examples
    --------
    >>> memory = np.array([1.0, 4.0])
    >>> tape = Tape(memory)
    >>> found = np.sqrt(tape.first) + 1.0
    >>> tape.keep(found)
    >>> tape.again()
    >>> numbers(found)
    array([2., 3.])
    >>> memory[:] = 9.0, 16.0
    >>> tape.again()
    >>> numbers(found)
    array([4., 5.])
    """

    def __init__(self, memory: np.ndarray[Any, Any]) -> None:
        array = memory.view()
        array.flags.writeable = False
        self._memory = array.reshape(-1).view(np.uint8)
        self._calls: list[Call] = []
        self._bound: list[tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]] = []
        self._errors: Any = {}
        self._results = 0
        self._first = array, self._place(array)
        self._constants: dict[Any, Any] = {}

    @property
    def first(self) -> Traced:
        """What lies in the memory, which changes from one time to the next, and to which only its owner writes."""
        return Traced(self, *self._first)

    def again(self) -> None:
        """Do it again, with what is in the memory now.

        Raises
        ------
        Otherwise
            Where it would not be the same.
        """
        with np.errstate(**self._errors):
            for function, args, given in self._bound:
                function(*args, **given)

    def forget(self) -> None:
        """Let go of all memory but that of what was found."""
        self._bound.clear()
        self._constants.clear()
        del self._memory, self._first

    def computed(self, ufunc: np.ufunc, method: str, inputs: tuple[Any, ...], given: dict[str, Any]) -> Traced:
        """Do what a universal function of NumPy's does, and write it down."""
        out, where = given.pop("out", None), given.get("where", True)
        if method not in ("__call__", "reduce") or ufunc.nout != 1 or (out is None and where is not True):
            raise Unwritten(f"{ufunc.__name__}.{method}")
        function: Callable[..., Any] = ufunc if method == "__call__" else getattr(ufunc, method)
        if out is None:
            target = self._made(function(*_now(inputs), **_now(given)))
            self._write(Call(function, _kept(inputs), {**_kept(given), "out": target.place}, target.place))
            return target
        (target,) = out
        if not isinstance(target, Traced):
            raise Unwritten("numbers leave for an array that is not traced")
        function(*_now(inputs), **_now(given), out=target._array)
        self._write(Call(function, _kept(inputs), {**_kept(given), "out": target.place}))
        return target

    def called(self, function: Callable[..., Any], args: Any, given: Any) -> Any:
        """Do what another function of NumPy's does, and write it down."""
        if not given.keys().isdisjoint(("out", "overwrite_input")):
            raise Unwritten(function.__name__)
        if function in OF_SHAPES and isinstance(args[0], Traced) and all(isinstance(a, (int, float)) for a in args[1:]) and not given:
            return self._constant(function, *args)
        found = function(*_now(args), **_now(given))
        if not isinstance(found, (np.ndarray, np.generic)):
            raise Unwritten(function.__name__)
        owner = next((a for a in args if isinstance(a, Traced) and np.may_share_memory(a._array, found)), None)
        if owner is not None:
            if function not in VIEWS:
                raise Unwritten(function.__name__)
            offset = owner.place.offset + _address(np.asarray(found)) - _address(owner._array)
            return Traced(self, np.asarray(found), owner.place._replace(offset=offset, shape=found.shape, strides=found.strides))
        target = self._made(found)
        self._write(Call(_into, (target.place, function, _kept(args), _kept(given)), {}, target.place))
        return target

    def _constant(self, function: Callable[..., Any], like: Traced, *value: float) -> np.ndarray[Any, Any]:
        """Return what is the same whatever the numbers are; to it nobody may write."""
        key = (function, like.place[2:], value)
        found: np.ndarray[Any, Any] | None = self._constants.get(key)
        if found is None:
            found = self._constants[key] = _still(function(like._array, *value))
        return found

    def decided(self, choice: Traced) -> bool:
        """Take a branch, which has to be the same again."""
        answer = bool(choice._array)
        self._write(Call(_alike, (choice.place, answer), {}))
        return answer

    def keep(self, *found: Any) -> None:
        """Give every result its memory, which is used again after it, unless the result is among those that are found."""
        kept = [a for a in found if isinstance(a, Traced)]
        last = {place.result: k for k, call in enumerate(self._calls) for place in _places((call.args, call.given))}
        last |= {a.place.result: len(self._calls) for a in kept}
        memory, spare = {0: self._memory}, defaultdict[int, list[np.ndarray[Any, Any]]](list)
        for k, call in enumerate(self._calls):
            ends = {place.result for place in _places((call.args, call.given)) if last[place.result] == k} - {0}
            over = None
            if call.makes is not None:
                over, size = _overwritten(call, ends), prod(call.makes.shape) * call.makes.dtype.itemsize
                again = memory[over] if over is not None else spare[size].pop() if spare[size] else np.empty(size, np.uint8)
                memory[call.makes.result] = again
            self._bound.append((call.function, _at(call.args, memory), _at(call.given, memory)))
            for result in ends - {over}:
                spare[memory[result].size].append(memory[result])
        for a in kept:
            a._array = _at(a.place, memory)
        self._calls.clear()

    def _made(self, found: Any) -> Traced:
        """Return a new result."""
        array = np.asarray(found)
        if array.base is not None or not array.flags.forc:
            array = array.copy("K")
        return Traced(self, array, self._place(array))

    def _place(self, array: np.ndarray[Any, Any]) -> Place:
        self._results += 1
        return Place(self._results - 1, 0, array.shape, array.strides, array.dtype)

    def _write(self, call: Call) -> None:
        self._errors = self._errors or np.geterr()
        if np.geterr() != self._errors:
            raise Unwritten("what an error is changes on the way")
        self._calls.append(call)


def numbers(a: Any) -> Any:
    """Return what a traced array holds now, and other arrays as they are."""
    return a._array if isinstance(a, Traced) else a


def _mapped(a: Any, of: Callable[[Any], Any]) -> Any:
    """Return arguments with what is found of those that are no containers."""
    if isinstance(a, (tuple, list)) and not isinstance(a, Place):
        return type(a)(_mapped(one, of) for one in a)
    return {key: _mapped(one, of) for key, one in a.items()} if isinstance(a, dict) else of(a)


def _now(a: Any) -> Any:
    """Return arguments as NumPy takes them."""
    return _mapped(a, numbers)


def _kept(a: Any) -> Any:
    """Return arguments with places for arrays that are traced, and copies of others that may be written to later."""
    return _mapped(a, _unchanging)


def _unchanging(a: Any) -> Any:
    if isinstance(a, Traced):
        return a.place
    return _still(a.copy("K")) if isinstance(a, np.ndarray) and a.flags.writeable else a


def _still(array: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    array.flags.writeable = False
    return array


def _at(a: Any, memory: dict[int, np.ndarray[Any, Any]]) -> Any:
    """Return arguments with arrays at their places."""
    return _mapped(a, lambda p: np.ndarray(p.shape, p.dtype, memory[p.result], p.offset, p.strides) if isinstance(p, Place) else p)


def _places(a: Any) -> list[Place]:
    """Return the places among arguments."""
    found: list[Place] = []
    _mapped(a, lambda one: found.append(one) if isinstance(one, Place) else None)
    return found


def _overwritten(call: Call, ends: set[int]) -> int | None:
    """Return which result a call can be written over: one that lies as its own does, that it reads cell by cell, and nobody after it."""
    if not isinstance(call.function, np.ufunc) or call.function.signature is not None or call.makes is None:
        return None
    places = _places((call.args, call.given))
    for place in places:
        alike = place._replace(result=call.makes.result) == call.makes and all(p == place for p in places if p.result == place.result)
        if alike and place.result in ends - {call.makes.result}:
            return place.result
    return None


def _address(array: np.ndarray[Any, Any]) -> int:
    return int(array.__array_interface__["data"][0])


def _into(target: np.ndarray[Any, Any], function: Callable[..., Any], args: tuple[Any, ...], given: dict[str, Any]) -> None:
    found = function(*args, **given)
    if found.shape != target.shape:
        raise Otherwise
    np.copyto(target, found)


def _alike(array: np.ndarray[Any, Any], answer: bool) -> None:
    if bool(array) is not answer:
        raise Otherwise
