"""Markdown and HTML as text: each regular expression once."""
