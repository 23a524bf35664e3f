"""Arrays that count what NumPy does to them: a pass is one operation that reads or writes at least so many numbers."""

import numpy as np

ALONE = ("argpartition", "argsort", "astype", "copy", "cumprod", "cumsum", "dot", "partition", "repeat", "sort", "take")
"""Methods of arrays that NumPy does not report to subclasses."""


def plain(value):
    """Return arrays that count nothing, in lists, tuples and dictionaries too."""
    if isinstance(value, Passed):
        return value.view(np.ndarray)
    if isinstance(value, (list, tuple)):
        return type(value)(map(plain, value))
    return {key: plain(v) for key, v in value.items()} if isinstance(value, dict) else value


def largest(value):
    """Return how many numbers the largest array in a value has."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        return max(map(largest, value), default=0)
    return value.size if isinstance(value, np.ndarray) else 0


class Passed(np.ndarray):
    """An array whose passes are counted in `counted`, those over `least` numbers and more."""

    counted = 0
    least = 1

    @classmethod
    def of(cls, call, *arguments):
        """Compute, count one pass if it is one, and let what comes back count too."""
        found = call(*map(plain, arguments))
        cls.counted += largest([arguments, found]) >= cls.least
        return cls.counting(found)

    @classmethod
    def counting(cls, found):
        """Return results of which the arrays count."""
        if isinstance(found, tuple) and type(found) is tuple:
            return tuple(map(cls.counting, found))
        return found.view(cls) if isinstance(found, np.ndarray) and found.ndim else found

    def __array_ufunc__(self, ufunc, method, *inputs, **named):
        given = plain(named)
        found = self.of(lambda *arrays: getattr(ufunc, method)(*arrays, **given), *inputs)
        return named["out"][0] if len(named.get("out") or ()) == 1 else found

    def __array_function__(self, function, types, positional, named):
        return self.of(lambda a, b: function(*a, **b), positional, named)


def _counting(name):
    plainly = getattr(np.ndarray, name)

    def method(self, *positional, **named):
        return self.of(lambda a, b, c: plainly(a, *b, **c), self, positional, named)

    return method


for _name in ALONE:
    setattr(Passed, _name, _counting(_name))


def passes(call, *arrays, least):
    """Return how many passes over at least so many numbers a call makes that is given arrays."""
    Passed.counted, Passed.least = 0, least
    call(*(a.view(Passed) for a in arrays))
    return Passed.counted
