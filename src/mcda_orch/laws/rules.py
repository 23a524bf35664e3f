"""What laws follow from: the table of rules, each with its proof.

U is the linear form, better where it is higher; its product with the weights w orders the alternatives (``linear``). G and L are the parts
of a ratio form, whose ratio G @ u / L @ u does, with u a power of the shares of weight (``ratio``). Weights are not negative, nor are G
and L. Where a range is nil, a place in it tells on which side of the cells something lies.
"""

from __future__ import annotations

from ..plugin.law import Rule

__all__: list[str] = []

dominance = (
    Rule(
        ("linear", "rises"),
        "If a is nowhere worse than b, then U_aj >= U_bj for every j.\nWith w_j >= 0 the sum of w_j (U_aj - U_bj) is not negative.",
    ),
    Rule(
        ("ratio", "rises"),
        "If a is nowhere worse than b, then G_aj >= G_bj and L_aj <= L_bj for every j, and so are their sums with u_j >= 0.\n"
        "A ratio with more above and less below is no smaller, also where 0 / 0 counts as 0.",
    ),
)
strict_dominance = (
    Rule(
        ("linear", "rises", "climbs"),
        "If a is nowhere worse than b, no U_aj - U_bj is negative, and on a j where a is better it is positive.\n"
        "That j counts, w_j > 0, so the sum of w_j (U_aj - U_bj) is positive.",
    ),
    Rule(
        ("ratio", "rises", "climbs"),
        "If a is nowhere worse than b, and better on a j with u_j > 0, then G @ u is larger for a than for b and L @ u is smaller.\n"
        "So the ratio of a is larger: its G @ u is positive, and b's L @ u is.",
    ),
)
response = (
    Rule(
        ("linear", "columns", "leads"),
        "Improving a cell of a in column j leaves the differences in other columns, and lessens no U_aj - U_bj.\n"
        "So w_j >= 0 takes nothing from the lead of a over any b, and one that was not negative is not negative now.",
    ),
    Rule(
        ("independent", "dominance"),
        "Put the improved row a' beside a and b: by independence a is no worse than b there too, and by dominance a' is no worse than a.\n"
        "So a' is no worse than b, and by independence stays so when a is taken away.",
    ),
)
weight_free = (
    Rule(("linear",), "U does not know the weights, so that U @ (c w) = c (U @ w).\nA factor c > 0 leaves every order as it is."),
    Rule(("shares",), "The order at w is the order at the shares of w.\nc w and w have the same shares."),
    Rule(("ratio",), "Weights enter by a power of their shares alone.\nc w and w have the same shares."),
)
ignores_zero_weight = (
    Rule(
        ("linear", "columns"),
        "A column with w_j = 0 adds nothing to any difference of U @ w.\nWithout it the other columns of U differ between rows as before.",
    ),
    Rule(
        ("ratio", "columns"),
        "A column with w_j = 0 has u_j = 0, adds nothing to G @ u or L @ u, and has no part in the shares.\n"
        "Without it the other columns are as before.",
    ),
)
splitting = (
    Rule(
        ("linear", "columns"),
        "Both copies have the column of U that the criterion had, up to a number that all rows share, and the others stay.\n"
        "w_j / 2 and w_j / 2 weigh its differences as w_j did.",
    ),
    Rule(
        ("ratio_of_sums", "columns"),
        "Both copies have the columns of G and L that the criterion had, and the others stay; the total weight stays too.\n"
        "Weights enter as they are, and w_j / 2 and w_j / 2 weigh a column twice as w_j did once.",
    ),
)
unit_free = (
    Rule(("order",), "A larger or smaller unit leaves the order of the cells.\nNothing else is seen of them."),
    Rule(
        ("places",),
        "Places (x - low) / (high - low) are the same in every unit, also of what is stated for the criterion.\nNothing else is seen.",
    ),
    Rule(("parts",), "Parts x / max|x| are the same in every unit, also of what is stated for the criterion.\nNothing else is seen."),
    Rule(("no_cells",), "Only cells change.\nThey are not seen."),
)
origin_free = (
    Rule(("order",), "A shift leaves the order of the cells.\nNothing else is seen of them."),
    Rule(
        ("places",),
        "Places (x - low) / (high - low) are the same after a shift, also of what is stated for the criterion.\nNothing else is seen.",
    ),
    Rule(
        ("distances",),
        "Distances x - low are the same after a shift, also of what is stated for the criterion.\nNothing else is seen.",
    ),
    Rule(("no_cells",), "Only cells change.\nThey are not seen."),
)
order_only = (Rule(("order",), "What rises everywhere leaves the order of the cells.\nNothing else is seen of them."),)
mirror = (
    Rule(("order",), "Negated cells under the other sense have the same order from the worst to the best.\nNothing else is seen."),
    Rule(("places",), "Negated cells under the other sense have the same places, counted from the worse end.\nNothing else is seen."),
    Rule(("distances",), "Negated cells under the other sense have the same distances from the worse end.\nNothing else is seen."),
    Rule(("senses",), "Both ways of stating the criterion come to the same benefit.\nNothing else is seen."),
    Rule(("no_cells",), "Only cells and senses change.\nNeither is seen."),
)
direction_free = (Rule(("no_cells",), "Only a sense changes.\nSenses are not seen."),)
sole_criterion = (
    Rule(
        ("strict_dominance",),
        "Where all other cells are equal, an alternative with a better value is nowhere worse, and better on a criterion that counts.\n"
        "So it scores better, by strict dominance.",
    ),
)
independent = (
    Rule(("rows",), "Every result is what its own row gives.\nTaking another row away leaves it."),
    Rule(
        ("linear", "own"),
        "Without a row, the differences between the others in all columns of U are what they were, times one positive number.\n"
        "So are the differences of U @ w, which keep their signs.",
    ),
)
dominated_newcomer = (
    Rule(("independent",), "Take the newcomer away again.\nThat leaves the order of the others."),
    Rule(
        ("linear", "best"),
        "A dominated newcomer is nowhere better than all others, so the differences between these in all columns of U are with it what\n"
        "they are without it, times one positive number. So are the differences of U @ w, which keep their signs.",
    ),
    Rule(
        ("ratio", "best"),
        "A dominated newcomer is nowhere better than all others, so G and L of these are with it what they are without it,\n"
        "times one positive number, which their ratio does not show.",
    ),
)
clone_proof = (
    Rule(("independent",), "Take the copy away again.\nThat leaves the order of the others."),
    Rule(
        ("linear", "best"),
        "A copy is nowhere better than all others, so the differences between these in all columns of U are with it what they are\n"
        "without it, times one positive number. So are the differences of U @ w, which keep their signs.",
    ),
    Rule(
        ("linear", "extremes"),
        "A copy lies nowhere outside the others, so the differences between these in all columns of U are with it what they are\n"
        "without it, times one positive number. So are the differences of U @ w, which keep their signs.",
    ),
    Rule(
        ("ratio", "extremes"),
        "A copy lies nowhere outside the others, so G and L of these are with it what they are without it,\n"
        "times one positive number, which their ratio does not show.",
    ),
)
bounded = (
    Rule(
        ("linear", "sums", "unit_interval"),
        "With weights that are not negative and sum to one, a score is an average of a row of the linear form.\n"
        "An average of numbers between 0 and 1 lies between 0 and 1.",
    ),
)
