"""What the running command has put into the database so far: what is said of a failure comes from here, not from hope."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass
class Commits:
    """``count`` transactions have been kept, ``under_way`` while one is being kept; ``answering`` once all work is done and
    only the answer is still to be given."""

    count: int = 0
    under_way: bool = False
    answering: bool = False

    def reset(self) -> None:
        """Forget an earlier command of this process."""
        self.count, self.under_way, self.answering = 0, False, False

    def keep(self, commit: Callable[[], object], *, wrote: bool = True) -> None:
        """Keep a transaction, and know at each moment whether it is kept."""
        self.under_way = wrote
        commit()
        self.count += wrote
        self.under_way = False

    def told(self, sentence: str) -> str:
        """A failure's sentence, with what had been written before it."""
        if self.under_way:
            return f"可能已写入，请先查看，再决定要不要重做：{sentence}"
        if self.count and self.answering:
            return f"已写入，只是没有输出，请不要重做：{sentence}"
        if self.count:
            return f"前面的已写入，请先查看，再决定要不要重做：{sentence}"
        return sentence

    def interrupted(self) -> str:
        """What is said to whoever has stopped the command."""
        if self.under_way:
            return "已中断，中断时正在写入，请先查看是否已写入，再决定要不要重做。"
        if self.count and self.answering:
            return "已中断，内容已写入，只是没有输出，请不要重做。"
        if self.count:
            return "已中断，前面的已写入，请先查看，再决定要不要重做。"
        return "已中断，没有写入任何内容。"


commits = Commits()
