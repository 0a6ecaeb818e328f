"""The verdict on a run, and what to change in the next one."""
