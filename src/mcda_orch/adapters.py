"""Methods of other libraries as plug-ins: ``mo.adapters.pymcdm(obj)`` and ``mo.adapters.skcriteria(obj)``."""

from __future__ import annotations

from .peers.pymcdm_method import pymcdm
from .peers.skcriteria_method import skcriteria

__all__ = ["pymcdm", "skcriteria"]
