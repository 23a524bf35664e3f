"""Runs pieces of work in forked processes of their own, each with nothing remembered from the others and with limits that always end it."""

from __future__ import annotations

import json
import os
import resource
import signal
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from selectors import EVENT_READ, DefaultSelector
from typing import Any

__all__ = ["ENDLESS", "Said", "forked", "patient"]

MEMORY = 6 << 30
"""Bytes that a process may take: a loop that fills the memory ends in an error."""
WAITING = 900
"""Seconds of the clock after which a process that waits for something is ended."""
ENDLESS = (signal.SIGXCPU, signal.SIGALRM)
"""What ends a process that does not end."""

Say = Callable[[Any], None]


@dataclass(frozen=True, slots=True)
class Said:
    """What a process said, in order, and the signal that ended it; 0 where it ended by itself."""

    name: Any
    words: list[Any]
    ended: int


def patient(seconds: float) -> None:
    """Let this process compute so many seconds more, whatever it waits for and however busy the machine is."""
    used = int(time.process_time()) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (used + max(1, round(seconds)), resource.RLIM_INFINITY))
    signal.alarm(WAITING)


def forked(works: Iterable[tuple[Any, Callable[[Say], None]]], workers: int) -> Iterator[Said]:
    """Yield what each piece of work says, as they end, so many at a time.

    Parameters
    ----------
    works : iterable of (name, work)
        A work is called with a function that passes on anything which JSON can hold.
    workers : int
    """
    waiting = iter(works)
    with DefaultSelector() as open_:
        while True:
            while len(open_.get_map()) < workers and (work := next(waiting, None)):
                pid, heard = _started(work[1])
                open_.register(heard, EVENT_READ, (work[0], pid, bytearray()))
            if not open_.get_map():
                return
            for key, _ in open_.select():
                name, pid, text = key.data
                part = os.read(key.fd, 1 << 16)
                text += part
                if not part:
                    open_.unregister(key.fd)
                    os.close(key.fd)
                    yield Said(name, *_ended(pid, text))


def _ended(pid: int, text: bytearray) -> tuple[list[Any], int]:
    status = os.waitpid(pid, 0)[1]
    return [json.loads(line) for line in text.splitlines()], os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


def _started(call: Callable[[Say], None]) -> tuple[int, int]:
    heard, told = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that threads of BLAS stay behind does no harm
        pid = os.fork()
    if pid:
        os.close(told)
        return pid, heard
    try:  # the child never comes back from here
        os.close(heard)
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nothing, stream)
        signal.signal(signal.SIGINT, signal.default_int_handler)  # which a run in the background of a shell is started without
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
        call(lambda word: _write(told, json.dumps(word) + "\n"))
    finally:
        os._exit(0)


def _write(told: int, text: str) -> None:
    data = text.encode()
    while data:
        data = data[os.write(told, data) :]
