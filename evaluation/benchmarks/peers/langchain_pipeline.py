"""LangChain as its tutorials write it: recursive splitter, FAISS, BM25, both in an ensemble."""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from pathlib import Path

from langchain_classic.retrievers import EnsembleRetriever  # type: ignore[import-not-found, unused-ignore]
from langchain_community.retrievers import BM25Retriever  # type: ignore[import-not-found, unused-ignore]
from langchain_community.vectorstores import FAISS  # type: ignore[import-not-found, unused-ignore]
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter  # type: ignore[import-not-found, unused-ignore]

from evaluation.benchmarks.peers.kinds import OVERFETCHED, Asked, Text
from evaluation.benchmarks.peers.model import transform


class SharedEmbeddings(Embeddings):
    """Our model as LangChain asks for one."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return a vector of norm 1 for each text."""
        found: list[list[float]] = transform(texts).tolist()
        return found

    def embed_query(self, text: str) -> list[float]:
        """Return a vector of norm 1."""
        found: list[float] = transform([text])[0].tolist()
        return found


class LangChainPipeline:
    """Pieces of 1,000 characters that overlap by 200; the ensemble weighs both sides alike."""

    def build(self, texts: Iterable[Text], folder: Path) -> float:
        """See System.build."""
        splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
        pieces = splitter.split_documents(
            [
                Document(page_content=text.text, metadata={"key": text.key, "body": text.body})
                for text in texts
            ]
        )
        FAISS.from_documents(pieces, SharedEmbeddings()).save_local(str(folder))
        words = BM25Retriever.from_documents(pieces)
        (folder / "bm25.pickle").write_bytes(pickle.dumps(words))  # it has no format of its own
        return 0.0

    def open(self, folder: Path) -> None:
        """See System.open."""
        self._vectors = FAISS.load_local(
            str(folder), SharedEmbeddings(), allow_dangerous_deserialization=True
        )
        self._words: BM25Retriever = pickle.loads((folder / "bm25.pickle").read_bytes())

    def search(self, asked: Asked, count: int) -> list[str]:
        """See System.search. BM25Retriever knows no filter: its hits are filtered afterwards."""
        options: dict[str, object] = {"k": count}
        if asked.body:
            options |= {"filter": {"body": asked.body}, "fetch_k": OVERFETCHED}
        self._words.k = OVERFETCHED if asked.body else count
        both = [self._words, self._vectors.as_retriever(search_kwargs=options)]
        hits = EnsembleRetriever(retrievers=both).invoke(asked.text)
        kept = [hit for hit in hits if asked.body in (None, hit.metadata["body"])]
        return list(dict.fromkeys(hit.metadata["key"] for hit in kept))[:count]
