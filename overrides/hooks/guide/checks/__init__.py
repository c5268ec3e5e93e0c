"""Checks of pages and data: pure functions that yield one line for each problem."""
