"""Reading files in a process of its own, so that one that fills the memory, never ends or kills its reader harms nothing else.

The child reads one file after another and answers each with its tables or with the sentence that refuses it. It may take so
much memory (where the system can bound that: not on Windows) and so much time, and is started anew when it has died.
"""

from __future__ import annotations

import contextlib
import pickle
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from liaison.errors import BadFile
from liaison.tables import RawTable

MOST_MEMORY, LONGEST = 3 << 30, 120
"""Bytes of memory and seconds that the child may take for a file."""
_CODE = "from liaison.formats.apart import serve; serve()"
_FULL = 71
"""The exit code of a child whose memory was full."""


class Reader:
    """Reads files apart; a file may have ``most`` bytes of content, where that is said."""

    def __init__(self, most: int | None = None) -> None:
        self.most = most
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *_error: object) -> None:
        if self._child:
            self._end(self._child)

    def read(self, path: Path) -> list[RawTable]:
        """The tables of a file. Raises ``BadFile``."""
        child = self._child = self._child or _started()
        assert child.stdin
        assert child.stdout
        late = threading.Timer(LONGEST, child.kill)
        late.start()
        try:
            child.stdin.write(pickle.dumps((str(path), self.most)))
            child.stdin.flush()
            answer: Any = pickle.load(child.stdout)
        except (EOFError, OSError, pickle.UnpicklingError):
            raise self._dead(path, child, is_late=not late.is_alive()) from None
        finally:
            late.cancel()
        if isinstance(answer, BadFile):
            raise answer
        tables: list[RawTable] = answer
        return tables

    def _dead(self, path: Path, child: subprocess.Popen[bytes], *, is_late: bool) -> BadFile:
        """What is to be said of a file that killed its reader."""
        code = self._end(child)
        why = "读它的程序中途退出了"
        if is_late:
            why = f"读了 {LONGEST} 秒还没有读完"
        elif code in (_FULL, -getattr(signal, "SIGABRT", 0), -getattr(signal, "SIGKILL", 0)):
            why = f"读它要用的内存太多（最多 {MOST_MEMORY >> 30} GB）"
        return BadFile(
            f"“{path.name}”打不开：{why}，",
            "请核对文件来源，或在 Excel、WPS 中删去多余的行和列、另存后再试。",
        )

    def _end(self, child: subprocess.Popen[bytes]) -> int:
        self._child = None
        assert child.stdin
        assert child.stdout
        with contextlib.suppress(OSError):
            child.stdin.close()
        child.stdout.close()
        try:
            return child.wait(5)
        except subprocess.TimeoutExpired:
            child.kill()
            return child.wait()


def _started() -> subprocess.Popen[bytes]:
    """A child, which imports nothing from the folder where the user happens to be."""
    return subprocess.Popen(
        [sys.executable, "-P", "-c", _CODE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def serve() -> None:
    """Be the child: answer until nothing more is asked."""
    from liaison.formats.sheets import read_here

    _bound()
    asked, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # what somebody prints is no answer
    while True:
        try:
            path, most = pickle.load(asked)
        except EOFError:
            return
        try:
            content = pickle.dumps(read_here(Path(path)), pickle.HIGHEST_PROTOCOL)
            if most is not None and len(content) > most:
                raise BadFile(
                    f"“{Path(path).name}”的内容超过 {most >> 20} MB，",
                    "请核对是不是填好交回的表，删去多余的内容后再试。",
                )
        except BadFile as error:
            content = pickle.dumps(BadFile(error.sentence, error.hint))
        except MemoryError:
            sys.exit(_FULL)
        answers.write(content)
        answers.flush()


def _bound() -> None:
    """Take no more memory than that, or than the system allows already."""
    if sys.platform != "win32":
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        least = min(one for one in (soft, hard, MOST_MEMORY) if one != resource.RLIM_INFINITY)
        with contextlib.suppress(OSError, ValueError):  # a system that knows the bound, and does not keep it
            resource.setrlimit(resource.RLIMIT_AS, (least, hard))
