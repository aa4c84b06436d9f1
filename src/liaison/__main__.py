"""Where the program begins: ``liaison …`` or ``python -m liaison …``."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    sys.unraisablehook = lambda _report: None  # a file object that fails to close has been reported already
    gc.disable()  # a command lives for a moment; collecting cycles costs more than they hold
    if sys.argv[1:] == ["--version"]:
        from liaison import __version__

        sys.stdout.write(f"liaison {__version__}\n")
        return
    from liaison.cli.shell.main import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
