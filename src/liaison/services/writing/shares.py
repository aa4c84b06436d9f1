"""Percentages where a number stands: read as what they are where per cents are counted, refused elsewhere."""

from __future__ import annotations

from liaison.quantities import Ratio, Share
from liaison.services.writing.draft import CellRefused, Draft


def take_share(draft: Draft, slot: str, times: int) -> None:
    """Let a percentage be the number that it is here: so many times what it is of the whole."""
    if isinstance(share := draft.values.get(slot), Share):
        draft.values[slot] = int(share) * times


def refuse_share(draft: Draft, key: str, counted: str) -> None:
    """Refuse a percentage that was not taken; ``counted`` says what is counted instead. Raises ``CellRefused``."""
    if isinstance(share := draft.values.get(key), Share):
        sentence = f"“{Ratio().show(int(share)).replace('.0%', '%')}”是百分数，{counted}，"
        raise CellRefused(key, sentence, "请换算成实际的数。")
