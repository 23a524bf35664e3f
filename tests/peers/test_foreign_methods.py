"""Methods of pymcdm and scikit-criteria as plug-ins, tried with the real packages."""

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.laws import scores as law
from mcda_orch.laws import universal
from mcda_orch.plugin.family import POSITIVE
from mcda_orch.testing import hunt
from mcda_orch.testing.hunting import applies

methods = pytest.importorskip("pymcdm.methods", reason="pymcdm (extra 'pymcdm') is not installed")
normalizations = pytest.importorskip("pymcdm.normalizations", reason="pymcdm (extra 'pymcdm') is not installed")

MATRIX = mo.DecisionMatrix([[5.0, 2.0], [3.0, 6.0], [4.0, 1.0]], ["Ant", "Bee", "Cat"], ["gain", "price:min"])


def test_a_method_of_pymcdm_has_labels_and_weights_of_any_sum():
    theirs = mo.adapters.pymcdm(methods.WASPAS())
    found = theirs(MATRIX, {"price": 2, "gain": 3})
    np.testing.assert_allclose(found.scores.values, mo.waspas(MATRIX, {"price": 2, "gain": 3}).scores.values, atol=1e-12)
    assert found.ranking == mo.waspas(MATRIX, {"price": 2, "gain": 3}).ranking
    assert theirs.name == "pymcdm_waspas"


def test_where_less_is_better_its_own_rank_says_so():
    found = mo.adapters.pymcdm(methods.VIKOR())(MATRIX, [1, 1])
    assert not found.higher_is_better
    assert found.ranking == mo.vikor(MATRIX, [1, 1]).ranking
    upside_down = mo.adapters.pymcdm(methods.VIKOR(), better="higher")(MATRIX, [1, 1])
    assert upside_down.ranking.best != found.ranking.best
    with pytest.raises(mo.PluginError, match="better='big'"):
        mo.adapters.pymcdm(methods.VIKOR(), better="big")


def test_they_stand_in_a_comparison_beside_ours():
    vector = mo.adapters.pymcdm(methods.TOPSIS(normalizations.vector_normalization), name="peer_vector")
    found = mo.compare(MATRIX, ["topsis", vector, mo.adapters.pymcdm(methods.COPRAS())], [1, 1])
    assert set(found.outcomes) == {"topsis", "peer_vector", "pymcdm_copras"}
    assert found.agreement["topsis", "peer_vector"] == 1


def test_many_weights_and_blanks_policies_work_one_table_at_a_time():
    theirs = mo.adapters.pymcdm(methods.TOPSIS(normalizations.vector_normalization))
    w = np.array([[1.0, 1.0], [3.0, 1.0], [1.0, 9.0]])
    np.testing.assert_allclose(
        theirs.kernel(MATRIX.values, w, MATRIX.senses), mo.topsis.kernel(MATRIX.values, w, MATRIX.senses), atol=1e-12
    )
    blank = mo.DecisionMatrix([[None, 2.0], [3.0, 6.0], [4.0, 1.0]], ["Ant", "Bee", "Cat"], ["gain", "price:min"])
    with pytest.raises(mo.MissingError, match="'gain' of 'Ant'"):
        theirs(blank, [1, 1])
    assert theirs(blank, [1, 1], "worst").ranking == mo.topsis(blank, [1, 1], "worst").ranking


def test_an_error_and_a_score_that_is_none_are_one_error_each(recwarn):
    gains = mo.DecisionMatrix([[5.0, 2.0], [3.0, 6.0]])
    with pytest.raises(mo.DomainError, match="MOORA of pymcdm raised ValueError: types array contains only profit"):
        mo.adapters.pymcdm(methods.MOORA())(gains, [1, 1])
    with pytest.raises(mo.DomainError, match="TOPSIS of pymcdm gives 3 of 3 alternatives no finite number"):
        mo.adapters.pymcdm(methods.TOPSIS())(mo.DecisionMatrix(np.full((3, 2), 4.0)), [1, 1])
    found = mo.compare(gains, [mo.adapters.pymcdm(methods.MOORA()), "topsis"], [1, 1])
    assert list(found.refused) == ["pymcdm_moora"]
    assert not recwarn.list


@pytest.mark.parametrize("wrong", [methods.TOPSIS, 3, None, "topsis", len])
def test_what_is_no_method_is_refused(wrong):
    with pytest.raises(mo.PluginError, match="is no method of pymcdm"):
        mo.adapters.pymcdm(wrong)
    with pytest.raises(mo.PluginError, match="is no decision maker of scikit-criteria"):
        mo.adapters.skcriteria(wrong)


def test_the_kit_finds_the_law_that_copras_of_pymcdm_breaks():
    theirs = mo.adapters.pymcdm(methods.COPRAS(), domain=POSITIVE)
    witness = hunt(theirs, law.dominance, examples=300)
    x, w, s = (np.array(witness.arrays[name]) for name in "xws")
    row, other = witness.choices["row"], witness.choices["other"]
    assert (x > 0).all()
    x[other] = s * np.minimum(x[row] * s, x[other] * s)  # nowhere better
    scores = methods.COPRAS()(x, w / w.sum(), s.astype(int), validation=False)
    assert scores[other] > scores[row] + 1e-3  # an answer, not an error
    assert hunt(mo.copras, law.dominance, examples=300) is None


def test_a_refusal_breaks_no_law_and_no_number_breaks_one():
    moora, topsis = mo.adapters.pymcdm(methods.MOORA()), mo.adapters.pymcdm(methods.TOPSIS(normalizations.vector_normalization))
    with pytest.raises(mo.DomainError, match="raised ValueError"):
        moora.kernel(np.ones((2, 1)), np.ones(1), np.ones(1))
    assert hunt(moora, universal.anonymous, examples=100) is None
    assert hunt(topsis, universal.finite, examples=100) is not None
    assert hunt(topsis, universal.anonymous, examples=100) is None
    assert applies(moora, law.dominance)


def test_cells_outside_a_stated_domain_are_named():
    theirs = mo.adapters.pymcdm(methods.WASPAS(), domain=POSITIVE)
    with pytest.raises(mo.DomainError, match="pymcdm_waspas needs values > 0, but 'gain' of 'Bee' is 0"):
        theirs(mo.DecisionMatrix([[5.0, 2.0], [0.0, 6.0]], ["Ant", "Bee"], ["gain", "speed"]), [1, 1])


def test_what_a_foreign_method_writes_to_its_input_touches_nobody():
    class Writing:
        def rank(self, scores):
            return (-np.asarray(scores)).argsort().argsort() + 1

        def __call__(self, x, w, s):
            x *= s
            w *= 1
            return x @ w

    found = mo.adapters.pymcdm(Writing())(MATRIX, [1, 1])
    assert MATRIX.values[0, 1] == 2
    assert found.scores.values.tolist() == [1.5, -1.5, 1.5]


def test_answers_of_another_shape_are_refused():
    class Short:
        def rank(self, scores):
            return np.array([2, 1])

        def __call__(self, x, w, s):
            return np.ones(1)

    with pytest.raises(mo.PluginError, match=r"Short of pymcdm returned an array of shape \(1,\) for 3 alternatives"):
        mo.adapters.pymcdm(Short())(MATRIX, [1, 1])


@pytest.mark.filterwarnings("ignore")
class TestScikitCriteria:
    @pytest.fixture
    def agg(self):
        pytest.importorskip("skcriteria", reason="scikit-criteria (extra 'skcriteria') is not installed")
        from skcriteria import agg, pipelines
        from skcriteria.agg import electre, topsis
        from skcriteria.preprocessing import scalers

        return {"agg": agg, "topsis": topsis.TOPSIS, "electre": electre.ELECTRE1, "pipe": pipelines.mkpipe, "vector": scalers.VectorScaler}

    def test_a_pipeline_ranks_as_ours_does(self, agg):
        theirs = mo.adapters.skcriteria(agg["pipe"](agg["vector"]("matrix"), agg["topsis"]()))
        found = theirs(MATRIX, [2, 1])
        assert theirs.name == "skcriteria_topsis"
        assert found.ranking == mo.topsis(MATRIX, [2, 1]).ranking
        assert not found.higher_is_better
        assert found.scores.values.tolist() == [float(r) for r in mo.topsis(MATRIX, [2, 1]).ranking.ranks("dense").values]

    def test_it_stands_in_a_comparison(self, agg):
        theirs = mo.adapters.skcriteria(agg["topsis"](), name="bare_topsis")
        assert "bare_topsis" in mo.compare(MATRIX, ["topsis", theirs], [1, 1]).outcomes

    def test_what_ranks_nothing_is_refused(self, agg):
        with pytest.raises(mo.PluginError, match="ELECTRE1 of scikit-criteria answers with a KernelResult"):
            mo.adapters.skcriteria(agg["electre"]())(MATRIX, [1, 1])

    def test_its_errors_are_one_clear_error(self, agg):
        from skcriteria.agg.simple import WeightedSumModel

        with pytest.raises(mo.DomainError, match="WeightedSumModel of scikit-criteria raised ValueError"):
            mo.adapters.skcriteria(WeightedSumModel())(MATRIX, [1, 1])


def test_a_bare_object_of_another_library_is_sent_to_its_adapter():
    methods = pytest.importorskip("pymcdm.methods", reason="pymcdm (extra 'pymcdm') is not installed")
    with pytest.raises(mo.PluginError, match=r"Hint: .*mo\.adapters\.pymcdm\(obj\)"):
        mo.compare([[1, 2], [2, 1]], ["topsis", methods.TOPSIS()], [1, 1])


@pytest.mark.parametrize("adapter", ["pymcdm", "skcriteria"])
def test_a_call_of_an_adapter_that_does_not_fit_names_it_as_it_is_reached(adapter):
    with pytest.raises(mo.PluginError, match=rf"mo\.adapters\.{adapter} needs obj. Hint: write mo\.adapters\.{adapter}\(obj"):
        getattr(mo.adapters, adapter)()
