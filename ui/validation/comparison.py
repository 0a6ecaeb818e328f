"""The two networks side by side on the test pictures: who alone is wrong, and is it chance?"""

from __future__ import annotations

from model.evaluation.comparison import Comparison, compare
from model.network import MLP
from ui.parts.percent import percent
from ui.shipped import second
from ui.verdicts import second_verdicts, validation_verdicts
from ui.visitor import Visitor

USUAL_LEVEL = 0.05  # below it a difference is called more than chance

# How right the network in use and the other one are, on the same pictures.
BESIDE_CNN = (
    "The MLP is right on {first}, the convolutional network on {second} of the same {total} "
    "pictures."
)
BESIDE_MLP = (
    "The residual network is right on {first}, the MLP on {second} of the same {total} pictures. "
    "An MLP must learn every thing anew for every place in the picture; a convolution looks for it "
    "in all places at once."
)


def comparison_of(visitor: Visitor) -> str:
    """HTML for the network in use beside the other one; a sentence where there is none."""
    verdicts, others = validation_verdicts(visitor.predictor), second_verdicts(visitor)
    if verdicts is None or others is None:
        return "<p>There is no second network for these pictures.</p>"
    beside_mlp = isinstance(second(visitor.dataset).network, MLP)
    return comparison_card(compare(verdicts, others), beside_mlp)


def comparison_card(found: Comparison, beside_mlp: bool = False) -> str:
    """HTML: both accuracies, a table of who is right, and what McNemar's test says."""
    one, other = ("ResNet", "MLP") if beside_mlp else ("MLP", "CNN")
    words = (BESIDE_MLP if beside_mlp else BESIDE_CNN).format(
        first=percent((found.both + found.first_alone) / found.total, 2),
        second=percent((found.both + found.second_alone) / found.total, 2),
        total=f"{found.total:,}",
    )
    return (
        f"<p>{words}</p><table><thead><tr><td></td><th scope='col'>{other} right</th>"
        f"<th scope='col'>{other} wrong</th></tr></thead><tbody>"
        f"<tr><th scope='row'>{one} right</th><td>{found.both:,}</td><td>{found.first_alone:,}</td>"
        "</tr>"
        f"<tr><th scope='row'>{one} wrong</th><td>{found.second_alone:,}</td>"
        f"<td>{found.neither:,}</td></tr></tbody></table>"
        f"<p>{test_text(found)}</p>"
    )


def test_text(found: Comparison) -> str:
    """What the difference is worth, in words."""
    apart = found.first_alone + found.second_alone
    if not apart:
        return "They are right and wrong on the same pictures."
    p = found.p_value
    chance = "less than 1 in 1,000" if p < 0.001 else f"{p:.3f}"
    verdict = "more than chance" if p < USUAL_LEVEL else "no more than chance would explain"
    return (
        f"On {apart:,} pictures only one of them is right. Two equally good networks would differ "
        f"this much with probability {chance} (McNemar's test): {verdict}."
    )
