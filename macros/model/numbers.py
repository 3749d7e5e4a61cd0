"""Numbers as sentences write them."""

from __future__ import annotations

SIZES = ((10**9, "billion"), (10**6, "million"))
NUMBER_WORDS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip


def written_number(value: int) -> str:
    """`1200000000` as `1.2 billion`, `1900` as `1,900`."""
    for size, name in SIZES:
        if value >= size and value % (size // 1000) == 0:
            return f"{value / size:.3f}".rstrip("0").rstrip(".") + f" {name}"
    return f"{value:,}"


def number_in_words(value: int) -> str:
    """A number of questions as a sentence writes it: `7` as `seven`."""
    return NUMBER_WORDS[value] if value < len(NUMBER_WORDS) else written_number(value)
