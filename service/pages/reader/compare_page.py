"""The page of what changed between two versions of a document."""

from __future__ import annotations

from fastapi import Response

from ingest.symbols import precedence
from service.pages.reader.comparing import Fate
from service.pages.reader.finding import Found
from service.pages.reader.scene import PART, Scene
from service.pages.rendering import respond


def compare_page(scene: Scene, other: Found) -> Response:
    """Return the page; the older of the two versions is compared with the newer one."""
    pair = sorted((scene.found, other), key=lambda found: precedence(found.any.version))
    old, new = (scene.shelf.reading(found.key, scene.language) for found in pair)
    comparison = scene.shelf.comparison(pair[0].key, pair[1].key, scene.language)
    return respond(
        scene.request,
        scene.view,
        "reader_compare.html",
        part=PART,
        scene=scene,
        document=scene.reading.document,
        old=old,
        new=new,
        comparison=comparison,
        counts={fate: comparison.count(fate) for fate in Fate},
    )
