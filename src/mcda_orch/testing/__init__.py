"""The law suite, for the built-in plug-ins and for anybody's; and forgeries of results, which must not verify.

Examples
--------
In a test file of a package with plug-ins of its own::

    from mcda_orch.testing import contract

    def test_plugins():
        contract("acme_mcda")

``suggest(kernel)`` writes the laws of a first draft.
"""

from .hunting import hunt
from .suggestion import Suggestion, suggest
from .suite import LawBroken, contract
from .tampering import Accepted, accepted_forgeries, tampered
from .witness import Witness

__all__ = ["Accepted", "LawBroken", "Suggestion", "Witness", "accepted_forgeries", "contract", "hunt", "suggest", "tampered"]
