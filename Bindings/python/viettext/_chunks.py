"""Any iterable, a list at a time."""

from __future__ import annotations

from itertools import islice
from typing import Iterable, Iterator, TypeVar

T = TypeVar("T")


def chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yields lists of at most ``size`` items; takes no more from ``items`` than it has yielded."""
    if size < 1:
        raise ValueError("a batch has at least one text")
    source = iter(items)
    while some := list(islice(source, size)):
        yield some
