"""The guide itself, without the site generator: data, joins, text, rendering, checks. Nothing here imports MkDocs."""
