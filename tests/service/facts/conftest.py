"""The answerer over documents of the sample corpus that tell of records, in three languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.settings import IngestSettings, Settings
from index.ingestion import ingest
from service.serving import Serving, open_serving

SAMPLE = Path(__file__).resolve().parents[3] / "evaluation" / "datasets" / "sample" / "documents"
WORKS = ("cdip_90_6", "cdip_89_10", "cws_90_4", "cws_90_9", "c_wild_9")
LANGUAGES = ("en", "fr", "ar")


@pytest.fixture(scope="session")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Serving:
    """What answers from fifteen documents of the sample corpus."""
    settings = Settings(home=tmp_path_factory.mktemp("facts"), ingest=IngestSettings(workers=1))
    wanted = [f"{work}_{language}" for work in WORKS for language in LANGUAGES]
    files = [p for p in sorted(SAMPLE.iterdir()) if p.stem in wanted and p.suffix != ".json"]
    ingest(settings, files)
    return open_serving(settings)
