"""What tests and benchmarks share, and two commands: `tests.tools.fuzz`, `tests.tools.kill_trials`."""
