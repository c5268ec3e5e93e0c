"""Data entries as the HTML and Markdown of a page, in one language."""
