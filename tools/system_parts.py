"""Looks for parts of the system that the tests need: a browser and a font with Chinese characters.

Under CI=true or as root a missing part is installed; otherwise the command that installs it is named and the
exit status is 1.  Usage: python tools/system_parts.py chromium fonts
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True)
class Part:
    """A system part, how to see it and the Debian package that brings it."""

    package: str
    present: Callable[[], bool]


def _has_browser() -> bool:
    return any(map(shutil.which, BROWSERS))


def _has_chinese_font() -> bool:
    if not shutil.which("fc-list"):
        return False
    found = subprocess.run(["fc-list", ":lang=zh"], capture_output=True, text=True, check=False)
    return bool(found.stdout.strip())


PARTS = {
    "chromium": Part("chromium", _has_browser),
    "fonts": Part("fonts-noto-cjk", _has_chinese_font),
}


def main(names: list[str]) -> int:
    """Exit status 0 when every named part is there in the end."""
    missing = [PARTS[name] for name in names if not PARTS[name].present()]
    if not missing:
        return 0
    packages = [part.package for part in missing]
    may_install = os.environ.get("CI") == "true" or os.geteuid() == 0
    if not may_install:
        print(f"missing: {', '.join(packages)}; install with: sudo apt-get install {' '.join(packages)}")
        return 1
    quiet = {"env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}, "check": True}
    subprocess.run(["apt-get", "update", "-qq"], **quiet)
    subprocess.run(["apt-get", "install", "-y", "-qq", "fontconfig", *packages], **quiet)
    return 0 if all(part.present() for part in missing) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
