"""What weights did they use? The founding table to the last fraction, brute force at small sizes, and bad input."""

import itertools
import json
from dataclasses import replace
from fractions import Fraction
from random import Random

import numpy as np
import pytest
from scipy import optimize

import mcda_orch as mo
from mcda_orch.cli.entry import main
from mcda_orch.core.frozen import Labelled
from mcda_orch.exact.rational import matrix
from mcda_orch.inverse.audit.checks import code
from mcda_orch.inverse.audit.lattice import TooManyWeightsError, any_whole, points, smallest, whole
from mcda_orch.inverse.audit.region import Fact, Region

F = Fraction
PROBLEM = mo.load("orchestrators")
NAMES, CRITERIA = PROBLEM.matrix.names, PROBLEM.matrix.criterion_names
POINTS = (3, 3, 3, 3, 2, 2, 2, 2, 1, 1, 1)
FOUND = mo.audit(PROBLEM)


def altered(name, by):
    values = PROBLEM.published.values.copy()
    values[NAMES.index(name)] += by
    return replace(PROBLEM, published=Labelled(values, NAMES))


def exact(weights):
    return tuple(weights.exact.values())


class TestFoundingTable:
    def test_the_weights_are_unique_and_exact(self):
        assert FOUND.consistent
        assert FOUND.unique
        assert exact(FOUND.weights) == POINTS
        assert isinstance(FOUND.weights, mo.Weights)
        assert FOUND.weights == mo.Weights(POINTS, CRITERIA)
        assert mo.wsm(PROBLEM, FOUND.weights).scores["Metaflow"] == 23
        assert [dict(w) for w in FOUND.integer] == [dict(zip(CRITERIA, POINTS, strict=True))]
        assert FOUND.agrees
        assert FOUND.verify()

    def test_the_weights_of_the_problem_are_not_used(self):
        bare = replace(PROBLEM, weights=None)
        assert exact(mo.audit(bare).weights) == POINTS
        assert mo.audit(bare).agrees is None
        wrong = replace(PROBLEM, weights=mo.Weights((1,) * 11, CRITERIA))
        assert mo.audit(wrong).agrees is False
        assert mo.audit(wrong).differences["Deployment"] == (1, 3)
        assert mo.audit(replace(PROBLEM, weights=mo.Weights(np.array(POINTS) / 23, CRITERIA))).agrees

    def test_the_certificate_gives_every_weight_as_a_combination_of_totals(self):
        totals = dict(PROBLEM.published.items())
        rows = dict(zip(NAMES, matrix(mo.Blanks.of(0).fill(PROBLEM.matrix).values.tolist()), strict=True))
        for j, (_, combination) in enumerate(FOUND.certificate.values()):
            assert sum(y * F(totals[n]) for n, y in combination.items()) == POINTS[j]
            assert [sum(y * rows[n][k] for n, y in combination.items()) for k in range(11)] == [int(k == j) for k in range(11)]

    def test_the_parity_check(self):
        (check,) = FOUND.parity
        assert tuple(check.values()) == (-8, 0, 3, 8, 1, -7, 4, -4, 5, -3, -1, 6)
        assert tuple(check) == NAMES

    def test_the_code(self):
        assert (FOUND.distance, FOUND.detects, FOUND.corrects) == (1, 0, 0)
        assert FOUND.code.among_checked == 2
        assert [n for n, seen in FOUND.detectable.items() if not seen] == ["Flyte"]

    def test_the_policies(self):
        status = {name: test.status for name, test in FOUND.policies.items()}
        assert status == {"0": "accepted"} | dict.fromkeys(("worst", "best", "mean", "redistribute", "refuse"), "rejected")
        assert exact(FOUND.policies["0"].weights) == POINTS
        for name in ("worst", "best", "mean", "redistribute"):
            test = FOUND.policies[name]
            assert test.verify()
            assert test.rows == ("Orchest",)
            assert test.refutation.right < 0
            assert all(v >= 0 for v in test.refutation.left.values())
            assert "Orchest" in test.refutation.rows
            assert "Orchest would come out" in test.why

    def test_the_reason_names_what_would_come_out(self):
        low, high = F("17.3"), F(2942, 165)
        assert FOUND.policies["mean"].why == f"Orchest would come out between {float(low):g} and {float(high):.5g}, not as 15."

    def test_the_eighty_one_fillings(self):
        found = FOUND.fillings
        assert len(found) == 81
        assert dict(found.counts) == {"impossible": 73, "whole": 7, "fractional": 1, "open": 0}
        assert {tuple(f.weights.values()) for f in found.of("whole")} == {POINTS}
        (odd,) = found.of("fractional")
        assert tuple(odd.weights.values()) == (F(5, 2), F(7, 2), 2, F(11, 4), 2, 3, 2, 2, F(1, 4), 1, 2)
        orchest = [("Orchest", c) for c in ("Security", "User Admin", "Cost")]
        wanted = {(0, 0, 0), *itertools.permutations((1, 0, -1))}
        assert {tuple(f.values[c] for c in orchest) for f in found.of("whole")} == wanted
        assert all(f.values["Airflow", "User Admin"] == 0 for f in found.of("whole"))

    def test_the_blanks_as_unknowns(self):
        found = FOUND.blanks
        assert found.verify()
        half = (F(5, 2), F(7, 2))
        assert dict(found.intervals) == dict(
            zip(
                CRITERIA,
                (half, half, (2, 4), (F(11, 4), F(13, 4)), (2, 2), (1, 3), (2, 2), (2, 2), (F(1, 4), F(7, 4)), (1, 1), (0, 2)),
                strict=True,
            )
        )
        assert [tuple(w.values()) for w in found.integer] == [POINTS]
        settled = {(r.alternative, r.criteria): r for r in found.settled}
        assert settled["Airflow", ("User Admin",)].low_value == 0
        assert settled["Orchest", ("Security", "User Admin", "Cost")].low == 0
        airflow, together = found.ranges[:2]
        assert (airflow.low_value, airflow.high_value) == (-1, 1)
        assert (together.low, together.high) == (F(-1, 4), F(1, 4))

    def test_without_a_policy_the_blanks_may_be_anything(self):
        found = mo.audit(replace(PROBLEM, blanks=mo.Blanks()))
        assert not found.unique
        assert found.consistent
        assert exact(found.weights) == POINTS
        assert found.intervals["Cost"] == (0, 2)
        assert exact(found.centre) == POINTS
        assert found.verify()

    def test_rows_without_blanks_leave_a_line_with_one_whole_point(self):
        kept = [n for n in NAMES if n not in ("Airflow", "Orchest")]
        found = mo.audit(
            replace(
                PROBLEM,
                matrix=PROBLEM.matrix.select(kept),
                published=Labelled(PROBLEM.published.values[[NAMES.index(n) for n in kept]], tuple(kept)),
            )
        )
        assert not found.unique
        assert [tuple(w.values()) for w in found.integer] == [POINTS]
        (direction,) = found.region.solutions.directions
        assert tuple(direction) in {(-2, 2, -4, -1, 0, 4, 0, 0, -3, 0, 4), (2, -2, 4, 1, 0, -4, 0, 0, 3, 0, -4)}

    @pytest.mark.parametrize(
        ("name", "by", "culprits"),
        [
            ("Metaflow", 1, {"Metaflow", "MLRun", "Orchest"}),
            ("Prefect", 1, {"Prefect"}),
            ("Luigi", -1, {"Luigi"}),
            ("Sagemaker Pipelines", 2, {"Sagemaker Pipelines"}),
            ("Dagster", -1, {"Dagster", "Sagemaker Pipelines"}),
        ],
    )
    @pytest.mark.parametrize("highest", [None, 5])
    def test_an_altered_total_is_located(self, name, by, culprits, highest):
        found = mo.audit(altered(name, by), highest=highest)
        assert found.fails
        assert found.weights is None
        assert found.refutation.verify()
        assert found.verify()
        assert {s.rows for s in found.slips} == {(c,) for c in culprits}
        assert 4 <= len(found.all_slips) <= 10
        true = next(s for s in found.slips if s.rows == (name,))
        before = F(PROBLEM.published[name])
        assert true.corrected[name] == (before, before)
        assert exact(true.weights) == POINTS
        assert any(name in text for text in found.remarks)

    @pytest.mark.parametrize("name", NAMES)
    @pytest.mark.parametrize("by", [-1, 1])
    def test_every_slip_that_can_be_noticed_is(self, name, by):
        found = mo.audit(altered(name, by))
        assert found.fails == (name != "Flyte")
        if found.fails:
            assert (name,) in {s.rows for s in found.slips}
        else:
            assert found.agrees is False

    def test_a_corrupted_cell(self):
        values = PROBLEM.matrix.values.copy()
        values[NAMES.index("Luigi"), CRITERIA.index("Security")] = 0
        found = mo.audit(replace(PROBLEM, matrix=PROBLEM.matrix.with_values(values)))
        true = [c for c in found.cells if (c.alternative, c.criteria, c.value) == ("Luigi", ("Security",), (1,))]
        assert len(true) == 1
        assert exact(true[0].weights) == POINTS
        assert "Luigi" in found.stale
        for c in found.cells:
            mended = values.copy()
            mended[NAMES.index(c.alternative), CRITERIA.index(c.criteria[0])] = c.value[0]
            again = mo.audit(replace(PROBLEM, matrix=PROBLEM.matrix.with_values(mended)))
            assert again.consistent
            assert again.region.admits(exact(c.weights))

    def test_no_other_single_cell_would_do(self):
        values = PROBLEM.matrix.values.copy()
        values[NAMES.index("Luigi"), CRITERIA.index("Security")] = 0
        found = mo.audit(replace(PROBLEM, matrix=PROBLEM.matrix.with_values(values)))
        wanted = set()
        for i, j in np.argwhere(~np.isnan(values)):
            for v in {-1.0, 0.0, 1.0} - {values[i, j]}:
                mended = values.copy()
                mended[i, j] = v
                if mo.audit(replace(PROBLEM, matrix=PROBLEM.matrix.with_values(mended))).integer:
                    wanted.add((NAMES[i], CRITERIA[j], v))
        assert {(c.alternative, c.criteria[0], float(c.value[0])) for c in found.cells} == wanted

    def test_exchanged_totals_are_found(self):
        values = PROBLEM.published.values.copy()
        i, k = NAMES.index("Kedro"), NAMES.index("Luigi")
        values[[i, k]] = values[[k, i]]
        found = mo.audit(replace(PROBLEM, published=Labelled(values, NAMES)))
        assert ("Kedro", "Luigi") in found.swaps
        assert {"Kedro", "Luigi"} <= set(found.stale)

    def test_a_column_left_out_and_one_without_its_weight(self):
        x = np.nan_to_num(PROBLEM.matrix.values)
        w = np.array(POINTS, dtype=float)
        j = CRITERIA.index("Caching")
        w[j] = 0
        found = mo.audit(PROBLEM, x @ w)
        assert found.left_out == ("Caching",)
        assert found.agrees is False
        w[j] = 1
        found = mo.audit(PROBLEM, x @ w)
        assert found.unweighted == ("Caching",)
        assert found.differences == {"Caching": (2, 1)}

    def test_a_row_where_a_column_was_left_out(self):
        found = mo.audit(altered("Luigi", -1))
        (slip,) = found.slips
        assert "It comes out where Security is left out." in slip.causes


class TestRanking:
    FOUND = mo.audit(PROBLEM, ranking=True)

    def test_the_limits(self):
        high = (F(2, 5), F(2, 3), F(8, 25), F(3, 11), F(2, 5), F(2, 5), F(2, 7), F(1, 2), F(2, 5), F(2, 9), F(6, 17))
        assert tuple(self.FOUND.intervals.values()) == tuple((0, v) for v in high)
        assert self.FOUND.verify()
        assert self.FOUND.agrees
        assert not self.FOUND.unique

    def test_centre_and_margin(self):
        assert self.FOUND.radius == pytest.approx(0.03121, abs=5e-6)
        assert self.FOUND.margin == F(1, 16)
        assert sum(exact(self.FOUND.centre)) == 1
        assert str(mo.wsm(PROBLEM, self.FOUND.weights).ranking) == " > ".join(NAMES)

    def test_the_smallest_whole_numbers(self):
        sums = {sum(w.values()) for w in self.FOUND.integer}
        assert sums == {16}  # the reciprocal of the margin, so none is smaller
        for w in self.FOUND.integer:
            assert str(mo.wsm(PROBLEM, dict(w)).ranking) == " > ".join(NAMES)

    def test_counts_of_whole_numbers(self):
        x = np.nan_to_num(PROBLEM.matrix.values).astype(int)
        for highest in (2, 3):
            every = np.array(list(itertools.product(range(1, highest + 1), repeat=11)))
            strict = (np.diff(every @ x.T, axis=-1) < 0).all(axis=-1)
            found = self.FOUND.integer_weights(highest, lowest=1)
            assert len(found) == strict.sum() > 0
            assert {tuple(w) for w in found.tolist()} == {tuple(w) for w in every[strict].tolist()}

    def test_the_only_relation(self):
        assert self.FOUND.relations == (("Startup time", "User Admin"),)

    def test_the_forms_a_ranking_can_take(self):
        ranking = mo.wsm(PROBLEM).ranking
        for given in (ranking, list(NAMES), " > ".join(NAMES), ranking.ranks(), dict(ranking.ranks().items())):
            assert mo.audit(PROBLEM, ranking=given).ranking == ranking

    def test_ranks_among_the_published_figures_are_recognised(self):
        ranks = mo.wsm(PROBLEM).ranking.ranks()
        found = mo.audit(replace(PROBLEM, published=Labelled(ranks.values.astype(float), NAMES)))
        assert found.ranking is not None
        assert found.intervals == self.FOUND.intervals
        assert "ranks" in found.remarks[0]

    def test_an_impossible_ranking(self):
        found = mo.audit(PROBLEM, ranking=[NAMES[1], NAMES[0], *NAMES[2:]])
        assert found.consistent  # ties in the first place: weights of zero where the two differ
        found = mo.audit(PROBLEM, ranking=NAMES[::-1])
        assert found.fails
        assert found.refutation.verify()
        for slip in found.slips:
            assert slip.verify()

    @pytest.mark.parametrize("ranking", [["Nobody"], ["Metaflow"], ["Metaflow", "Metaflow"]])
    def test_bad_rankings(self, ranking):
        with pytest.raises(mo.LabelError):
            mo.audit(PROBLEM, ranking=ranking)


def tables(count, seed, most=6, extra=(1, 5)):
    rng = np.random.default_rng(seed)
    found = 0
    while found < count:
        m = int(rng.integers(2, most + 1))
        n = m + int(rng.integers(*extra))
        x, w = rng.integers(-3, 4, (n, m)), rng.integers(0, 8, m)
        if np.linalg.matrix_rank(x) == m and w.any():
            found += 1
            yield x, w, rng


def test_a_thousand_tables_are_recovered_exactly():
    for x, w, _ in tables(1000, 1):
        found = mo.audit(mo.DecisionMatrix(x), x @ w)
        assert found.unique
        assert exact(found.weights) == tuple(w)


def test_a_thousand_slips_are_located():
    count = 0
    for x, w, rng in tables(5000, 2, most=4, extra=(2, 5)):
        n = len(x)
        totals = x @ w
        i = int(rng.integers(n))
        wrong = totals.copy()
        wrong[i] += rng.choice([-3, -2, -1, 1, 2, 3])
        found = mo.audit(mo.DecisionMatrix(x), wrong)
        if found.distance < 3:
            continue
        (slip,) = found.slips
        assert slip.rows == (f"A{i + 1}",)
        assert slip.corrected[f"A{i + 1}"] == (totals[i], totals[i])
        assert exact(slip.weights) == tuple(w)
        count += 1
        if count % 50 == 0:
            assert found.verify()
        if count == 1000:
            break
    assert count == 1000


def test_the_distance_is_that_of_brute_force():
    for x, _, _ in tables(150, 3, most=3):
        found = code([str(i) for i in range(len(x))], matrix(x.tolist()))
        n, m = x.shape
        # a word is zero on a set of rows where these do not determine the weights
        sizes = [len(rows) for k in range(n) for rows in itertools.combinations(range(n), k) if np.linalg.matrix_rank(x[list(rows)]) < m]
        assert found.distance == n - max(sizes)
        assert found.exact


def test_all_smallest_corrections_are_found():
    rng = np.random.default_rng(4)
    for _ in range(60):
        m = int(rng.integers(1, 4))
        n = m + int(rng.integers(1, 4))
        x = rng.integers(-2, 3, (n, m))
        totals = x @ rng.integers(0, 4, m) + rng.integers(-1, 2, n) * (rng.random(n) < 0.4)
        found = mo.audit(mo.DecisionMatrix(x), totals)
        region = found.region
        names = [f"A{i + 1}" for i in range(n)]
        for size in range(n + 1):
            wanted = {s for s in itertools.combinations(names, size) if region.without(s).point is not None}
            if wanted:
                break
        assert {s.rows for s in found.all_slips} == (wanted if size else set())
        assert found.verify()


def test_regions_agree_with_a_grid():
    rng = np.random.default_rng(5)
    for _ in range(120):
        m = int(rng.integers(1, 4))
        rows = rng.integers(-2, 3, (int(rng.integers(1, 5)), m))
        facts = []
        for k, row in enumerate(rows.tolist()):
            low = F(int(rng.integers(-4, 5)), 2)
            high = low + F(int(rng.integers(0, 4)), 2)
            facts.append(Fact(str(k), tuple(map(F, row)), low, high))
        region = Region(m, tuple(facts))
        assert region.verify()
        grid = [w for w in itertools.product([F(k, 2) for k in range(9)], repeat=m) if all(f.admits(w) for f in facts)]
        if grid:
            assert region.point is not None
            for w in grid:
                assert all(low <= v and (high is None or v <= high) for v, (low, high) in zip(w, region.intervals, strict=True))
            if region.bounded:
                inside = {w for w in grid if all(v.denominator == 1 for v in w)}
                assert {w for w in map(tuple, whole(region)) if max(w) <= 4} == inside
            least = min((sum(w) for w in grid if all(v.denominator == 1 for v in w)), default=None)
            if least is not None:
                assert all(sum(w) <= least for w in smallest(region))
        if region.point is not None:
            w, radius = region.centre
            assert region.admits(w)
            assert radius >= 0


def test_rounded_figures_keep_the_true_weights():
    rng = np.random.default_rng(6)
    for _ in range(20):
        m = int(rng.integers(2, 4))
        x, w = rng.normal(size=(m + 4, m)).round(2), rng.integers(1, 10, m) / 10
        places = int(rng.integers(0, 3))
        scores = (x @ w).round(places)
        found = mo.audit(mo.DecisionMatrix(x), scores, rounding=places)
        assert found.consistent
        assert found.region.admits([F(str(v)) for v in w])
        assert found.agrees is None
        assert found.verify()
    decimals = mo.audit(mo.DecisionMatrix(x), (x @ w).round(2))
    assert decimals.known.rounding == 2
    assert mo.audit(mo.DecisionMatrix(x), x @ w).known.rounding is None  # nothing rounded away: the checks hold exactly
    assert mo.audit(mo.DecisionMatrix(x), (x @ w).round(2), rounding="exact").fails
    with pytest.raises(mo.DomainError, match="rounded"):
        mo.audit(mo.DecisionMatrix(x), x @ w, rounding=-1)


def test_whole_totals_of_whole_cells_may_be_declared_rounded():
    x = np.array([[1, 0], [0, 1], [1, 1]])
    assert mo.audit(mo.DecisionMatrix(x), [1, 1, 3]).fails
    found = mo.audit(mo.DecisionMatrix(x), [1, 1, 3], rounding=0)
    assert found.consistent
    assert found.intervals["C1"] == (1, F(3, 2))


def test_blanks_as_unknowns_agree_with_all_fillings():
    rng = np.random.default_rng(7)
    scale = mo.Ordinal([-1, 0, 1])
    for k in range(60):
        m = int(rng.integers(2, 4))
        n = m + 1
        x = rng.integers(-1, 2, (n, m)).astype(float)
        w = rng.integers(0, 4, m)
        totals = x @ w
        for _ in range(int(rng.integers(1, 4))):
            x[rng.integers(n), rng.integers(m)] = np.nan
        table = mo.DecisionMatrix(x, None, [mo.Criterion(f"C{j}", scale=scale) for j in range(m)])
        found = mo.audit(table, totals)
        assert found.region.admits([F(int(v)) for v in w])
        assert k % 3 or found.verify()
        for filling in found.fillings:
            filled = x.copy()
            for (a, c), v in filling.values.items():
                filled[table.names.index(a), table.criterion_names.index(c)] = v
            again = mo.audit(mo.DecisionMatrix(filled), totals)
            assert again.consistent == (filling.kind != "impossible")
            if again.unique:
                assert tuple(filling.weights.values()) == again.region.point
                assert found.region.admits(again.region.point)


def test_an_accepted_policy_reproduces_the_scores():
    rng = np.random.default_rng(8)
    for policy in ("worst", "best", "mean", "redistribute", 0):
        for _ in range(8):
            m, n = 3, 7
            x = rng.integers(1, 6, (n, m)).astype(float)
            x[n - 1, rng.integers(m)] = np.nan
            table = mo.DecisionMatrix(x)
            w = rng.integers(1, 5, m)
            problem = mo.Problem(table, published=mo.wsm(table, w, blanks=policy).scores, published_by="wsm")
            test = mo.audit(problem).policies[str(policy)]
            assert test.status == "accepted"
            assert test.verify()
            assert test.region.admits([F(int(v)) for v in w])


@pytest.mark.parametrize("name", ["wsm", "spotis", "mairca", "promethee_ii", "moora"])
def test_other_linear_methods(name):
    x = np.random.default_rng(9).integers(1, 10, (9, 4))
    shares = (0.4, 0.3, 0.2, 0.1)
    problem = mo.Problem(mo.DecisionMatrix(x), mo.Weights(shares, [f"C{j}" for j in range(1, 5)]))
    found = mo.audit(problem, mo.get(name)(problem).scores, method=name)
    assert found.agrees
    assert np.allclose(found.weights.values, shares)
    assert found.verify()
    assert not mo.audit(problem, ranking=mo.get(name)(problem).ranking, method=name).fails


@pytest.mark.parametrize("name", ["topsis", "vikor"])
def test_methods_that_are_not_linear_are_refused(name):
    with pytest.raises(mo.DomainError, match=name):
        mo.audit(PROBLEM, method=name)
    with pytest.raises(mo.DomainError, match=name):
        mo.audit(PROBLEM, method=name, ranking=True)


@pytest.mark.parametrize(
    ("x", "scores", "consistent", "unique"),
    [
        ([[1, 2]], [5], True, False),
        ([[2]], [5], True, True),
        ([[1, 2], [1, 2]], [5, 5], True, False),
        ([[1, 2], [1, 2]], [5, 6], False, False),
        ([[0, 0], [0, 0]], [0, 0], True, False),
        ([[0, 0], [0, 0]], [0, 1], False, False),
        ([[0, 1], [0, 2]], [3, 6], True, False),
        ([[1, 0], [0, 1]], [-1, 2], False, False),
        ([[1, 0], [0, 1]], [0, 0], True, True),
        ([[None, None], [None, None]], [3, 6], True, False),
        ([[None, 1], [2, None], [1, 1]], [3, 6, 4], True, False),
    ],
)
def test_degenerate_tables(x, scores, consistent, unique):
    found = mo.audit(mo.DecisionMatrix(x), scores)
    assert (found.consistent, found.unique) == (consistent, unique)
    assert found.verify()
    assert str(found)
    assert found.html()
    assert "nan" not in found.markdown().lower()
    json.dumps(found.document(), allow_nan=False)
    assert repr(found).startswith("Audit(")


@pytest.mark.parametrize("x", [[[1, 2]], [[1, 2], [1, 2]], [[0, 0], [0, 0]]])
def test_degenerate_rankings(x):
    found = mo.audit(mo.DecisionMatrix(x), ranking=[f"A{i + 1}" for i in range(len(x))])
    assert found.consistent
    assert found.verify()
    assert str(found)
    assert all(any(w.values()) for w in found.integer)


def test_bad_input():
    x = mo.DecisionMatrix([[1, 2], [3, 4]])
    with pytest.raises(mo.MissingError, match="nothing was published"):
        mo.audit(x)
    with pytest.raises(mo.ShapeError):
        mo.audit(x, [1, 2, 3])
    with pytest.raises(mo.LabelError, match="no alternative"):
        mo.audit(x, {"B": 1})
    with pytest.raises(mo.DomainError, match="infinite"):
        mo.audit(x, [1, np.inf])
    with pytest.raises(mo.PluginError):
        mo.audit(x, [1, 2], method="minmax")
    with pytest.raises(mo.PluginError, match="no method"):
        mo.audit(x, [1, 2], v=0.5)
    with pytest.raises(mo.MissingError):
        mo.audit(PROBLEM, ranking=True, blanks="refuse")
    with pytest.raises(mo.ShapeError, match="batch"):
        mo.audit(mo.DecisionMatrix(np.ones((2, 2, 2))), [1, 2])


def test_alternatives_without_a_score_are_left_out():
    scores = dict(PROBLEM.published.items())
    del scores["Airflow"], scores["Orchest"]
    found = mo.audit(PROBLEM, scores)
    assert "Without a published score: Airflow, Orchest." in found.remarks
    assert [tuple(w.values()) for w in found.integer] == [POINTS]
    assert found.policies["refuse"].accepted


def test_all_smallest_corrections_and_exchanges_of_rounded_totals_are_found():
    rng = np.random.default_rng(5)
    for _ in range(40):
        n, m = int(rng.integers(4, 8)), int(rng.integers(1, 4))
        x = rng.integers(-3, 4, (n, m)) / 2
        totals = np.round(x @ rng.random(m) * 5 + rng.integers(-3, 4, n) * (rng.random(n) < 0.4))
        found = mo.audit(mo.DecisionMatrix(x), totals, rounding=0)
        if found.consistent:
            continue
        region, names = found.region, [f"A{i + 1}" for i in range(n)]
        for size in range(1, n + 1):
            wanted = {s for s in itertools.combinations(names, size) if region.without(s).point is not None}
            if wanted:
                break
        assert {s.rows for s in found.all_slips} == wanted
        facts = {f.label: f for f in region.facts}
        swaps = set()
        for a, b in itertools.combinations(names, 2):
            one, other = facts[a], facts[b]
            new = facts | {a: Fact(a, one.row, other.low, other.high), b: Fact(b, other.row, one.low, one.high)}
            if Region(m, tuple(new.values())).point is not None:
                swaps.add((a, b))
        assert set(found.swaps) == swaps


def test_slips_in_a_table_of_sixty_rows_take_few_programmes(monkeypatch):
    solved = []
    monkeypatch.setattr(optimize, "linprog", lambda *given, solve=optimize.linprog, **more: solved.append(1) or solve(*given, **more))
    rng = np.random.default_rng(7)
    x = rng.normal(50, 15, (60, 15)).round(2)
    totals = np.round(x @ rng.integers(1, 6, 15), 1)
    totals[3] += 5
    found = mo.audit(mo.DecisionMatrix(x), totals)
    assert {s.rows for s in found.slips} == {("A4",)}
    assert found.swaps == ()
    assert 0 < len(solved) < 200  # the pairs that could be exchanged are 1770


def test_ranks_that_are_audited_as_a_ranking_put_one_first():
    ranks = {"Ant": 1, "Bee": 2, "Cat": 3, "Dog": 4}
    found = mo.audit(mo.DecisionMatrix([[5, 4], [4, 3], [2, 2], [1, 1]], list(ranks)), ranks, ranking=True)
    assert found.consistent
    assert "read as ranks" in found.remarks[0]
    assert found.ranking.best == ("Ant",)


def test_a_large_table_with_many_slips():
    rng = np.random.default_rng(10)
    x = rng.integers(0, 10, (40, 5))
    totals = x @ np.arange(1, 6)
    totals[[3, 9, 20, 31]] += [3, 1, -4, 2]
    found = mo.audit(mo.DecisionMatrix(x), totals)
    assert found.slips[0].rows == ("A4", "A10", "A21", "A32")
    assert not found.complete
    assert found.slips[0].verify()


def test_too_many_whole_numbers_are_refused():
    with pytest.raises(TooManyWeightsError):
        points([[1] * 12], [500], [600], [0] * 12, [100] * 12)
    with pytest.raises(TooManyWeightsError):
        mo.audit(mo.DecisionMatrix([[1.0] * 12]), [600]).integer  # noqa: B018 - asking is the test


class TestCommand:
    def run(self, capsys, *arguments):
        status = main(["audit", *arguments])
        return status, capsys.readouterr().out

    def test_the_founding_table(self, capsys):
        status, out = self.run(capsys, "orchestrators")
        assert status == 0
        for text in (
            "exactly one explanation",
            "-8 Metaflow + 3 Kubeflow Pipelines + 8 Prefect + Airflow - 7 Dagster + 4 Orchest",
            "Code distance 1",
            "Of the 81 ways to fill the blanks with levels, 73 are impossible, 7 give the same whole-number weights",
            "Orchest would come out as 12, not as 15.",
        ):
            assert text in " ".join(out.split())

    def test_formats(self, capsys):
        status, out = self.run(capsys, "orchestrators", "--json")
        document = json.loads(out)
        assert status == 0
        assert document["weights"]["Deployment"] == "3"
        assert document["fillings"]["impossible"] == 73
        assert self.run(capsys, "orchestrators", "--csv")[1].startswith("criterion,weight")
        assert "| --- |" in self.run(capsys, "orchestrators", "--markdown")[1]

    def test_contradictions_exit_with_one(self, capsys, tmp_path):
        file = tmp_path / "table.csv"
        file.write_text("name,a,b,total\nAnt,1,0,2\nBee,0,1,1\nCat,1,1,4\n")
        toml = tmp_path / "table.toml"
        toml.write_text('table = "table.csv"\n[columns]\npublished = "total"\n')
        status, out = self.run(capsys, str(toml))
        assert status == 1
        assert "Correcting one total is enough" in out
        assert self.run(capsys, "orchestrators", "--ranking")[0] == 0
        assert self.run(capsys, "orchestrators", "--blanks", "worst")[0] == 1


def test_a_slip_is_whole_only_where_whole_numbers_fit_even_if_some_weight_has_no_limit():
    table = mo.DecisionMatrix([[-1, 0, -1], [-1, 0, 1], [-1, 1, 0]], ["Ant", "Bee", "Cat"], ["x", "y", "z:min"])
    found = mo.audit(table, [0, -1, -2])  # without Cat, x and z weigh a half
    assert {s.rows: s.whole for s in found.all_slips} == {("Bee",): True, ("Cat",): False}
    assert [s.rows for s in found.slips] == [("Bee",)]


def test_whole_numbers_without_limits_are_told_from_none():
    def region(rows, right):
        return Region(
            len(rows[0]), tuple(Fact(str(b), tuple(map(Fraction, r)), Fraction(b), Fraction(b)) for r, b in zip(rows, right, strict=True))
        )

    assert any_whole(region([[-4, 1, 2, 0], [0, -1, 1, -2], [-4, 4, 0, 1]], [2, 0, -3]))  # 12, 10, 20, 5
    assert any_whole(region([[2, -4, 6]], [3])) is False
    rng = Random(3)
    for _ in range(300):
        rows = [[rng.randint(-2, 2) for _ in range(3)] for _ in range(2)]
        right = [sum(v * w for v, w in zip(row, (1, 2, 3), strict=True)) for row in rows]
        assert any_whole(region(rows, right))
        halved = region([[2 * v for v in row] for row in rows], [b + 1 if b % 2 == 0 else b for b in right])
        assert halved.point is None or any_whole(halved) is False


def test_whole_weights_of_a_table_that_says_nothing_are_all_there_are():
    nothing = mo.audit(mo.DecisionMatrix([[0, 0]]), [0])
    assert nothing.integer_weights(2).tolist() == [[a, b] for a in range(3) for b in range(3)]


def test_rows_of_which_nothing_is_known_are_exchanged_with_none():
    nan = float("nan")
    matrix = mo.DecisionMatrix([[1.0, 1.0], [1.0, 1.0], [nan, nan]], ["Ant", "Bee", "Cat"], ["x", "y"])
    found = mo.audit(mo.Problem(matrix, published={"Ant": 0, "Bee": 1, "Cat": 0}), blanks="redistribute")
    assert not found.consistent
    assert found.swaps == ()
    assert found.document()["swapped"] == []


def test_figures_beyond_what_a_processor_counts_are_refused_by_name():
    with pytest.raises(mo.McdaError, match="too large for whole-number weights"):
        points([[10**30]], [0], [0], [0], [0])


def test_stated_weights_that_fit_stand_for_all_that_do():
    matrix = mo.DecisionMatrix([[3, 5, 3], [5, 4, 2]], ["Ant", "Bee"], ["ease", "ci", "cost"])
    problem = mo.Problem(matrix, {"ease": 0.25, "ci": 0.45, "cost": 0.3}, published={"Ant": 3.9, "Bee": 3.65})
    found = mo.audit(problem, rounding=2)
    assert found.agrees
    assert not found.unique
    assert found.table.columns == ("criterion", "lowest", "highest", "stated")
    (totals,) = (table for table in found.tables if table.title == "The published totals")
    assert [row[:3] for row in totals.rows] == [("Ant", "3.9", "3.9"), ("Bee", "3.65", "3.65")]
    unstated = mo.audit(mo.Problem(matrix, published={"Ant": 3.9, "Bee": 3.65}), rounding=2)
    assert unstated.table.columns == ("criterion", "lowest", "highest", "for instance")


def test_where_the_sum_of_weights_is_open_that_blanks_give_away_nothing_is_shown_that_does_not_fit():
    """The only full row, 2 p + q + 3 r = 14, leaves the sum open: the limits are wider, and have no centre that explains the figures."""
    nan = float("nan")
    matrix = mo.DecisionMatrix([[1, 2, nan], [2, 1, 3]], ["Ant", "Bee"], ["p", "q", "r"])
    weights = {"p": 2, "q": 1, "r": 3}
    problem = mo.Problem(matrix, weights, published=mo.wsm(matrix, weights, blanks="redistribute").scores, published_by="wsm")
    found = mo.audit(problem, blanks="redistribute")
    assert (found.wider, found.centre, found.radius, found.unique) == (True, None, 0.0, False)
    shown = [float(v) for v in found.weights.exact.values()]
    np.testing.assert_allclose(mo.wsm(matrix, shown, blanks="redistribute").scores.values, [8, 14])
    fitting = {tuple(w.values()) for w in found.integer}
    tried = {w for w in itertools.product(range(8), range(15), range(5)) if 2 * w[0] + w[1] + 3 * w[2] == 14}
    right = {(p, q, r) for p, q, r in tried if p + q and (p + q + r) * (p + 2 * q) == 8 * (p + q)}
    assert (2, 1, 3) in fitting
    assert fitting == right
    assert {tuple(w) for w in found.integer_weights(9).tolist()} == right
    assert found.agrees
    assert not mo.audit(mo.Problem(matrix, {"p": 4, "q": 3, "r": 1}, published=problem.published), blanks="redistribute").agrees
    assert not found.policies["redistribute"].unique
    assert "and for others too." in str(found)
    assert found.verify()
    settled = mo.DecisionMatrix([[1, 2, nan], [2, 1, 3], [1, 1, 1]], ["Ant", "Bee", "Cat"], ["p", "q", "r"])
    known = mo.Problem(settled, published=mo.wsm(settled, weights, blanks="redistribute").scores, published_by="wsm")
    assert not mo.audit(known, blanks="redistribute").wider
    assert mo.audit(known, blanks="redistribute").centre is not None


def test_where_no_sum_of_weights_is_found_that_fits_no_weights_are_shown():
    """Of x and y, of which blanks leave only one in each row, nothing says how much all weights sum to, and no whole sum up to 200 fits."""
    matrix = mo.DecisionMatrix([[1, float("nan")], [float("nan"), 1], [1, 0]], ["Ant", "Bee", "Cat"])
    found = mo.audit(matrix, {"Ant": 0.25, "Bee": 0.5, "Cat": 0.125}, blanks="redistribute", rounding="exact")
    assert (found.policies["redistribute"].status, found.wider, found.weights, found.centre) == ("undecided", True, None, None)
    assert "and for others too.\nNo weights that explain the published scores were found.\n" in str(found)
    assert "for instance" not in str(found)
    with pytest.raises(TooManyWeightsError):
        _ = found.integer
    assert found.integer_weights(3).tolist() == []
    assert found.verify()


def test_totals_that_pass_their_checks_by_chance_are_read_as_rounded_where_the_stated_weights_fit_so():
    """With 1.42 and 2.2 the totals are 3.62, 5.82 and 5.04; as they are printed, 1.4 and 2.2 explain them without any rounding."""
    matrix = mo.DecisionMatrix([[1, 1], [1, 2], [2, 1]], ["Ant", "Bee", "Cat"], ["x", "y"])
    scores = {"Ant": 3.6, "Bee": 5.8, "Cat": 5.0}
    fits, fits_not = (mo.audit(mo.Problem(matrix, {"x": x, "y": 2.2}), scores=scores) for x in (1.42, 1.5))
    assert (fits.agrees, fits.known.rounding, fits.verify()) == (True, 1, True)
    assert (fits_not.agrees, fits_not.known.rounding, fits_not.verify()) == (False, None, True)
    assert fits_not.weights.values.tolist() == pytest.approx([1.4, 2.2])
