"""The permanent addresses of answers."""
