"""Answers, verdicts, reports and contact sheets: how well a predictor reads."""
