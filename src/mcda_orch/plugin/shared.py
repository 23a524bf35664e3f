"""What a kernel and its linear form both compute of the cells is computed once."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar, Token
from functools import wraps
from types import TracebackType
from typing import Any, ParamSpec, TypeAlias, TypeVar, cast

import numpy as np

__all__ = ["Known", "shared", "sharing"]

P = ParamSpec("P")
T = TypeVar("T")


Known: TypeAlias = dict[tuple[Any, ...], tuple[Any, ...]]
"""What functions gave, by function and arguments."""

_known: ContextVar[Known | None] = ContextVar("known", default=None)


class sharing:  # noqa: N801  # a context, as numpy.errstate
    """Let functions that are shared work once for the same arrays and parameters, until the context ends.

    Parameters
    ----------
    known : dict, optional
        What they gave before; what they give is added. Without one nothing is shared.
    """

    __slots__ = ("_known", "_outer")
    _outer: Token[Known | None]

    def __init__(self, known: Known | None) -> None:
        self._known = known

    def __enter__(self) -> None:
        self._outer = _known.set(self._known)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        _known.reset(self._outer)


def shared(function: Callable[P, T]) -> Callable[P, T]:
    """Let a kernel and its linear form share a function of cells, senses and parameters; weights are not among its arguments.

    A labelled call asks for the score and for the linear form that orders it; with this the second finds what the first computed,
    which nobody may write to.

    Examples
    --------
    >>> import numpy as np
    >>> @shared
    ... def doubled(x, s):
    ...     print("computed")
    ...     return 2 * x
    >>> x, s = np.ones((1, 2)), np.ones(2)
    >>> with sharing({}):
    ...     doubled(x, s) is doubled(x, s)
    computed
    True
    """

    @wraps(function)
    def once(*args: P.args, **kwargs: P.kwargs) -> T:
        found = _known.get()
        if found is None:
            return function(*args, **kwargs)
        key = (function, *map(id, args), *kwargs, *map(id, kwargs.values()))
        if key not in found:
            result = function(*args, **kwargs)
            for array in result if isinstance(result, tuple) else (result,):
                if isinstance(array, np.ndarray):
                    array.flags.writeable = False
            found[key] = (result, args, kwargs)  # what bears an id lives as long as the id counts
        return cast("T", found[key][0])

    return once
