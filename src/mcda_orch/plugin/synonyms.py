"""What people call methods and questions elsewhere, and what stands for it here."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from ..errors import did_you_mean, key

__all__ = ["OWN", "answer", "hint"]

ALIKE = 0.75
"""How alike letters must be before they are taken for a slip of the pen: names of methods are short, and many differ by little."""

SHORT = 2
"""Letters of names that are near to many others by chance."""

OWN = "one of your own is called and passed on as it is, and gets its name here by an entry point in the group mcda_orch.plugins"
"""How a plug-in goes in that nothing registers."""

_HERE = {
    # methods
    "wsm is the weighted sum; use mo.wsm.": """saw weighted_sum weighted_sum_model weighted_sum_method simple_additive_weighting additive
        linear_additive sum_product weighted_average weighted_mean weighted_scoring weighted_score scoring_model mavt
        weighted_decision_matrix pugh pugh_matrix decision_grid sawmethod""",
    "wpm is the weighted product; use mo.wpm.": "weighted_product weighted_product_model weighted_product_method mew product geometric",
    "waspas joins weighted sum and weighted product; use mo.waspas.": "weighted_aggregated_sum_product_assessment",
    "topsis is closeness to the ideal; use mo.topsis.": "ideal_solution closeness technique_for_order_preference ideal_point",
    "promethee_ii ranks by net flows; use mo.promethee_ii.": "promethee promethee_2 promethee_method prom net_flow outranking_flow",
    "promethee_ii is built, the partial order of PROMETHEE I and the others are not; use mo.promethee_ii, whose steps show both flows.": """
        promethee_i promethee_1 promethee_iii promethee_iv promethee_v promethee_vi gaia promethee_gaia""",
    "an outcome is explained, two of its alternatives at a time: mo.topsis(problem).explain(\"Ant\", \"Bee\").": "explain explanation shapley",
    "ELECTRE is not built; promethee_ii, the outranking method here, has thresholds of indifference and preference: mo.promethee_ii.": """
        electre electre_i electre_ii electre_iii electre_iv electre_tri electre_is electre1 electre2 electre3 electre_tri_b outranking""",
    "qualitative outranking is not built; non_dominated_sorting and lexicographic use the order of the cells alone.": """
        regime qualiflex oreste melchior argus evamix""",
    "sorting into classes is not built; rank, and cut the ranking where the classes part.": "flowsort topsis_sort promsort vikor_sort utadis",
    "ahp ranks by judgements of the alternatives, mo.Judgements holds those of the criteria; use mo.ahp or mo.Judgements.": """
        analytic_hierarchy_process analytical_hierarchy_process hierarchy_process saaty""",
    "ANP is not built; mo.Hierarchy holds judgements without feedback between the levels.": "anp analytic_network_process network_process",
    "BWM is not built; mo.Judgements takes the same comparisons, and need not be complete.": "bwm best_worst best_worst_method fucom swara",
    "MACBETH is not built; mo.uta learns value functions from an order.": "macbeth",
    "maut is the additive utility; use mo.maut.": "utility utility_theory multi_attribute_utility",
    "gra is grey relational analysis; use mo.gra.": "grey grey_relational grey_relational_analysis gray_relational_analysis",
    "dea is data envelopment analysis; use mo.dea.": "data_envelopment data_envelopment_analysis ccr",
    "non_dominated_sorting finds the Pareto fronts; use mo.non_dominated_sorting.": """pareto pareto_front pareto_frontier skyline nsga
        non_dominated dominance dominated""",
    "lexicographic compares by the most important criterion first; use mo.lexicographic.": "lexicographical lex",
    "multimoora joins three rankings; use mo.multimoora.": "multi_moora moora_full",
    "moora_reference is the reference point part of MOORA; use mo.moora_reference.": "reference_point rpa",
    "choquet is the Choquet integral, mo.Capacity the worths of sets of criteria; use mo.choquet.": "choquet_integral fuzzy_integral",
    "maximin judges by the worst criterion; use mo.maximin.": "wald maxmin worst_case pessimistic",
    "maximax judges by the best criterion; use mo.maximax.": "maxmax optimistic",
    "regret is what vikor measures, as its step R; use mo.vikor.": "regret minimax_regret savage compromise compromise_ranking compromise_programming",
    "fuzzy numbers are not built; mo.smaa takes cells and weights that are intervals or distributions.": """
        fuzzy fuzzy_topsis fuzzy_ahp fuzzy_vikor interval_topsis intuitionistic hesitant""",
    "SMARTS and SMARTER are weighted sums of values; use mo.smart, with mo.weightings.rank_order_centroid for SMARTER.": "smarts smarter",
    # weightings
    "weights by entropy are mo.weightings.entropy(matrix), or weights=\"entropy\".": """entropy_weights entropy_weight entropy_weighting shannon
        shannon_entropy ewm""",
    "weights by CRITIC are mo.weightings.critic(matrix), or weights=\"critic\".": "critic_weights critic_method",
    "equal weights are mo.weightings.equal(matrix), or weights=\"equal\".": "equal_weights mean_weights equal_weighting uniform uniform_weights mw",
    "weights by standard deviation are mo.weightings.standard_deviation(matrix).": "std std_weights standard_deviation_weights sd_weights",
    "weights by rank are mo.weightings.rank_order_centroid, rank_sum, rank_reciprocal and rank_exponent.": """roc roc_weights surrogate_weights
        rank_weights rs_weights""",
    "weights from pairwise judgements are mo.Judgements(names, judgements).priorities().": """pairwise pairwise_comparison pairwise_weights
        ahp ahp_weights ahp_method priorities judgments comparison_matrix pairwise_comparison_matrix principal_eigenvector power_method priority_vector""",
    "how far judgements agree is mo.Judgements(names, judgements).consistency().ratio.": "consistency consistency_ratio consistency_index cr",
    "weights are mo.Weights({name: weight}); what finds them in a matrix stands under mo.weightings, such as mo.weightings.entropy(matrix).": """
        weighting weights weight weighters objective_weights
        weighting_methods get_weights find_weights""",
    "weights are drawn from a set of them: mo.WeightSet(problem).sample(1000); mo.smaa(problem, \"wsm\") ranks under all.": """random_weights
        dirichlet sample_weights weights_sampler generate_weights""",
    "statements about weights make a set of them: mo.WeightSet(problem).order(\"quality > price\").": """weight_order weight_constraints
        ordinal_weights ordered_weights partial_information incomplete_information""",
    # scalings
    "scalings stand under mo.scalings, such as mo.scalings.minmax(matrix).": """normalise normalize normalisation normalization normaliser
        normalizer normalizations normalize_matrix normalise_matrix normalized_matrix scale scaling scaler scalers preprocessing""",
    "minmax places within the range of a criterion; use mo.scalings.minmax.": """min_max minmax_normalization minmax_scaler range_normalization""",
    "vector divides by the length of the column; use mo.scalings.vector.": "vector_normalization l2 euclidean_normalization vectorscaler",
    "total divides by the sum of the column; use mo.scalings.total.": "sum sum_normalization sum_scaler l1 linear_sum",
    "maximum divides by the largest value, linear_ratio by the best; use mo.scalings.maximum or mo.scalings.linear_ratio.": """
        max_normalization max_scaler linear_normalization maxabsscaler""",
    "zscore centres and divides by the deviation; use mo.scalings.zscore.": "standard_scaler standardize standardise z_score",
    # questions and input
    "stability says how far weights can move; use mo.stability(problem, \"wsm\"), or mo.what_if for what would change the winner.": """
        sensitivity sensitivity_analysis weight_sensitivity robustness robust weight_intervals weight_interval stability_intervals
        weight_stability weight_stability_intervals""",
    "smaa ranks under random weights, cells and parameters; use mo.smaa(problem, \"wsm\").": """monte_carlo simulate simulation
        uncertainty stochastic smaa_2 rank_acceptability""",
    "what-if questions are mo.what_if(problem, \"winner\", method=\"wsm\") and mo.margin_of_victory(problem, method=\"wsm\").": "scenario scenarios counterfactual",
    "rank reversal is looked for, or ruled out, by mo.rank_reversal(problem, \"topsis\").": "reversal rank_reversals ranking_reversal irr",
    "compare asks many methods about one problem; use mo.compare(problem).": """comparison compare_methods benchmark comparisons
        multiple_methods ranks_comparator mkrank_cmp rank_cmp cmp""",
    "how far methods agree is mo.compare(problem).agreement_table; coefficients for two rankings stand under mo.agreements, such as mo.agreements.kendall_tau_b(a, b).": """
        correlation correlations kendall kendall_tau kendalltau tau_b rank_correlation ranking_similarity rank_similarity similarity pearson corr
        agreement coefficients distances rank_distance""",
    "mo.agreements.spearman(a, b) is Spearman's correlation of average ranks.": "spearmanr rho rs",
    "mo.agreements.ws(a, b) compares a ranking with a reference.": "ws_coefficient ws_coeff rank_similarity_coef",
    "mo.agreements.weighted_spearman(a, b) is Spearman's coefficient with the top weighted.": "rw",
    "mo.agreements.goodman_kruskal_gamma(a, b) is Goodman and Kruskal's gamma.": "goodman_kruskal gamma",
    "mo.agreements.weighted_kendall(a, b) is Vigna's weighted tau, and important=\"bottom\" turns it around.": "weightedtau weighted_tau",
    "mo.agreements.somers_d(a, b) is Somers' d.": "somersd",
    "mo.agreements.rank_biased_overlap(a, b) is the overlap of the best over all depths.": "rbo",
    "mo.agreements.drastic_ws(a, b) is the drastic weighted similarity.": "draws_distance drastic",
    "mo.agreements.jensen_shannon(a, b) compares weights; mo.agreements.wsc and mo.agreements.wsc2 do too.": "jensenshannon weight_similarity weights_similarity",
    "ranks by scores are mo.Ranking.from_scores(scores).ranks(); every outcome has .ranks.": """rankdata rrankdata rank_data rankings rank_order
        get_rank rank_preferences to_ranks""",
    "certificates are checked by their own .verify(), in JSON by mcda_orch.verifier.verify(found.to_json()), and files by: mcda-orch verify FILE.": """
        verify check_certificate certificate certificates proof proofs verify_file""",
    "published scores are compared by mo.compare(mo.Problem(matrix, weights, published=scores, published_by=\"topsis\"), \"topsis\").": """
        check reproduce reproduces replicate replication published reproduction check_published""",
    "published worked examples stand in data/published of the repository; the problem in the package is mo.load(\"orchestrators\").": """
        cases examples worked_examples papers literature""",
    "what a blank means is said where a method is called: mo.topsis(matrix, weights, blanks=\"mean\"); mo.Blanks(\"mean\").fill(matrix) fills them.": """
        blanks fillna fill_na impute imputer impute_missing dropna missing missing_values""",
    "all weightings are listed by mo.names(\"weighting\"), and mo.compare(matrix, weights=\"entropy\") compares methods under one.": """
        compare_weights compare_weightings list_weightings""",
    "what a method computes on the way is mo.topsis(problem).steps.": "steps intermediate intermediate_results verbose",
    "several rankings become one by a rule of mo.rules, such as mo.rules.kemeny(rankings); mo.names('consensus') lists them.": """voting consensus
        aggregate rank_aggregation ensemble social_choice voting_rules rules_of_consensus condorcet
        kemeny_young beat_path tideman simpson rrf dowdall""",
    "a method is called as it is: mo.topsis(matrix, weights) gives .scores, .ranks and .best.": """rank ranks ranking score fit predict evaluate
        solve run transform decide decision choose pipeline mkpipe make_pipeline best rank_result result results agg mcda mcdm mcda_method""",
    "mo.names('score') lists the methods, mo.names('scaling') and mo.names('weighting') the others.": """list_methods available_methods
        methods_list all_methods method_names list available get_methods registry""",
    "a result goes out by mo.write(result, \"file.csv\"), .to_frame() and .to_latex(); mo.write(outcome, \"outcome.json\") keeps all of it.": """save to_latex
        to_json to_csv export dump to_excel save_results to_markdown to_html report""",
    "nothing is drawn here; .to_frame() goes into any plotting library.": "plot plots visuals visualization visualisation figure show draw",
    "more is better everywhere once a table is scaled: mo.scalings.minmax(matrix).": "invert inverter invert_minimize negate cost_to_benefit",
    "DEMATEL is not built; mo.Judgements takes judgements of importance.": "dematel cognitive_map ism",
    f"a method of your own is a kernel under @method: from mcda_orch.plugin.plugin import method, scaling, weighting; {OWN}.": """
        method plugin plugins register register_method custom custom_method own_method decorator""",
    "weights behind published scores are found by mo.audit(problem); value functions by mo.uta.": """inverse infer_weights recover
        weights_from_scores learn elicit elicitation""",
    "uta, utastar and uta_gms learn value functions from an order; use mo.utastar.": "uta_methods ror robust_ordinal_regression",
    "a file is read by mo.read(\"tools.csv\"), bundled problems by mo.load(\"orchestrators\").": """load_csv read_csv read_excel read_table
        read_markdown from_csv open load_dataset datasets read_json read_toml load_file import_csv""",
    "a table is mo.DecisionMatrix(values, alternatives, criteria, directions=...).": """mkdm matrix dm decision_table table dataframe
        from_dataframe decisionmatrix""",
    "alternatives, criteria, weights and published scores together are mo.Problem(matrix, weights).": "decision_problem dataset data model",
    "directions belong to the matrix: mo.DecisionMatrix(..., directions=[\"max\", \"min\"]), or 'price:min' in its name.": """types objectives
        senses impacts objective min max beneficial cost benefit""",
}  # fmt: skip


@cache
def _answers() -> dict[str, str]:
    return {key(guess): text for text, guesses in _HERE.items() for guess in guesses.split()}


def answer(name: str) -> str | None:
    """Return what stands here for a name that is used elsewhere, or None where that is not known.

    Examples
    --------
    >>> answer("SAW")
    'wsm is the weighted sum; use mo.wsm.'
    """
    return _answers().get(key(name))


def hint(name: str, known: Iterable[str], otherwise: str | None = None, homes: tuple[str, ...] = ()) -> str:
    """Return what a wrong name leads to: the known one that is written otherwise, what stands here for it, or a near one.

    Parameters
    ----------
    name : str
    known : iterable of str
    otherwise : str, optional
        What to say where nothing is known or near, instead of all known names.
    homes : tuple of str, optional
        Where what is asked for stands, such as ``("mo.scalings",)``: what stands elsewhere is no answer then.

    Examples
    --------
    >>> hint("TOPSIS", ["topsis", "wsm"]), hint("saw", ["topsis", "wsm"])
    ("did you mean 'topsis'?", 'wsm is the weighted sum; use mo.wsm.')
    """
    names = list(known)
    same, found = next((n for n in names if key(n) == key(name)), None), answer(name)
    if found is not None and homes and not any(home in found for home in homes):
        found = None
    if same is not None and (found is None or same.islower() or not name.islower()):  # small letters ask for no class
        return f"did you mean {same!r}?"
    if found is not None:
        return found
    near = did_you_mean(name, [n for n in names if len(n) > SHORT], ALIKE)
    return near if otherwise is None or near.startswith("did you mean") else otherwise
