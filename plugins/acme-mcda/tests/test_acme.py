import mcda_orch as mo
from mcda_orch.testing import contract


def test_methods_are_what_they_say() -> None:
    contract("acme_mcda")


def test_it_is_found_and_compared_like_any_other() -> None:
    assert "borda_points" in mo.names("score")
    found = mo.compare(mo.load("orchestrators"), ["wsm", "borda_points"])
    assert list(found.outcomes) == ["wsm", "borda_points"]


def test_some_of_its_laws_are_proved() -> None:
    assert mo.get("borda_points").laws["order_only"].state == "proved"
