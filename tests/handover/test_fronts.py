"""What pymoo, Optuna and dataframes hand over, tried with the real packages."""

import numpy as np
import pytest

import mcda_orch as mo


class TestPymoo:
    @pytest.fixture
    def solved(self):
        pytest.importorskip("pymoo", reason="pymoo (extra 'pymoo') is not installed")
        from pymoo.algorithms.moo.nsga2 import NSGA2
        from pymoo.core.problem import ElementwiseProblem
        from pymoo.optimize import minimize

        class Beam(ElementwiseProblem):
            def __init__(self, least):
                super().__init__(n_var=1, n_obj=2, n_ieq_constr=1, xl=0.1, xu=2.0)
                self.least = least

            def _evaluate(self, x, out, *args, **kwargs):
                out["F"] = [x[0], -np.sqrt(x[0])]  # weight, and strength that is to be large
                out["G"] = [self.least - x[0]]

        def solve(least=0.5, **options):
            return minimize(Beam(least), NSGA2(pop_size=10), ("n_gen", 5), seed=1, **options)

        return solve

    def test_objectives_are_minimised_and_rows_are_those_of_the_result(self, solved):
        result = solved()
        problem = mo.from_pymoo(result, "equal")
        assert problem.matrix.criteria == (mo.Criterion("F1", "min"), mo.Criterion("F2", "min"))
        assert problem.matrix.names == tuple(f"X{i}" for i in range(1, len(result.F) + 1))
        np.testing.assert_array_equal(problem.matrix.values, result.F)
        assert "dropped" not in problem.provenance

    def test_what_was_negated_is_turned_back(self, solved):
        result = solved()
        problem = mo.from_pymoo(result, [1, 2], names=["weight", "strength"], negated=["strength"])
        assert problem.matrix.criteria == (mo.Criterion("weight", "min"), mo.Criterion("strength", "max"))
        np.testing.assert_array_equal(problem.matrix.values[:, 1], -result.F[:, 1])
        same = mo.from_pymoo(result, [1, 2])
        assert mo.wsm(problem, scale="minmax").ranking == mo.wsm(same, scale="minmax").ranking

    def test_what_a_name_says_of_its_direction_is_true_or_refused(self, solved):
        result = solved()
        problem = mo.from_pymoo(result, names=["weight:min", "strength"], negated=["strength"])
        assert problem.matrix.criteria == (mo.Criterion("weight", "min"), mo.Criterion("strength", "max"))
        with pytest.raises(mo.LabelError, match=r"'strength:max' says max.*Hint: .*negated=\['strength'\]"):
            mo.from_pymoo(result, names=["weight", "strength:max"])

    def test_names_of_the_problem_are_kept(self, solved):
        result = solved()
        result.problem.obj_names = ["weight", "weakness"]
        assert mo.from_pymoo(result).matrix.criterion_names == ("weight", "weakness")

    def test_a_pick_comes_with_its_stability_and_leads_back_to_the_solution(self, solved):
        result = solved()
        found = mo.pick(mo.from_pymoo(result, [1, 1], names=["weight", "weakness"]), "topsis")
        (row,) = found.positions
        assert found.best == (f"X{row + 1}",)
        assert found.values[found.best[0]].values.tolist() == result.F[row].tolist()
        assert found.stability.ranks[0] == found.best
        assert "is picked among" in str(found)

    def test_infeasible_solutions_are_left_out_and_named(self, solved):
        result = solved()
        result.opt[1].CV = np.array([0.25])
        assert list(result.opt.get("feas")).count(False) == 1
        problem = mo.from_pymoo(result)
        assert "X2" not in problem.matrix.names
        assert len(problem.matrix) == len(result.F) - 1
        assert problem.provenance["dropped"] == "X2 (infeasible)"

    @pytest.mark.parametrize("least_infeasible", [False, True])
    def test_no_feasible_solution_is_one_clear_error(self, solved, least_infeasible):
        with pytest.raises(mo.DomainError, match="constraints"):
            mo.from_pymoo(solved(3.0, return_least_infeasible=least_infeasible))

    def test_a_single_objective_gives_one_row(self):
        pytest.importorskip("pymoo", reason="pymoo (extra 'pymoo') is not installed")
        from pymoo.algorithms.soo.nonconvex.ga import GA
        from pymoo.optimize import minimize
        from pymoo.problems import get_problem

        problem = mo.from_pymoo(minimize(get_problem("sphere"), GA(pop_size=10), ("n_gen", 2), seed=1))
        assert problem.matrix.shape == (1, 1)

    def test_what_does_not_fit_is_said(self, solved):
        result = solved()
        with pytest.raises(mo.LabelError, match="1 names are given for 2 objectives"):
            mo.from_pymoo(result, names=["weight"])
        with pytest.raises(mo.LabelError, match="no objective 'strenght' to turn back.*'strength'"):
            mo.from_pymoo(result, names=["weight", "strength"], negated=["strenght"])
        with pytest.raises(mo.PluginError, match="ndarray is no result of pymoo"):
            mo.from_pymoo(result.F)


class TestOptuna:
    @pytest.fixture
    def optuna(self):
        optuna = pytest.importorskip("optuna", reason="optuna (extra 'optuna') is not installed")
        optuna.logging.set_verbosity(optuna.logging.CRITICAL)
        return optuna

    @pytest.fixture
    def study(self, optuna):
        study = optuna.create_study(study_name="nets", directions=["maximize", "minimize"])
        values = [(0.9, 30.0), (0.8, 10.0), None, None, (0.7, 20.0), (0.95, 60.0)]

        def objective(trial):
            if trial.number == 2:
                raise optuna.TrialPruned
            if trial.number == 3:
                raise RuntimeError("no memory")
            return values[trial.number]

        study.optimize(objective, n_trials=6, catch=(RuntimeError,))
        return study

    def test_directions_and_numbers_are_kept_and_what_is_left_out_is_named(self, study):
        problem = mo.from_optuna(study, [1, 1])
        assert problem.matrix.names == ("trial 0", "trial 1", "trial 5")
        assert problem.matrix.criteria == (mo.Criterion("objective 1", "max"), mo.Criterion("objective 2", "min"))
        assert problem.provenance["dropped"] == "trial 2 (pruned); trial 3 (failed); trial 4 (dominated)"
        assert problem.provenance["source"] == "Optuna study nets"

    def test_all_completed_ones_can_be_had(self, study):
        problem = mo.from_optuna(study, trials="completed")
        assert problem.matrix.names == ("trial 0", "trial 1", "trial 4", "trial 5")
        assert problem.matrix.values.tolist() == [[0.9, 30], [0.8, 10], [0.7, 20], [0.95, 60]]
        with pytest.raises(mo.DomainError, match="trials='all'"):
            mo.from_optuna(study, trials="all")

    @pytest.mark.filterwarnings("ignore::optuna.exceptions.ExperimentalWarning")
    def test_names_of_the_metrics_are_kept(self, study):
        study.set_metric_names(["accuracy", "latency:ms"])
        assert mo.from_optuna(study).matrix.criterion_names == ("accuracy", "latency:ms")
        assert mo.from_optuna(study, names=["a", "b"]).matrix.criterion_names == ("a", "b")

    def test_a_pick_comes_with_its_stability(self, study):
        found = mo.pick(mo.from_optuna(study, {"objective 1": 1, "objective 2": 3}), mo.wsm.with_(scale="minmax"))
        assert found.best == ("trial 1",)
        assert found.stability.exact
        assert found.document()["best"] == ["trial 1"]

    @pytest.mark.filterwarnings("ignore:`constraints_func` has been deprecated", "ignore:.*constraints_func.*experimental")
    @pytest.mark.parametrize("stated", ["by the sampler", "by the trial"])
    def test_trials_that_violate_a_constraint_are_left_out(self, optuna, stated):
        def constraints(trial):
            return (trial.params["x"] - 0.5,)

        by_sampler = stated == "by the sampler"
        if not by_sampler and not hasattr(optuna.trial.Trial, "set_constraint"):
            pytest.skip("trials of this version of Optuna state no constraints")
        sampler = optuna.samplers.NSGAIISampler(seed=1, constraints_func=constraints if by_sampler else None)
        study = optuna.create_study(directions=["maximize", "minimize"], sampler=sampler)
        for x in (0.2, 0.4, 0.9):
            study.enqueue_trial({"x": x})

        def objective(trial):
            x = trial.suggest_float("x", 0, 1)
            if not by_sampler:
                trial.set_constraint("x is small", x - 0.5)
            return x, x * x

        study.optimize(objective, n_trials=3)
        problem = mo.from_optuna(study, "equal")
        assert problem.matrix.names == ("trial 0", "trial 1")
        assert problem.provenance["dropped"] == "trial 2 (infeasible)"

    def test_a_single_objective_is_a_problem_too(self, optuna):
        study = optuna.create_study(direction="maximize")
        study.optimize(lambda trial: trial.number, n_trials=3)
        assert mo.from_optuna(study, trials="completed").matrix.shape == (3, 1)
        assert mo.from_optuna(study).matrix.names == ("trial 2",)

    def test_nothing_to_pick_from_is_one_clear_error(self, optuna):
        study = optuna.create_study(directions=["minimize", "minimize"])
        with pytest.raises(mo.DomainError, match="no completed trial"):
            mo.from_optuna(study)
        with pytest.raises(mo.PluginError, match="list is no study of Optuna"):
            mo.from_optuna([])


def test_a_dataframe_goes_the_way_of_the_matrix():
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    frame = pandas.DataFrame({"tool": ["Ant", "Bee"], "price": [300, 250], "note": ["x", "y"]})
    problem = mo.from_frame(frame, "equal", notes=["note"], directions={"price": "min"})
    assert problem.matrix == mo.DecisionMatrix.from_frame(frame, notes=["note"], directions={"price": "min"})
    assert problem.weights["price"] == 1
    assert problem.matrix.alternatives[1].notes == {"note": "y"}


def test_several_that_tie_are_all_picked():
    found = mo.pick(mo.DecisionMatrix([[1, 2], [2, 1], [0, 0]], ["Ant", "Bee", "Cat"]), "wsm", [1, 1])
    assert found.best == ("Ant", "Bee")
    assert found.positions == (0, 1)
    assert "Ant and Bee tie for the first place among 3" in found.opening[0]


def test_a_pick_from_no_problem_says_what_is_missing():
    with pytest.raises(mo.McdaError, match="weights"):
        mo.pick(mo.DecisionMatrix([[1, 2], [2, 1]]), "wsm")


@pytest.mark.parametrize("wrong", [None, [[1, 2]], 3])
def test_what_is_no_dataframe_is_refused(wrong):
    with pytest.raises(mo.ReadError, match="is no dataframe"):
        mo.from_frame(wrong)
