"""The environment of Markdown templates: pages drawn from the data, one template a kind and language."""

from __future__ import annotations

from functools import lru_cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from guide.render.templates import PARTIALS


@lru_cache(maxsize=1)
def page_templates() -> Environment:
    """Return the environment for Markdown templates; its signs leave those of the macros alone."""
    return Environment(
        loader=FileSystemLoader(PARTIALS / "pages"),
        block_start_string="<%",
        block_end_string="%>",
        variable_start_string="%{",
        variable_end_string="}",
        comment_start_string="<#",
        comment_end_string="#>",
        undefined=StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
    )
