"""The test pictures as tiles, filtered and one by one."""
