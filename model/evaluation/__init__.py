"""Evaluation of a predictor: answers, verdicts, reports and contact sheets."""
