"""What people type who know other libraries: the message names the right call, and the right call runs.

A guess is three lines of Python: what is typed, a part of the message, and what the message tells to write. Names of ours that
stand in that part must stand in the right call, so that none is tested beside what the message says.
"""

import ast
import re
import subprocess
import sys
import traceback
from types import ModuleType

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.core.attributes import _HERE as ATTRIBUTES
from mcda_orch.laws import scores as law
from mcda_orch.plugin.family import SCORE
from mcda_orch.plugin.parameter import Proportion
from mcda_orch.plugin.plugin import method
from mcda_orch.plugin.synonyms import _HERE as SYNONYMS

pd = pytest.importorskip("pandas", reason="pandas is not installed")

VALUES = [[7.0, 300.0], [9.0, 250.0], [6.0, 100.0]]
NAMES = ["Ant", "Bee", "Cat"]


def summed(x, w, s):
    return (x * s[..., None, :] * w[..., None, :]).sum(axis=-1)


def softened(x, w, s, *, softness: Proportion = 0.5):
    return softness * summed(x, w, s)


def too_soft(x, w, s, *, softness: Proportion = 2.0):
    return softness * summed(x, w, s)


def weighed(x, w, s, *, weights: float = 1.0):
    return weights * summed(x, w, s)


def factored(x, w, s, *, factor: float = 1.0):
    return factor * summed(x, w, s)


def writing(x, w, s):
    x *= s[..., None, :]
    return (x * w[..., None, :]).sum(axis=-1)


def nan_of(x, w, s):
    return summed(x, w, s) * np.nan


def complex_of(x, w, s):
    return summed(x, w, s) * 1j


@pytest.fixture
def known(tmp_path, monkeypatch):
    """Names that the guesses use, and a folder with the files that they name."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tools.csv").write_text("tool,quality,price:min\nAnt,7,300\nBee,9,250\nCat,6,100\n", encoding="utf-8")
    matrix = mo.DecisionMatrix(VALUES, NAMES, ["quality", "price:min"])
    problem = mo.Problem(matrix, [2, 1], published={"Ant": -286, "Bee": -232, "Cat": -88})
    outcome = mo.topsis(matrix, [2, 1])
    judged = mo.Judgements(["quality", "price"], [3])
    return {
        "mo": mo, "np": np, "pd": pd, "law": law, "SCORE": SCORE, "method": method, "m": matrix, "matrix": matrix, "w": [2, 1], "weights": [2, 1],
        "problem": problem, "res": outcome, "outcome": outcome, "result": outcome, "scores": outcome.scores, "frame": matrix.to_frame(),
        "values": VALUES, "X": VALUES, "alternatives": NAMES, "criteria": ["quality", "price"], "j": judged, "names": ["quality", "price"],
        "judgements": [3], "judged": judged, "name": "quality", "weight": 3, "path": "out.csv", "softened": softened, "too_soft": too_soft,
        "weighed": weighed, "factored": factored, "summed": summed, "writing": writing, "nan_of": nan_of, "complex_of": complex_of,
        "two": mo.DecisionMatrix([[9, 1], [1, 9]], ["Ant", "Bee"], ["x", "y"]), "a": outcome, "b": outcome, "one": outcome, "other": outcome, "rankings": ["Ant > Bee", "Bee > Ant"],
    }  # fmt: skip


GUESSES = [
    # names of methods, and what is not built
    ("from mcda_orch import TOPSIS", "use mo.topsis", "mo.topsis(m, w)"),
    ("from mcda_orch import SAW", "use mo.wsm", "mo.wsm(m, w)"),
    ("mo.saw(m, w)", "wsm is the weighted sum; use mo.wsm", "mo.wsm(m, w)"),
    ("mo.rrankdata(scores)", "mo.Ranking.from_scores(scores).ranks()", "mo.Ranking.from_scores(scores).ranks()"),
    ("mo.weights.entropy(m)", "mo.weightings.entropy(matrix)", "mo.weightings.entropy(matrix)"),
    ("mo.normalizations.minmax(m)", "mo.scalings.minmax(matrix)", "mo.scalings.minmax(matrix)"),
    ("mo.electre(m, w)", "ELECTRE is not built; promethee_ii", "mo.promethee_ii(m, w)"),
    ("mo.get('promethee')", "use mo.promethee_ii", "mo.promethee_ii(m, w)"),
    ("mo.wsm(m, w, scale='minmax_scaler')", "use mo.scalings.minmax", "mo.wsm(m, w, scale=mo.scalings.minmax)"),
    ("mo.scalings.min_max(m)", "did you mean 'minmax'", "mo.scalings.minmax(m)"),
    ("mo.wsm(m, 'ahp')", "mo.Judgements(names, judgements).priorities()", "mo.wsm(m, mo.Judgements(names, judgements).priorities())"),
    ("mo.minmax(m)", "use mo.scalings.minmax", "mo.scalings.minmax(m)"),
    ("mo.judgements(names, [3])", "did you mean 'Judgements'", "mo.Judgements(names, [3])"),
    # the order and the names of arguments
    ("mo.topsis(m, w, [1, -1])", "directions belong to the matrix: mo.DecisionMatrix(values, alternatives, criteria, directions=[...])",
     "mo.topsis(mo.DecisionMatrix(values, alternatives, criteria, directions=[1, -1]), w)"),
    ("mo.DecisionMatrix(X, [1, -1, 1])", "directions=", "mo.DecisionMatrix(X, directions=[1, -1])"),
    ("mo.DecisionMatrix(X, types=[1, -1])", "did you mean 'directions'", "mo.DecisionMatrix(X, directions=[1, -1])"),
    ("mo.DecisionMatrix(X, objectives=[max, min])", "did you mean 'directions'", "mo.DecisionMatrix(X, directions=[max, min])"),
    ("mo.topsis(m, w, types=[1, -1])", "mo.DecisionMatrix(values, alternatives, criteria, directions=",
     "mo.topsis(mo.DecisionMatrix(values, alternatives, criteria, directions=[1, -1]), w)"),
    ("mo.topsis(m, w, normalization='minmax')", "did you mean 'scale'", "mo.topsis(m, w, scale='minmax')"),
    ("mo.waspas(m, w, lambda_=0.5)", "did you mean 'lam'", "mo.waspas(m, w, lam=0.5)"),
    ("mo.promethee_ii(m, w, function='t5', p=100)", "did you mean 'linear'", "mo.promethee_ii(m, w, function='linear', p=100)"),
    ("mo.promethee_ii(m, w, F='t5')", "did you mean 'function'", "mo.promethee_ii(m, w, function='usual')"),
    ("mo.promethee_ii(m, w, 'linear')", "function='linear'", "mo.promethee_ii(m, w, function='linear', p=100)"),
    ("mo.topsis(m, w, distance='cityblock')", "did you mean 'manhattan'", "mo.topsis(m, w, distance='manhattan')"),
    ("mo.wsm(m, w, scale='sum')", "use mo.scalings.total", "mo.wsm(m, w, scale=mo.scalings.total)"),
    ("mo.vikor(m, w, strategy=0.5)", "did you mean 'v'", "mo.vikor(m, w, v=0.5)"),
    ("mo.DecisionMatrix(frame, weights=w)", "mo.Problem(matrix, weights)", "mo.Problem(matrix, weights)"),
    ("mo.DecisionMatrix.from_frame(pd.DataFrame({'x': [1, 2], 'tool': ['Ant', 'Bee']}), index_col='tool')", "did you mean 'label'",
     "mo.DecisionMatrix.from_frame(pd.DataFrame({'x': [1, 2], 'tool': ['Ant', 'Bee']}), label='tool')"),
    ("mo.Problem(m, w, directions=[1, -1])", "directions belong to the matrix", "mo.Problem(mo.DecisionMatrix(values, directions=[1, -1]), w)"),
    ("mo.Problem(m, w, method='topsis')", "mo.topsis(problem)", "mo.topsis(problem)"),
    ("mo.Weights()", "mo.Weights(values", "mo.Weights(values=[2, 1])"),
    ("m.to_frame(kind='pandas')", "did you mean 'backend'", "m.to_frame(backend='pandas')"),
    ("mo.names('normalization')", "did you mean 'scaling'", "mo.names('scaling')"),
    ("mo.read(frame)", "mo.DecisionMatrix(table, directions=...)", "mo.DecisionMatrix(frame, directions=[1, -1])"),
    ("res.explain('Ant')", "Outcome.explain(a, b, ", "res.explain('Ant', 'Bee')"),
    ("mo.promethee_ii(function='linear')", "promethee_ii.with_(...)", "mo.promethee_ii.with_(function='linear', p=100)(m, w)"),
    ("mo.weightings.entropy()", "entropy(matrix, ...)", "mo.weightings.entropy(matrix)"),
    ("mo.scalings.minmax()", "minmax(matrix, ...)", "mo.scalings.minmax(matrix)"),
    ("mo.Judgements(names, [3]).priorities(method='geometric_mean')", "did you mean 'priority'", "mo.Judgements(names, [3]).priorities(priority='geometric_mean')"),
    ("mo.DecisionMatrix(X, directions=[-1])", "there is 1 direction for 2 criteria", "mo.DecisionMatrix(X, directions=[1, -1])"),
    ("mo.get('topsis', 'score')", "takes 1 argument without a name, and got 2", "mo.get('topsis')"),
    # published examples
    ("mo.Problem(m, w, published=outcome)", "published=outcome.scores", "mo.Problem(m, w, published=outcome.scores)"),
    ("mo.Problem(m, w, published=mo.Ranking({'Ant': 1, 'Bee': 2}))", "'Cat' has no rank", "mo.Problem(m, w, published=mo.Ranking({'Ant': 1, 'Bee': 2, 'Cat': 3}))"),
    ("mo.compare(problem, ['topsis'], tolerance=0.01)", "numpy.allclose(outcome.scores, published, atol=0.002)", "np.allclose(outcome.scores, [1, 0, 0], atol=0.002)"),
    ("mo.compare(m, ['vikor'], w, params={'vikor': {'v': 0.7}})", 'mo.Problem(matrix, weights, params={"topsis": {...}})',
     "mo.compare(mo.Problem(matrix, weights, params={'vikor': {'v': 0.7}}), ['vikor'])"),
    ("mo.compare(m, {'vikor': {'v': 0.7}, 'topsis': {}}, w)", 'mo.compare(matrix, [mo.vikor.with_(v=0.7), "topsis"], weights)',
     'mo.compare(matrix, [mo.vikor.with_(v=0.7), "topsis"], weights)'),
    ("mo.compare(problem, [outcome])", "or mo.topsis.with_(name=value)", "mo.compare(problem, ['vikor', mo.topsis.with_(p=3, distance='minkowski')])"),
    # blanks and weights
    ("mo.topsis(m, w, blanks={'price': 3})", "fill the cells of one of them first", "mo.topsis(m, w, blanks='mean')"),
    ("mo.topsis(m, {'quality': (0.2, 0.4), 'price': (0.6, 0.8)})", "mo.WeightSet(matrix).bounds({'quality': (0.2, 0.4)})",
     "mo.smaa(matrix, 'topsis', mo.WeightSet(matrix).bounds({'quality': (0.2, 0.4)}), draws=16)"),
    ("mo.smaa(m, 'topsis', {'quality': (0.2, 0.4), 'price': 0.5})", "mo.WeightSet(matrix).bounds({'quality': (0.2, 0.4)})",
     "mo.smaa(matrix, 'topsis', mo.WeightSet(matrix).bounds({'quality': (0.2, 0.4)}), draws=16)"),
    ("mo.topsis(mo.DecisionMatrix(X, criteria=['price:min', 'safety (stars)']), {'price': 1, 'safety': 1})", "did you mean 'safety (stars)'",
     "mo.topsis(mo.DecisionMatrix(X, criteria=['price:min', 'safety (stars)']), {'price': 1, 'safety (stars)': 1})"),
    # the subject first
    ("mo.smaa('topsis', problem)", 'mo.smaa(problem, "topsis")', 'mo.smaa(problem, "topsis")'),
    ("mo.smaa(mo.topsis, problem)", 'mo.smaa(problem, "topsis")', 'mo.smaa(problem, "topsis")'),
    ("mo.stability(res)", "outcome.matrix", "mo.stability(outcome.matrix, 'wsm', weights)"),
    ("mo.compare(m, w)", "methods second", "mo.compare(m, ['wsm', 'topsis'], w)"),
    ("mo.smaa(problem, 'wsm', n=100)", "did you mean 'draws'", "mo.smaa(problem, 'wsm', draws=100)"),
    ("mo.smaa(problem, 'wsm', seed=1)", "did you mean 'rng'", "mo.smaa(problem, 'wsm', rng=1)"),
    ("mo.stability(m, w)", "after the problem and before the weights", "mo.stability(m, 'wsm', w)"),
    ("mo.stability('tools.csv', 'wsm')", "mo.read", "mo.stability(mo.read('tools.csv', weights=w), 'wsm')"),
    ("mo.smaa(m, 'wsm', order='quality > price')", 'mo.WeightSet(problem).order("quality > price")',
     'mo.smaa(problem, "wsm", weights=mo.WeightSet(problem).order("quality > price"))'),
    ("mo.margin_of_victory(m, 'wsm', w)", "method='wsm', and so do weights: weights=...", "mo.margin_of_victory(m, method='wsm', weights=w)"),
    ("mo.margin_of_victory(m, mo.wsm, w)", "method='wsm', and so do weights: weights=...", "mo.margin_of_victory(m, method='wsm', weights=w)"),
    ("mo.margin_of_victory(m, w)", "go by name: weights=...", "mo.margin_of_victory(m, method='wsm', weights=w)"),
    ("mo.stability(m, 'topsis', w, normalization='minmax')", 'mo.topsis.with_(scale="minmax")', 'mo.smaa(m, mo.topsis.with_(scale="minmax"), w)'),
    # attributes
    ("res.rank_", "use .ranks", "res.ranks"),
    ("res.preference", "use .scores", "res.scores"),
    ("res.phi", "use .scores", "res.scores"),
    ("res.to_csv('out.csv')", 'mo.write(value, "file.csv")', 'mo.write(res, "file.csv")'),
    ("res.plot()", ".to_frame()", "res.to_frame()"),
    ("m.objectives", ".senses", "m.senses"),
    ("m.fillna('mean')", 'mo.Blanks("mean").fill(matrix)', 'mo.Blanks("mean").fill(matrix)'),
    ("res.reproduces([1, 0, 0])", "numpy.allclose(outcome.scores, published, atol=0.002)", "np.allclose(outcome.scores, [1, 0, 0], atol=0.002)"),
    ("j.consistency().lambda_max", "use .largest", "j.consistency().largest"),
    ("mo.weightings.critic(m).steps", "mo.weightings.critic.steps(matrix)", "mo.weightings.critic.steps(matrix)"),
    ("mo.topsis.steps(m, w)", "mo.topsis(matrix, weights).steps", "mo.topsis(matrix, weights).steps"),
    ("res.ranking.kendall(res.ranking)", "mo.compare(problem).agreement_table", "mo.compare(problem).agreement_table"),
    ("mo.verify(mo.stability(m, 'wsm', w).to_json())", "mcda_orch.verifier.verify(found.to_json())", "__import__('mcda_orch.verifier').verifier.verify(mo.stability(m, 'wsm', w).to_json())"),
    ("m.loc['Ant']", ".select(alternatives, criteria)", "m.select(['Ant'], ['quality'])"),
    ("j.CR", ".consistency().ratio", "j.consistency().ratio"),
    ("mo.topsis.fit(m, w)", "mo.topsis(matrix, weights)", "mo.topsis(matrix, weights).best"),
    ("res.d_plus", ".steps", "res.steps['D_i+']"),
    ("res.scores.to_series()", "dict(scores)", "pd.Series(dict(scores))"),
    # labels
    ("mo.wsm(two, pd.Series([2, 1])[::-1])", "which is no criterion. Hint: known are 'x', 'y'", "mo.wsm(two, pd.Series([2, 1], index=['x', 'y']))"),
    ("mo.wsm(two, pd.Series([0, 2, 1])[1:])", "which is no criterion. Hint: known are 'x', 'y'", "mo.wsm(two, pd.Series([0, 2, 1], index=['z', 'x', 'y'])[1:])"),
    ("mo.ahp(two, {'x': pd.DataFrame([[1, 3], [1 / 3, 1]], ['Ant', 'Bee'], ['Ant', 'Bee']), 'y': pd.DataFrame([[1, 2], [0.5, 1]], ['Ant', 'Bee'], ['Ant', 'Bee'])})",
     "give every name one number", "mo.ahp(two, {'x': 3, 'y': 1})"),
    ("mo.wsm(two, 'rank_order_centroid')", "ranks=", "mo.wsm(two, mo.weightings.rank_order_centroid(two, ranks={'x': 1, 'y': 2}))"),
    ("mo.DecisionMatrix(pd.DataFrame({'price': ['12', '9']}))", "astype(float)", "mo.DecisionMatrix(pd.DataFrame({'price': ['12', '9']}).astype(float))"),
    # authors
    ("method('score')(summed)", "import SCORE", "method(SCORE)(summed)"),
    ("method(summed)", "write @method(", "method(SCORE)(summed)"),
    ("method(SCORE, keeps=[law.dominance, law.dominance])(summed)", "keeps dominance twice", "method(SCORE, keeps=[law.dominance])(summed)"),
    ("method(SCORE, keeps=['dominance'])(summed)", "laws are values", "method(SCORE, keeps=[law.dominance])(summed)"),
    ("method(SCORE, keeps=law.dominance)(summed)", "write keeps=[law.dominance", "method(SCORE, keeps=[law.dominance])(summed)"),
    ("method(SCORE)(too_soft)", "must lie in [0, 1]", "method(SCORE)(softened)(two, w)"),
    ("method(SCORE)(weighed)", "'weights', as an argument of its labelled call", "method(SCORE)(factored)(two, w)"),
    ("method(SCORE)(writing)(two, w)", "read-only", "method(SCORE)(summed)(two, w)"),
    ("method(SCORE)(nan_of)(two, w)", "NaN", "method(SCORE)(summed)(two, w)"),
    ("method(SCORE)(complex_of)(two, w)", "complex", "method(SCORE)(summed)(two, w)"),
    ("method(SCORE)(lambda x, w, s: x.sum(-1))", "define it with def", "method(SCORE)(summed)(two, w)"),
]  # fmt: skip


def done(code, known):
    """Run a line of Python; return what it gives."""
    tree = ast.parse(code)
    if isinstance(tree.body[0], ast.Expr):
        return eval(code, dict(known))
    exec(code, dict(known))
    return None


@pytest.mark.parametrize(("wrong", "says", "right"), GUESSES, ids=[wrong for wrong, _, _ in GUESSES])
@pytest.mark.filterwarnings("ignore::mcda_orch.MeaningWarning")
def test_a_wrong_guess_leads_to_the_right_call(known, wrong, says, right):
    with pytest.raises((mo.McdaError, AttributeError, ImportError)) as caught:
        done(wrong, known)
    assert says in str(caught.value), str(caught.value)
    for name in re.findall(r"mo\.[\w.]*\w|(?<=did you mean ')\w+|\b[a-z_]+=(?=[\['\"])|(?<=use )\.\w+", says):
        assert name in right
    done(right, known)


CALL = re.compile(r"\bmo\.(?=[\w.]*\()")


def calls(text):
    """Return the calls that a text writes out, with all their brackets; those with places to fill in are none."""
    found = []
    for match in CALL.finditer(text):
        depth, at = 0, match.start()
        for at in range(match.start(), len(text)):
            depth += (text[at] in "([{") - (text[at] in ")]}")
            if not depth and at > match.start() and not re.match(r"[\w.(\[]", text[at + 1 : at + 2]):
                break
            if not depth and text[at + 1 : at + 2] == "." and not re.match(r"\.\w", text[at + 1 : at + 3]):
                break
        found.append(text[match.start() : at + 1])
    return [code for code in found if "..." not in code]


@pytest.mark.parametrize("text", SYNONYMS, ids=[text[:50] for text in SYNONYMS])
@pytest.mark.filterwarnings("ignore::mcda_orch.MeaningWarning")
def test_every_name_of_elsewhere_leads_to_calls_that_run(known, text):
    paths = re.findall(r"mo\.(\w+(?:\.\w+)*)", text)
    for guess in SYNONYMS[text].split():
        if isinstance(vars(mo).get(guess), ModuleType):
            continue  # a package of ours
        with pytest.raises((AttributeError, mo.PluginError)) as caught:
            mo.wsm(known["matrix"], guess) if hasattr(mo, guess) else getattr(mo, guess)  # a method, but no weighting
        told = str(caught.value)
        assert text.removesuffix(".") in told or told.split(": use mo.")[-1] in [*paths, "scalings.ranks"], told
    for code in calls(text.replace('"winner"', '"Ant"').replace('"outcome.json"', '"out.csv"')):
        eval(code, dict(known))
    for path in paths:
        found = mo
        for part in path.split("."):
            found = getattr(found, part)


VALUES_OF = {
    "Outcome": "outcome", "DecisionMatrix": "matrix", "Problem": "problem", "Weights": "outcome.weights", "Ranking": "outcome.ranking",
    "Labelled": "outcome.scores", "Steps": "outcome.steps", "Comparison": "mo.compare(problem)", "Judgements": "judged",
    "Hierarchy": "mo.Hierarchy('goal', judged)", "Smaa": "mo.smaa(problem, 'wsm', draws=16, rng=1)", "Table": "outcome.table", "Plugin": "mo.topsis",
    "Consistency": "judged.consistency()", "Stability": "mo.stability(matrix, 'wsm', weights)", "Method": "mo.topsis",
    "Group": "mo.Group({'Ann': problem, 'Bob': problem})", "GroupRanking": "mo.Group({'Ann': problem, 'Bob': problem}).rank('wsm')",
    "Explanation": "outcome.explain(*problem.matrix.names[:2])", "Report": "mo.brief(problem)", "Shown": "outcome.weights", "Consensus": "mo.rules.borda(['Ant > Bee', 'Bee > Ant'])",
}  # fmt: skip


@pytest.mark.parametrize("kind", ATTRIBUTES)
@pytest.mark.filterwarnings("ignore::mcda_orch.MeaningWarning")
def test_every_attribute_of_elsewhere_leads_to_one_that_is_there(known, kind):
    value = eval(VALUES_OF[kind], dict(known))
    own = {"scores": value, "steps": value, "weights": value} if kind in ("Labelled", "Steps", "Weights") else {}
    known |= {"value": value} | own | ({"group": value} if kind == "Group" else {})
    for text, guesses in ATTRIBUTES[kind].items():
        for guess in guesses.split():
            with pytest.raises(AttributeError, match=re.escape(text.removesuffix(".")) if kind != "Shown" else ": .+"):
                getattr(value, guess)
        for code in calls(text.replace("path)", '"out.csv")')):
            eval(code, dict(known))
        for name in re.findall(r"(?:use|or|is in|nothing is drawn here;|have) \.(\w+)", text):
            assert hasattr(value, name), f"{kind} has no {name}"


def test_an_author_is_told_how_a_method_goes_in():
    def mine(x, w, s):
        return x.sum(axis=-1)

    table = mo.DecisionMatrix([[1, 2], [2, 1]])
    with pytest.raises(mo.PluginError, match=r"Hint: a function becomes one under @method\(SCORE\): from mcda_orch.plugin.plugin import"):
        mo.compare(table, ["wsm", mine], weights=[1, 1])
    with pytest.raises(mo.PluginError, match=r"Hint: parameters go with the method, such as mo.promethee_ii.with_\(function="):
        mo.compare(table, ["wsm", ("topsis", {})], weights=[1, 1])
    for wrong in (lambda: mo.get("my_own"), lambda: mo.my_own, lambda: mo.register):
        with pytest.raises(
            (AttributeError, mo.PluginError), match="passed on as it is, and gets its name here by an entry point in the group"
        ):
            wrong()
    with pytest.raises(AttributeError, match="there is no mo.scores.my_own: "):
        mo.scores.my_own  # noqa: B018


def test_a_scaling_or_weighting_that_is_not_there_leads_to_one_and_to_no_question():
    with pytest.raises(mo.PluginError, match="'robust', which is no scaling. Hint: known are 'categorical'"):
        mo.wsm(mo.DecisionMatrix([[1, 2], [2, 1]]), [1, 1], scale="robust")
    with pytest.raises(mo.PluginError, match="no weighting 'robust'. Hint: known are "):
        mo.wsm(mo.DecisionMatrix([[1, 2], [2, 1]]), "robust")


def test_the_interpreter_adds_no_guess_by_letters():
    with pytest.raises(AttributeError) as caught:
        mo.method  # noqa: B018
    assert "Did you mean" not in "".join(traceback.format_exception(caught.value))


def test_a_module_that_is_not_imported_says_so():
    code = "import mcda_orch as mo\ntry: mo.testing\nexcept AttributeError as error: print(error)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.endswith(": it is a module of its own, import mcda_orch.testing\n")
