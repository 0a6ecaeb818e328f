"""Requests of every shape to every route, for a minute: nothing gives way."""

import math

from tests.tools.hostile.attack import harm_done

SECONDS = 60  # more by `python -m tests.tools.hostile --seconds N`


def test_no_request_reads_a_file_leaves_one_or_breaks_an_answer():
    assert harm_done(SECONDS, first_seed=0, bound=math.inf) is None
