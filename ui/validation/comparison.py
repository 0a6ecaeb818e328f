"""A comparison of both networks on the test pictures, with McNemar's test."""

from __future__ import annotations

from model.evaluation.comparison import Comparison, compare
from ui.languages.messages import Message, says, t
from ui.parts.percent import number, percent
from ui.shipped import second
from ui.verdicts import second_verdicts, validation_verdicts
from ui.visitor import Visitor

USUAL_LEVEL = 0.05  # significance level
RIGHT_NAMES = {
    "MLP": t("mlp_right"),
    "CNN": t("cnn_right"),
    "ResNet": t("resnet_right"),
}
WRONG_NAMES = {
    "MLP": t("mlp_wrong"),
    "CNN": t("cnn_wrong"),
    "ResNet": t("resnet_wrong"),
}


def comparison_of(visitor: Visitor) -> str:
    """HTML: the network in use compared with the second one; a sentence if there is none."""
    verdicts, others = validation_verdicts(visitor.predictor), second_verdicts(visitor)
    other = second(visitor.dataset)
    if verdicts is None or others is None or other is None:
        return f"<p {says(t('no_second_network'))}></p>"
    kinds = visitor.predictor.network.kind, other.network.kind
    return comparison_card(compare(verdicts, others), *kinds)


def comparison_card(found: Comparison, one: str, other: str) -> str:
    """HTML: both accuracies, a table of agreement, and the result of McNemar's test.

    `one` and `other` are the kinds of the networks.
    """
    share = percent((found.both + found.first_alone) / found.total, 2)
    other_share = percent((found.both + found.second_alone) / found.total, 2)
    words = comparison_text(one, other, share, other_share, found.total)
    return (
        f"<p {says(words)}></p><table><thead><tr><td></td>"
        f"<th scope='col' {says(RIGHT_NAMES[other])}></th>"
        f"<th scope='col' {says(WRONG_NAMES[other])}></th></tr></thead><tbody>"
        f"<tr><th scope='row' {says(RIGHT_NAMES[one])}></th>"
        f"<td {says(number(found.both))}></td><td {says(number(found.first_alone))}></td></tr>"
        f"<tr><th scope='row' {says(WRONG_NAMES[one])}></th>"
        f"<td {says(number(found.second_alone))}></td>"
        f"<td {says(number(found.neither))}></td></tr></tbody></table>"
        f"<p {says(test_text(found))}></p>"
    )


def comparison_text(
    one: str, other: str, share: Message, other_share: Message, total: int
) -> Message:
    """The accuracies (as messages) of a network in use and of the second one, by their kinds."""
    shares = {"share": share, "other_share": other_share, "total": total}
    if (one, other) == ("MLP", "CNN"):
        return t("cnn_comparison", **shares)
    if (one, other) == ("ResNet", "MLP"):
        return t("resnet_comparison", **shares)
    return t("own_comparison", one=one, other=other, **shares)


def test_text(found: Comparison) -> Message:
    """The result of McNemar's test in words."""
    apart = found.first_alone + found.second_alone
    if not apart:
        return t("networks_agree")
    p = found.p_value
    chance = t("below_one_in_thousand") if p < 0.001 else t("probability", value=p)
    verdict = t("more_than_chance") if p < USUAL_LEVEL else t("no_more_than_chance")
    return t("mcnemar", apart=apart, chance=chance, verdict=verdict)
