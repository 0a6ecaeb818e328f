"""Imported before a process is forked many times, this spares each fork the loading.

Threads don't survive a fork, and a fork that waits for one never ends: so nothing here starts any.
"""

from model.batch.workers import compute_alone
from tests.tools.fuzz import predictor

compute_alone()
predictor()
