"""The best rows are those of the whole table, wherever it lies, and however it is cut."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.core.positions import positions
from mcda_orch.errors import DomainError, LabelError, McdaError, MissingError, PluginError, ShapeError
from mcda_orch.large import source
from mcda_orch.large.top import Top
from mcda_orch.plugin.family import HIGHER

RNG = np.random.default_rng(0)
TABLE = RNG.integers(1, 9, (5003, 5)).astype(float)
HEADS = ["a", "b:min", "c", "d:min", "e"]
S = np.array([1.0, -1.0, 1.0, -1.0, 1.0])
W = np.array([3.0, 2, 2, 1, 1])
METHODS = [name for name in mo.names() if mo.get(name).by_rows({})]


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch):
    monkeypatch.setattr(source, "ROWS", 700)


def by_hand(method, k, table=TABLE):
    """The places of the best k rows, of those that tie the first, and how many that are left out tie with the last."""
    scores = mo.get(method).kernel(table, W, S)
    dense = positions(scores, mo.get(method).better is HIGHER)
    order = np.lexsort((np.arange(len(dense)), dense))
    return order[:k], scores[order[:k]], int((dense == dense[order[k - 1]]).sum() - (dense[order[:k]] == dense[order[k - 1]]).sum())


@pytest.mark.parametrize("k", [1, 7, 3000])
@pytest.mark.parametrize("method", METHODS)
def test_the_best_are_those_of_the_whole(method, k):
    found = mo.top(TABLE, method, W, k, criteria=HEADS)
    places, scores, level = by_hand(method, k)
    np.testing.assert_array_equal(found.places, places)
    np.testing.assert_allclose(found.scores, scores, rtol=1e-12, atol=1e-12)
    np.testing.assert_array_equal(found.cells, TABLE[places])
    assert (found.level, found.rows, found.skipped) == (level, len(TABLE), 0)


def same(one, other):
    assert one.document() == other.document()


def test_nothing_changes_with_threads_or_an_executor():
    alone = mo.top(TABLE, "topsis", W, 9, criteria=HEADS)
    for workers in (2, 5):
        same(mo.top(TABLE, "topsis", W, 9, criteria=HEADS, workers=workers), alone)
    with ThreadPoolExecutor(2) as pool:
        same(mo.top(TABLE, "topsis", W, 9, criteria=HEADS, executor=pool), alone)


@pytest.mark.parametrize("chunks", [(1234, 2), (5003, 5), (10, 5)])
def test_dask(chunks):
    da = pytest.importorskip("dask.array", reason="dask is not installed")
    dask = pytest.importorskip("dask")
    with dask.config.set(scheduler="synchronous"):
        rows = da.from_array(TABLE, chunks=chunks)
        found, alone = mo.top(rows, "topsis", W, 9, criteria=HEADS), mo.top(TABLE, "topsis", W, 9, criteria=HEADS)
        np.testing.assert_array_equal(found.places, alone.places)
        np.testing.assert_allclose(found.scores, alone.scores, rtol=1e-12)
        some = mo.top(rows[rows[:, 0] > 5], "topsis", W, 9, criteria=HEADS)  # chunks of unknown sizes
        np.testing.assert_array_equal(some.cells, mo.top(TABLE[TABLE[:, 0] > 5], "topsis", W, 9, criteria=HEADS).cells)
        with pytest.raises(DomainError, match=r"Dask's own scheduler.*leave workers="):
            mo.top(rows, "topsis", W, 9, criteria=HEADS, workers=2)


def test_ties_share_their_rank_and_what_is_level_is_told():
    rows = np.array([[1.0, 1], [3, 3], [2, 2], [3, 3], [3, 3]])
    found = mo.top(rows, "wsm", [1, 1], 2)
    assert found.names == ("row 1", "row 3")
    assert found.ranks.values.tolist() == [1, 1]
    assert found.level == 1
    assert found.remarks == ("1 more row is level with the last of these, which stands before in the table.",)
    assert mo.top(rows, "wsm", [1, 1], 99).ranks.values.tolist() == [1, 1, 1, 4, 5]
    assert "The best 2 of 5 by wsm" in str(found.table)


def test_the_lower_score_is_better_where_the_method_says_so():
    found = mo.top(TABLE, "vikor", W, 3, criteria=HEADS)
    assert list(found.scores) == sorted(found.scores)


def test_rows_with_blanks_are_refused_by_place_or_left_out():
    rows = TABLE.copy()
    rows[[4000, 17], [2, 1]] = np.nan
    with pytest.raises(MissingError, match=r"'b' of 'row 17' is blank.*blanks='skip'"):
        mo.top(rows, "topsis", W, 3, criteria=HEADS)
    found = mo.top(rows, "topsis", W, 3, criteria=HEADS, blanks="skip")
    kept = np.delete(np.arange(len(rows)), [17, 4000])
    places, scores, _ = by_hand("topsis", 3, TABLE[kept])
    np.testing.assert_array_equal(found.places, kept[places])
    np.testing.assert_allclose(found.scores, scores, rtol=1e-12)
    assert (found.rows, found.skipped) == (5001, 2)
    assert "2 rows were left out for a blank cell." in found.remarks
    with pytest.raises(MissingError, match="every row has a blank"):
        mo.top(np.full((9, 5), np.nan), "topsis", W, 3, blanks="skip")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"table": np.where(TABLE[3000] == TABLE, -TABLE, TABLE), "method": "wpm"}, r"wpm needs values > 0, but '.' of 'row .*is -"),
        ({"table": np.where(np.arange(5003)[:, None] == 4999, np.inf, TABLE)}, r"'a' of 'row 4,999' is inf"),
        ({"method": "promethee_ii"}, r"promethee_ii gives a row its score by looking at all others.*mo.promethee_ii"),
        ({"method": "topsi"}, r"topsis"),
        ({"k": 0}, r"best 0 rows are none"),
        ({"weights": [1, 2]}, "5"),
        ({"weights": np.ones((3, 5))}, "one vector of weights"),
        ({"table": [1, 2, 3]}, "no table of numbers"),
        ({"table": np.array([["a"]])}, "no table of numbers"),
        ({"label": "name"}, "the table is none"),
        ({"table": "table.csv"}, r"table.csv is no file that is read in parts.*Parquet"),
        ({"blanks": "redistribute"}, r"every pattern of blanks weights of its own.*blanks='skip'.*'mean'"),
        ({"blanks": "average"}, r"'average' is no policy.*'mean'.*blanks='skip'"),
        ({"weights": "entropy"}, r"weights by entropy come from all rows at once.*mo\.weightings\.entropy"),
        (
            {"criteria": [mo.Criterion("a", scale=mo.Ratio(0, 5)), *HEADS[1:]], "table": np.where(np.arange(5003)[:, None] < 99, 4, TABLE)},
            r"'a' of 'row \d+' is [678], which lies outside the declared bounds",
        ),
        ({"params": {"nonsense": 1}}, "nonsense"),
        ({"workers": 0}, "workers=0"),
    ],
    ids=lambda v: v if isinstance(v, str) else "-".join(v),
)
def test_what_does_not_fit_is_refused(change, said):
    call = {"table": TABLE, "method": "topsis", "weights": W, "k": 3, "criteria": HEADS, **change}
    with pytest.raises((DomainError, LabelError, MissingError, PluginError, ShapeError), match=said):
        mo.top(**call)


def test_an_interruption_is_one():
    """The best of some rows would not be the best."""

    def stop(done, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        mo.top(TABLE, "topsis", W, 3, criteria=HEADS, progress=stop)


def test_who_is_told_hears_of_every_pass():
    seen = []
    mo.top(TABLE, "topsis", W, 3, criteria=HEADS, progress=lambda done, total: seen.append((done, total)))
    assert {total for _, total in seen} == {5003}
    assert sum(done == total for done, total in seen) >= 2


def test_a_document():
    found = mo.top(TABLE, "topsis", W, 2, criteria=HEADS).document()
    assert found["schema"] == "mcda_orch.top"
    assert next(row["rank"] for row in found["best"]) == 1
    assert set(found["best"][0]["cells"]) == {"a", "b", "c", "d", "e"}


def test_matrices_and_dataframes_keep_their_names_and_directions():
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"tool": ["Ant", "Bee", "Cat"], "speed": [1.0, 2, 3], "price": [1.0, 5, 9]})
    matrix = mo.DecisionMatrix(frame, directions={"price": "min"})
    weights = {"speed": 1, "price": 2}
    alone = mo.topsis(matrix, weights)
    for table, more in (
        (matrix, {}),
        (frame, {"directions": {"price": "min"}}),
        (frame, {"directions": {"price": "min"}, "label": "tool"}),
    ):
        found = mo.top(table, "topsis", weights, 3, **more)
        assert found.names == tuple(name for group in alone.ranking.groups for name in group)
        np.testing.assert_allclose(mo.scores(table, "topsis", weights, directions=more.get("directions")), alone.scores.values, rtol=1e-12)
    assert mo.top(matrix, "wsm", [1], 1, criteria=["speed"]).names == ("Cat",)


def test_who_is_refused_is_told_the_methods_that_see_rows():
    with pytest.raises(PluginError, match=r"a method that is rowwise: .*\btopsis, vikor\b"):
        mo.top(TABLE, "promethee_ii", W, criteria=HEADS)


@pytest.mark.parametrize("method", METHODS)
def test_order_and_ties_are_those_of_the_method_in_memory(method):
    """Where scores crowd near nothing, a linear form still tells them apart."""
    rows = 10.0 ** np.random.default_rng(1).uniform(-4, 4, (1500, 5))
    rows[700:900] = rows[:200]
    whole = Top.of(mo.get(method)(mo.DecisionMatrix(rows, criteria=HEADS), W), 90)
    found = mo.top(rows, method, W, 90, criteria=HEADS)
    np.testing.assert_array_equal(found.places, whole.places)
    np.testing.assert_array_equal(found.ranks.values, whole.ranks.values)
    assert found.level == whole.level


def test_what_is_masked_is_blank():
    masked = np.ma.masked_equal(TABLE, 3)
    rows = np.where(TABLE == 3, np.nan, TABLE)
    expected = mo.scores(rows, "topsis", W, criteria=HEADS, blanks="skip")
    np.testing.assert_array_equal(mo.scores(masked, "topsis", W, criteria=HEADS, blanks="skip"), expected)
    np.testing.assert_array_equal(mo.scores(masked.astype(int), "topsis", W, criteria=HEADS, blanks="skip"), expected)
    with pytest.raises(MissingError, match="is blank"):
        mo.scores(masked, "topsis", W, criteria=HEADS)
    da = pytest.importorskip("dask.array", reason="dask is not installed")
    chunks = da.ma.masked_equal(da.from_array(TABLE, chunks=(1000, 2)), 3)
    np.testing.assert_allclose(mo.scores(chunks, "topsis", W, criteria=HEADS, blanks="skip").compute(), expected, rtol=1e-12)


def test_rows_may_be_lists_with_blanks():
    assert mo.scores([[1, 2], [3, None]], "wsm", [1, 1], blanks=5).tolist() == [3, 8]


@pytest.mark.parametrize("dtype", ["O", "U", "c16", "M8[s]"])
def test_what_holds_no_numbers_is_refused_wherever_it_lies(dtype):
    da = pytest.importorskip("dask.array", reason="dask is not installed")
    with pytest.raises(ShapeError, match="is no table of numbers"):
        mo.scores(da.from_array(TABLE[:9].astype(int).astype(dtype), chunks=3), "wsm", W)


@pytest.mark.parametrize("shape", [(0, 3), (3, 0), (3,)], ids=str)
def test_what_has_no_rows_or_criteria_is_refused_wherever_it_lies(shape):
    da = pytest.importorskip("dask.array", reason="dask is not installed")
    for table in (np.zeros(shape), da.zeros(shape)):
        with pytest.raises(ShapeError, match="is no table of numbers"):
            mo.scores(table, "wsm", [1, 1, 1])


def test_whole_numbers_that_no_float_holds_are_refused():
    rows = np.array([[1, 2**60], [2, 2**53 + 1]])
    with pytest.raises(DomainError, match=r"the cell in column 2 of 'row 1' is 9007199254740993, which a float cannot hold"):
        mo.scores(rows, "wsm", [1, 1])
    assert mo.scores(rows[:1], "wsm", [1, 1]).tolist() == [1 + 2.0**60]


def test_a_worker_of_dask_that_ended_is_told_apart_from_a_fault_of_the_chunks():
    da = pytest.importorskip("dask.array", reason="dask is not installed")

    class KilledWorker(Exception):
        """What Dask's distributed scheduler raises, by its name."""

    def failing(error):
        def chunk(values):
            raise error

        return da.from_array(TABLE, chunks=(1000, 5)).map_blocks(chunk, dtype=float, meta=np.zeros((0, 0)))

    with pytest.raises(McdaError, match=r"a worker of Dask ended before its work was done \(KilledWorker\).*smaller chunks"):
        mo.top(failing(KilledWorker("gone")), "topsis", W, criteria=HEADS)
    with pytest.raises(ZeroDivisionError):
        mo.top(failing(ZeroDivisionError()), "topsis", W, criteria=HEADS)
