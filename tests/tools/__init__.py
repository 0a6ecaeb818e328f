"""What tests and benchmarks share, and two commands: `fuzz` and `kill_trials`."""
