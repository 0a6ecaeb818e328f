"""Every process of the tests computes on one thread: as many of them run as there are cores."""

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")  # before PyTorch is imported, and for subprocesses
