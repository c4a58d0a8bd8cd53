"""Adds the next dictionary of links when the catalogue has words that the newest one lacks.

    python tools/link_words.py

Run it before a release that adds parameters; commit the new file and never change an old one.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from pvsilver.exchange import link_words

if __name__ == "__main__":
    if link_words.released() and link_words.made() == link_words.released()[-1]:
        sys.stdout.write("nothing new\n")
    else:
        path = link_words.HERE / link_words.NAME.format(len(link_words.released()) + 1)
        path.write_bytes(link_words.made())
        sys.stdout.write(f"{path.name} written\n")
