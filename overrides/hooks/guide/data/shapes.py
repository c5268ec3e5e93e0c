"""The keys a part of an entry may have: read from its model, for messages."""

from __future__ import annotations

from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

Steps = tuple[str | int, ...]


def keys_at(model: type[BaseModel], steps: Steps) -> list[str]:
    """Return the keys that the part of a `model` which `steps` lead to may have, as files write them."""
    return list(dict.fromkeys(field.alias or key for one in models_at(model, steps) for key, field in fields_of(one)))


def fields_of(model: type[BaseModel]) -> list[tuple[str, Any]]:
    """Return the fields of a model with their names."""
    return list(model.model_fields.items())


def models_at(shape: Any, steps: Steps) -> list[type[BaseModel]]:
    """Return the models that `steps` can lead to in `shape`: several where it is one of several forms."""
    origin, inner = get_origin(shape), get_args(shape)
    if origin is Annotated:
        return models_at(inner[0], steps)
    if origin in (Union, UnionType):
        return [model for form in inner for model in models_at(form, steps)]
    if origin in (list, dict):
        return models_at(inner[-1], steps[1:])
    if not (isinstance(shape, type) and issubclass(shape, BaseModel)):
        return []
    if not steps:
        return [shape]
    found = [field for key, field in fields_of(shape) if steps[0] in (key, field.alias)]
    # a step that is no key names the form, of those an entry can have
    return models_at(found[0].annotation, steps[1:]) if found else models_at(shape, steps[1:])
