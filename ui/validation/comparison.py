"""The two networks side by side on the test pictures: who alone is wrong, and is it chance?"""

from __future__ import annotations

from model.evaluation.comparison import Comparison, compare
from ui.parts.percent import percent
from ui.verdicts import second_verdicts, validation_verdicts
from ui.visitor import Visitor

USUAL_LEVEL = 0.05  # below it a difference is called more than chance


def comparison_of(visitor: Visitor) -> str:
    """HTML for the network in use beside the convolutional one; nothing where there is none."""
    verdicts, others = validation_verdicts(visitor.predictor), second_verdicts(visitor)
    if verdicts is None or others is None:
        return "<p>There is no convolutional network for these pictures.</p>"
    return comparison_card(compare(verdicts, others))


def comparison_card(found: Comparison) -> str:
    """HTML: both accuracies, a table of who is right, and what McNemar's test says."""
    perceptron = (found.both + found.first_alone) / found.total
    convolutional = (found.both + found.second_alone) / found.total
    return (
        f"<p>The MLP is right on {percent(perceptron, 2)}, the convolutional network on "
        f"{percent(convolutional, 2)} of the same {found.total:,} pictures.</p>"
        "<table><thead><tr><td></td><th scope='col'>CNN right</th><th scope='col'>CNN wrong</th>"
        "</tr></thead><tbody>"
        f"<tr><th scope='row'>MLP right</th><td>{found.both:,}</td><td>{found.first_alone:,}</td>"
        "</tr>"
        f"<tr><th scope='row'>MLP wrong</th><td>{found.second_alone:,}</td>"
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
