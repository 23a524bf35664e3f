"""Attributes that results and tables have in other libraries: where the same thing stands here."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from ..errors import did_you_mean, key

__all__ = ["Advised", "attribute_hint"]

_TABLES = {
    'use mo.write(value, "file.csv"), or .table.csv() for the text.': "to_csv csv save_csv",
    'use mo.write(value, "file.md"), or .table.markdown() for the text.': "to_markdown markdown",
    'use mo.write(value, "file.html"), or .table.html() for the text.': "to_html html",
    "use mo.write(value, path), whose ending says what is written.": "save write export dump to_file",
    "use .to_frame(), which has all ways out that dataframes have.": "to_excel to_parquet to_sql to_clipboard to_string to_json to_feather",
    "use .to_frame().": "to_pandas to_dataframe as_frame dataframe df to_polars frame data_frame",
    "use .to_latex().": "latex tex to_tex",
    "use .table.records().": "to_dict as_dict to_dicts asdict to_records",
    "nothing is drawn here; .to_frame() goes into any plotting library.": "plot plots bar barh show draw visualize visualise heatmap",
}

_HERE: dict[str, dict[str, str]] = {
    "Shown": _TABLES,
    "Report": {
        "use mo.write(value, \"file.csv\"), or .table.csv() for the text.": "to_csv csv save_csv",
        "use .markdown(), or mo.write(value, \"file.md\").": "to_markdown",
        "use .html(), or mo.write(value, \"file.html\").": "to_html",
        "use .document(), which is ready for JSON.": "to_dict to_json as_dict",
        "use mo.write(value, path), whose ending says what is written.": "save write export dump to_file",
        "use .records().": "to_records to_dicts",
        "use .to_frame(), which has all ways out that dataframes have.": "to_excel to_parquet to_sql",
        "use .to_frame().": "to_pandas to_dataframe as_frame dataframe df to_polars frame",
        "use .to_latex().": "latex tex to_tex",
        "nothing is drawn here; .to_frame() goes into any plotting library.": "plot plots bar barh show draw visualize visualise heatmap",
    },
    "Outcome": {
        "use .ranks for places in the order of the input, .ranking for the order itself.": """rank rank_ ranks_ rankings ranking_ rankdata
            rank_order order order_ sorted sort positions places untied_rank ranked argsort""",
        "use .scores.": """score score_ scores_ pref preference preferences closeness similarity values value results result points utility
            net_flow net_flows flow flows phi cc p_i""",
        "what the method computes on the way is in .steps: print them, and ask for one by its symbol.": """d_plus d_minus d_pos d_neg d_best
            d_worst dp dm distances ideal anti_ideal nadir pis nis phi_plus phi_minus positive_flow negative_flow leaving_flow entering_flow s r q
            s_ r_ q_ s_i r_i q_i regret compromise compromise_set compromise_solution e_ extra normalized_matrix normalised_matrix nmatrix
            weighted_matrix weighted_normalized_matrix normalized normalised weighted normalization normalisation intermediate intermediates details k_i concordance""",
        "use .best.": "winner winners top best_ best_alternative first idxmax argmax",
        "use .params.": "parameters settings config get_params",
        "use .matrix.names.": "alternatives names index labels",
        "use .matrix.criteria.": "criteria columns",
        "use .explain(a, b).": "explanation contributions contribution why shap",
        "ask mo.stability(outcome.matrix, outcome.method, outcome.weights).": "sensitivity sensitivity_analysis stability robustness",
        "use mo.write(outcome, \"outcome.json\"), which mo.read_outcome reads again; other endings write the table.": "save to_json dump write export to_file",
        "use pd.Series(dict(outcome.scores)), or dict(outcome.scores) alone.": "to_dict to_series as_dict asdict series",
        "compare the figures, numpy.allclose(outcome.scores, published, atol=0.002), or ask mo.compare(problem), whose problem states them.": """
            reproduces reproduce compare check verify matches allclose equals published""",
        "how far outcomes agree is mo.agreements.kendall_tau_b(one, other), and of all methods mo.compare(problem).agreement_table.": """correlation corr kendall kendall_tau tau
            spearman ws""",
    },
    "DecisionMatrix": {
        "use .criteria, which have a name, direction and unit each, or .senses, +1 and -1.": """types objectives objective iobjectives directions
            direction impacts criteria_types""",
        "weights stand beside the matrix: mo.topsis(matrix, weights), or mo.Problem(matrix, weights).": "weights weight w",
        "use .values.": "matrix data to_numpy numpy array x nmatrix cells",
        "use .names.": "index rows anames alternative_names labels",
        "use .criterion_names.": "columns cnames criteria_names",
        "what a blank means is said where a method is called, blanks=\"mean\", or mo.Blanks(\"mean\").fill(matrix) fills them.": """fillna dropna
            fill impute interpolate isna isnull bfill ffill""",
        "use .select(alternatives, criteria).": "loc iloc drop filter head tail sample subset at iat query",
        "use mo.scalings.minmax(matrix), or another of mo.scalings.": """normalise normalize normalized normalised scale transform standardize
            minmax to_normalized""",
        "use mo.non_dominated_sorting(matrix, weights).": "dominance pareto non_dominated dominated pareto_front",
        "use .to_frame().": """describe mean std corr info summary min max sum stats to_pandas to_dataframe as_frame dataframe df to_polars
            transpose t""",
    },
    "Problem": {
        "use .matrix, which holds values, alternatives and criteria.": """values data decision_matrix alternatives criteria names criterion_names
            shape senses select objectives types directions""",
        "a method is called on the problem: mo.topsis(problem).": "rank solve evaluate run scores ranking compute decide",
        "use mo.write(problem, \"problem.toml\"); XMCDA and other endings are written too.": "save write export dump to_xml to_toml to_json",
    },
    "Weights": {
        "use .shares.": "normalized normalised normalize normalise proportions relative percent",
        "use .values.": "to_numpy numpy array data w weights tolist to_list",
        "use .criteria.": "names index labels columns",
        "use pd.Series(dict(weights)), or dict(weights) alone.": "to_dict to_series as_dict asdict series",
        "what a weighting computes on the way is mo.weightings.critic.steps(matrix).": "steps intermediate details verbose",
        "use .source.": "method origin",
    },
    "Ranking": {
        "use .ranks(), by alternative, or .groups, from the best to the worst.": """tolist rank rank_ values order positions to_numpy to_list places
            sorted""",
        "use .labels.": "names alternatives index",
        "a ranking knows no scores; those of a method are in outcome.scores.": "scores score",
        "use .best.": "winner winners top first",
        "how far rankings agree is mo.agreements.kendall_tau_b(one, other), and of methods mo.compare(problem).agreement_table.": """
            kendall kendall_tau tau correlation corr spearman ws similarity distance agreement compare""",
    },
    "Labelled": {
        "use pd.Series(dict(scores)), or dict(scores) alone.": "to_dict to_series as_dict asdict series",
        "use .labels.": "index names columns",
        "use .values.": "to_numpy numpy array",
        "a name stands in brackets: outcome.scores[\"Ant\"].": "loc iloc at get",
        "use .to_frame(), or outcome.ranking for the order.": "sort_values sorted rank nlargest nsmallest idxmax idxmin describe",
    },
    "Steps": {
        "use [step.symbol for step in steps].": "names keys symbols columns index",
        "use .markdown().": "to_markdown",
        "use .html().": "to_html",
    },
    "Comparison": {
        "use .to_frame() for the ranks by every method, .outcomes[name] for one of them.": """ranks rankings rank ranking results ranks_ scores
            methods table_of_ranks""",
        "use .agreement_table, or .agreement for its numbers; agreement= of mo.compare takes another coefficient.": """correlation correlations corr agreements kendall kendall_tau tau
            spearman similarity rank_correlation ws""",
        "use .consensus.ranking, or .firsts for who is first and by which methods; .verdict says it in words.": "groups borda copeland aggregate aggregated best winner winners",
        "outcomes are explained one by one: .outcomes[name].explain(a, b).": "explain explanation why",
    },
    "Group": {
        "use .rank(method), which asks each expert, or mo.compare(group.joint()) for several methods on the mean of all.": """compare topsis
            wsm vikor evaluate run solve decide aggregate""",
        "use .rank(method).consensus, or .joint() for the mean of all.": "consensus borda kemeny copeland",
        "use .rank(method).concordance.": "concordance agreement kendall_w w",
    },
    "GroupRanking": {
        "use .joint.explain(a, b), or the outcome of one expert: method(group.problem(name)).explain(a, b).": "explain explanation why",
        "use .joint.ranking for the mean of all, .consensus.ranking for the rule, .rankings for each expert.": "ranking rank ranks order",
        "use .joint.best or .consensus.best; .firsts says it of each expert.": "best winner winners first top",
        "use .concordance.": "agreement kendall_w w",
    },
    "Explanation": {
        "use .contributions.": "values shapley shapley_values parts shap",
        "use .undoing(), by cells, or .undoing(\"weights\").": "undo what_if counterfactual",
        "use .waterfall for its points.": "plot",
    },
    "Consensus": {
        "use .best, who is first; .condorcet_winner is who beats all others in pairs, or None.": "winner winners top first",
        "use .ranking for the order, .ranks for places in the order of .ranks.labels.": "rank order rankings positions places result",
        "use .scores.": "score points values",
        "use .profile.weights.": "weights voters_weights",
        "use .profile.voters.": "voters",
        "use .profile.alternatives.": "alternatives names labels candidates",
        "use .distances, of each voter to the ranking.": "distance",
        "use .without[name], the ranking without that voter.": "drop remove leave_out",
    },
    "Judgements": {
        "use .priorities().": "weights weight priority eigenvector w get_weights",
        "use .consistency().ratio.": "consistency_ratio cr ratio is_consistent consistent get_cr rc",
        "use .consistency(), which has .largest, .index and .ratio.": "ci consistency_index lambda_max eigenvalue",
        "use .values.": "matrix array data",
        "use .items.": "names criteria labels index",
    },
    "Consistency": {
        "use .largest.": "lambda_max lmax eigenvalue lambda_ max_eigenvalue principal_eigenvalue",
        "use .index.": "ci consistency_index",
        "use .ratio.": "cr consistency_ratio rc",
        "use .acceptable.": "is_consistent consistent ok passed is_acceptable",
    },
    "Stability": {
        "use .tables: the first for the ranking, the second for the winner; or .to_frame().": """intervals interval ranges weight_intervals
            stability_intervals limits bounds""",
    },
    "Hierarchy": {
        "use .scores(), which gives priorities and ranking.": "ranking rank ranks priorities result best global_priorities run",
        "use .weights().": "global_weights criteria_weights",
        "use .consistency().": "consistency_ratio cr ci consistency_ratios",
    },
    "Smaa": {
        "use .acceptability.": "rank_acceptability rai acceptabilities rank_acceptabilities b rank_acceptability_index",
        "use .central_weights.": "central cw central_weight",
        "use .confidence.": "confidence_factors cf confidence_factor pc",
        "use .pairwise.": "pairwise_winning pwi p pairwise_probabilities",
    },
    "Table": {
        "use .csv().": "to_csv",
        "use .to_latex().": "latex tex to_tex",
        "use .markdown().": "to_markdown",
        "use .html().": "to_html",
        "use .records().": "to_dict to_dicts to_records",
        "use .rows.": "values data cells",
        "use .to_frame(), which has all ways out that dataframes have.": "to_excel to_parquet to_sql",
    },
    "Plugin": {
        "a method is called as it is: mo.topsis(matrix, weights) gives .scores, .ranks and .best.": """fit predict evaluate rank decide solve run_
            transform fit_transform fit_predict score calculate compute execute""",
        "use .with_(name=value).": "set_params replace copy_with partial with_params configure",
        "use .params.": "parameters get_params hyperparameters",
    },
    "Method": {
        "what a method computes on the way is mo.topsis(matrix, weights).steps.": "steps intermediate details verbose",
    },
}  # fmt: skip


@cache
def _answers(kind: str) -> dict[str, str]:
    return {key(guess): text for text, guesses in _HERE.get(kind, {}).items() for guess in guesses.split()}


@cache
def attribute_hint(kind: type, name: str) -> str | None:
    """Return where what another library calls by this name stands on a value of this kind, or None where that is not known."""
    asked = key(name)
    return next((found for part in kind.__mro__ if (found := _answers(part.__name__).get(asked))), None)


@cache
def _attributes(kind: type, name: str) -> str:
    """Return the attribute that is meant by one that is not there, or all that there are."""
    return did_you_mean(name, [own for own in dir(kind) if not own.startswith("_")])


class _Lacking(AttributeError):
    """Says what is meant by an attribute that is not there when somebody reads it; whoever only asks whether it is there waits for nothing."""

    def __init__(self, said: str, kind: type, name: str, value: Any) -> None:
        super().__init__(said, name=name, obj=value)
        self._kind = kind

    def __str__(self) -> str:
        return f"{self.args[0]}: {attribute_hint(self._kind, self.name) or _attributes(self._kind, self.name)}"


class Advised:
    """A value that says, of an attribute that it does not have, where to find what is meant."""

    __slots__ = ()

    if not TYPE_CHECKING:  # a type checker would take every attribute for granted

        def __getattr__(self, name: str) -> Any:
            try:
                return object.__getattribute__(self, name)  # a property's own error is told again
            except AttributeError as error:
                kind = type(self)
                if name.startswith("_") or hasattr(kind, name):
                    raise
                raise _Lacking(str(error), kind, name, self) from None
