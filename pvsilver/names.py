"""Stable ids of technologies, routes and regions, in the order in which they are counted and drawn."""

TECHNOLOGIES = ("al_bsf", "perc", "topcon", "hjt", "xbc", "other")
ROUTES = ("silver_paste", "silver_coated_copper", "seed_layer", "silver_free")
REGIONS = ("china", "eu", "us", "india", "rest")


def normal(text: str) -> str:
    """An id from a name as people write it: `Al-BSF` and `al bsf` are `al_bsf`."""
    return text.strip().lower().replace("-", "_").replace(" ", "_")
