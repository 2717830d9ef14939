"""The systems that are compared, and which of them can be run here."""

from __future__ import annotations

from importlib.util import find_spec

_HERE = "evaluation.benchmarks.peers"

OURS = "wipo-rag"
TXTAI = "txtai hybrid"
LANGCHAIN = "LangChain ensemble"
BM25 = "BM25 alone"
TXTAI_BY_OURS = "txtai, our encoder"

SYSTEMS = {
    OURS: f"{_HERE}.ours:Ours",
    TXTAI: f"{_HERE}.txtai_hybrid:TxtaiHybrid",
    LANGCHAIN: f"{_HERE}.langchain_pipeline:LangChainPipeline",
    BM25: f"{_HERE}.bm25_alone:Bm25Alone",
    TXTAI_BY_OURS: f"{_HERE}.txtai_hybrid:TxtaiWithOurEncoder",
}
_ONLY_BUILT = (TXTAI_BY_OURS,)  # once built, it is as any other
THREAD_SAFE = (OURS, LANGCHAIN, BM25)
_NEEDED = {
    OURS: (),
    TXTAI: ("txtai", "model2vec"),
    LANGCHAIN: (
        "model2vec",
        "langchain_classic",
        "langchain_community",
        "langchain_text_splitters",
    ),
    BM25: ("bm25s",),
    TXTAI_BY_OURS: ("txtai",),
}


def runnable(only: list[str] | None = None, *, built: bool = False) -> list[str]:
    """Return the systems whose packages are installed, ours first.

    ``only`` are beginnings of names, in any case. With ``built`` those are among them that differ
    from others only in how they are built.
    """
    wanted = [name.casefold() for name in only or [""]]
    return [
        name
        for name in SYSTEMS
        if name.casefold().startswith(tuple(wanted))
        and not missing_for(name)
        and (built or name not in _ONLY_BUILT)
    ]


def missing_for(name: str) -> list[str]:
    """Return the packages that a system needs and that are not installed."""
    return [package for package in _NEEDED[name] if find_spec(package) is None]
