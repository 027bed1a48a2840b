"""The check of a number that anybody may have written: of its type, its size, and that it is a number at all."""

from __future__ import annotations

from typing import TypeGuard


def is_number(value: object, least: float, most: float) -> TypeGuard[float]:
    """Whether `value` is a number from `least` to `most`; no bool and no NaN is one.

    A whole number may have any number of digits, so it is compared before anything makes a float or a text of it: both
    of these fail for long ones.
    """
    return isinstance(value, (int, float)) and not isinstance(value, bool) and least <= value <= most


def is_whole(value: object, least: int, most: int) -> TypeGuard[int]:
    """Whether `value` is a whole number from `least` to `most`, written as one; no bool is one."""
    return isinstance(value, int) and is_number(value, least, most)
