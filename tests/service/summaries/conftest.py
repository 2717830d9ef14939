"""Documents of the sample corpus, most in few languages, so that some are held only in another."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from config.settings import IngestSettings, Settings
from index.ingestion import ingest
from service.serving import Serving, open_serving
from service.summaries.making import summarise
from service.summaries.material import Shelf
from service.summaries.types import Summary, SummaryRequest

SAMPLE = Path(__file__).resolve().parents[3] / "evaluation" / "datasets" / "sample" / "documents"
HELD = {
    "cdip_89_10": ("en", "zh"),
    "cdip_90_6": ("en",),
    "cdip_90_8_prov": ("fr",),
    "cdip_90_8_rev": ("fr",),
    "cws_89_22": ("en", "fr", "ar"),
    "cws_90_4": ("en", "ru"),
    "cws_90_9": ("en", "es"),
    "c_wild_9": ("ar",),
}


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an index of the documents in ``HELD``."""
    folder = tmp_path_factory.mktemp("summaries")
    wanted = {f"{work}_{language}" for work, held in HELD.items() for language in held}
    files = [p for p in sorted(SAMPLE.iterdir()) if p.stem in wanted and p.suffix != ".json"]
    ingest(Settings(home=folder, ingest=IngestSettings(workers=1)), files)
    return folder


@pytest.fixture(scope="session")
def serving(home: Path) -> Serving:
    """What answers from that index."""
    return open_serving(Settings(home=home))


@pytest.fixture(scope="session")
def make(serving: Serving) -> Callable[..., Summary]:
    """Make a summary; the arguments are the fields of its request."""
    shelf = Shelf.of(serving)
    return lambda **named: summarise(SummaryRequest(**named), shelf)
