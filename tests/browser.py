"""A real browser without a window, through its driver: for tests that look at a page as a reader does."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]


def is_there() -> bool:
    """Whether there is a browser with its driver."""
    return bool(shutil.which("chromium") and shutil.which("chromedriver"))


class Browser:
    """A session of the driver at an address."""

    def __init__(self, address: str, profile: Path) -> None:
        options = {"args": [*FLAGS, f"--user-data-dir={profile}"], "binary": shutil.which("chromium")}
        wanted = {"browserName": "chrome", "goog:chromeOptions": options}
        self.address = address
        found = self._ask("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
        self.address = f"{address}/session/{found['sessionId']}"

    def _ask(self, method: str, path: str, told: Any = None) -> Any:
        body = None if told is None else json.dumps(told).encode()
        request = urllib.request.Request(self.address + path, body, method=method)
        request.add_header("Content-Type", "application/json")
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)["value"]

    def open(
        self, page: Path, width: int, height: int = 1000, *, dark: bool = False, zoom: float = 1
    ) -> None:
        """Look at a page in a window of that size, in light or dark."""
        size = {"width": width, "height": height, "deviceScaleFactor": zoom, "mobile": False}
        self.devtools("Emulation.setDeviceMetricsOverride", size)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.devtools("Emulation.setEmulatedMedia", {"features": [scheme]})
        self._ask("POST", "/url", {"url": page.resolve().as_uri()})

    def devtools(self, command: str, told: Any) -> Any:
        """What the developer's tools answer."""
        return self._ask("POST", "/goog/cdp/execute", {"cmd": command, "params": told})

    def run(self, script: str, *arguments: Any) -> Any:
        """What a script returns that is run beside the page."""
        return self._ask("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def run_later(self, script: str) -> Any:
        """What a script hands to the function that is its last argument."""
        return self._ask("POST", "/execute/async", {"script": script, "args": []})

    def press(self, key: str) -> None:
        """Press a key: its name, and the code that Windows has for it."""
        codes = {"Tab": 9, "Enter": 13}
        for kind in ("keyDown", "keyUp"):
            text = {"text": "\r"} if key == "Enter" and kind == "keyDown" else {}
            told = {"type": kind, "key": key, "code": key, "windowsVirtualKeyCode": codes[key], **text}
            self.devtools("Input.dispatchKeyEvent", told)

    def picture(self, file: Path, *, whole: bool = False) -> None:
        """Save what is seen; ``whole`` all of the page."""
        found = self.devtools("Page.captureScreenshot", {"captureBeyondViewport": whole})
        file.write_bytes(base64.b64decode(found["data"]))

    def print(self, file: Path) -> None:
        """Save the page as it is printed."""
        found = self.devtools("Page.printToPDF", {"preferCSSPageSize": True, "printBackground": False})
        file.write_bytes(base64.b64decode(found["data"]))

    def close(self) -> None:
        """End the session."""
        self._ask("DELETE", "")


@contextmanager
def browser(folder: Path) -> Iterator[Browser]:
    """A browser that ends with the block; what it keeps goes to that folder."""
    log = folder / "driver.log"
    with (
        log.open("w") as said,
        subprocess.Popen(["chromedriver", "--port=0"], stdout=said, stderr=said) as driver,
    ):
        try:
            session = Browser(f"http://127.0.0.1:{_port(log, driver)}", folder / "profile")
            try:
                yield session
            finally:
                session.close()
        finally:
            driver.terminate()


def _port(log: Path, driver: subprocess.Popen[bytes]) -> str:
    """The port that the driver says it listens on."""
    import re
    import time

    while driver.poll() is None:
        if found := re.search(r"started successfully on port (\d+)", log.read_text()):
            return found[1]
        time.sleep(0.05)
    raise RuntimeError(log.read_text())
