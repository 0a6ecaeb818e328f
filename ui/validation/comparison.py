"""The two networks side by side on the test pictures: who alone is wrong, and is it chance?"""

from __future__ import annotations

from model.evaluation.comparison import Comparison, compare
from ui.languages.phrase import phrase
from ui.parts.percent import percent
from ui.shipped import second
from ui.verdicts import second_verdicts, validation_verdicts
from ui.visitor import Visitor

USUAL_LEVEL = 0.05  # below it a difference is called more than chance
RIGHT = {
    "MLP": phrase("MLP right"),
    "CNN": phrase("CNN right"),
    "ResNet": phrase("ResNet right"),
}
WRONG = {
    "MLP": phrase("MLP wrong"),
    "CNN": phrase("CNN wrong"),
    "ResNet": phrase("ResNet wrong"),
}


def comparison_of(visitor: Visitor) -> str:
    """HTML for the network in use beside the other one; a sentence where there is none."""
    verdicts, others = validation_verdicts(visitor.predictor), second_verdicts(visitor)
    if verdicts is None or others is None:
        return f"<p>{phrase('There is no second network for these pictures.')}</p>"
    beside_mlp = second(visitor.dataset).network.kind == "MLP"
    return comparison_card(compare(verdicts, others), beside_mlp)


def comparison_card(found: Comparison, beside_mlp: bool = False) -> str:
    """HTML: both accuracies, a table of who is right, and what McNemar's test says."""
    share = percent((found.both + found.first_alone) / found.total, 2)
    other_share = percent((found.both + found.second_alone) / found.total, 2)
    words = (beside_mlp_text if beside_mlp else beside_cnn_text)(share, other_share, found.total)
    one, other = ("ResNet", "MLP") if beside_mlp else ("MLP", "CNN")
    return (
        f"<p>{words}</p><table><thead><tr><td></td>"
        f"<th scope='col'>{RIGHT[other]}</th>"
        f"<th scope='col'>{WRONG[other]}</th></tr></thead><tbody>"
        f"<tr><th scope='row'>{RIGHT[one]}</th>"
        f"<td>{found.both:,}</td><td>{found.first_alone:,}</td>"
        "</tr>"
        f"<tr><th scope='row'>{WRONG[one]}</th>"
        f"<td>{found.second_alone:,}</td>"
        f"<td>{found.neither:,}</td></tr></tbody></table>"
        f"<p>{test_text(found)}</p>"
    )


def beside_cnn_text(share: str, other_share: str, total: int) -> str:
    """How right an MLP in use and the CNN are, on the same pictures."""
    return phrase(
        f"The MLP is right on {share}, the convolutional network on {other_share} of the same "
        f"{total:,} pictures."
    )


def beside_mlp_text(share: str, other_share: str, total: int) -> str:
    """How right a residual network in use and the MLP are, and why."""
    return phrase(
        f"The residual network is right on {share}, the MLP on {other_share} of the same "
        f"{total:,} pictures. An MLP must learn every thing anew for every place in the picture; "
        "a convolution looks for it in all places at once."
    )


def test_text(found: Comparison) -> str:
    """What the difference is worth, in words."""
    apart = found.first_alone + found.second_alone
    if not apart:
        return phrase("They are right and wrong on the same pictures.")
    p = found.p_value
    chance = phrase("less than 1 in 1,000") if p < 0.001 else f"{p:.3f}"
    verdict = (
        phrase("more than chance")
        if p < USUAL_LEVEL
        else phrase("no more than chance would explain")
    )
    return phrase(
        f"On {apart:,} pictures only one of them is right. Two equally good networks would differ "
        f"this much with probability {chance} (McNemar's test): {verdict}."
    )
