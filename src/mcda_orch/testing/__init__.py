"""The law suite, for the built-in plug-ins and for anybody's.

Examples
--------
In a test file of a package with plug-ins of its own::

    from mcda_orch.testing import contract

    def test_plugins():
        contract("acme_mcda")

``suggest(kernel)`` writes the laws of a first draft.
"""

from .hunting import Witness, hunt
from .suggestion import Suggestion, suggest
from .suite import LawBroken, contract

__all__ = ["LawBroken", "Suggestion", "Witness", "contract", "hunt", "suggest"]
