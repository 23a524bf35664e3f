"""Room for forms below zero: one choice after the other, against a programme of its own for each."""

from fractions import Fraction

import numpy as np
import pytest

from mcda_orch.exact import programme as module
from mcda_orch.exact.keeping import Keeping, kept_down, programme, risen
from mcda_orch.exact.programme import maximise, maximum
from mcda_orch.exact.verdict import Verdict

from .test_fewest import ORDER, SHARES, STRICT


@pytest.mark.parametrize("small", [0, 64])
@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("within", [SHARES, ORDER, STRICT], ids=["all shares", "an order", "a strict order"])
def test_every_choice_has_the_room_of_its_own_programme(within, strict, small, monkeypatch):
    monkeypatch.setattr(module, "SMALL", small)
    rng = np.random.default_rng(2)
    for size in (1, 7, 10**20):
        forms = tuple(tuple(Fraction(int(v), size) for v in row) for row in rng.integers(-9, 10, (9, 3)))
        keeping = Keeping(forms, within, strict)
        for count in range(10):
            members = sorted(rng.choice(9, count, replace=False).tolist())
            room, alone = keeping.down(members), maximise(*programme(forms, within, strict, members))
            assert (room.members, room.status, room.value) == (tuple(members), alone.status, alone.value)
            assert room.kept == kept_down(alone.value, within, strict)
            if room.x is not None and room.value is not None:
                own = maximum(*programme(forms, within, strict, members))
                assert Verdict(own, room.status, room.value, (*room.x, room.value), room.ub, room.eq).verify()
                assert keeping.risen(room.x) == risen(forms, room.x, strict)
