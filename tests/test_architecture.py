"""The rules by which the tree is kept in order."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LAYERS = ("config", "ingest", "index", "service", "evaluation")  # each may import those before it
MODULES = sorted(
    path
    for layer in LAYERS
    for path in (ROOT / layer).rglob("*.py")
    if "integrations" not in path.parts  # projects of their own, for other programs
)
HEAVY = ("torch", "sentence_transformers", "transformers")


def imported(path: Path) -> set[str]:
    """Return the dotted names that ``path`` imports, inside functions too."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: imports are absolute"
            names.add(node.module)
    return names


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_imports_point_only_to_earlier_layers(path):
    layer = LAYERS.index(path.relative_to(ROOT).parts[0])
    later = {n for n in imported(path) if n.split(".")[0] in LAYERS[layer + 1 :]}
    assert not later


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_stays_readable_in_one_sitting(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_ingest_knows_no_vectors_and_no_network():
    forbidden = {"faiss", "tantivy", "fastapi", "uvicorn", "socket", "http", "urllib.request"}
    found = {(name(p), n) for p in MODULES if name(p).startswith("ingest/") for n in imported(p)}
    assert not {(p, n) for p, n in found if n in forbidden or n.split(".")[0] in forbidden}


def test_only_the_service_knows_http():
    web = {"fastapi", "starlette", "uvicorn"}
    found = {
        name(p)
        for p in MODULES
        if name(p).startswith(("config/", "ingest/", "index/"))
        and any(n.split(".")[0] in web for n in imported(p))
    }
    assert not found


def test_heavy_libraries_are_imported_only_inside_functions():
    for path in MODULES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        top = [n for n in tree.body if isinstance(n, ast.Import | ast.ImportFrom)]
        for node in top:
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else [node.module]
            assert not [n for n in names if n and n.split(".")[0] in HEAVY], name(path)


def test_nothing_is_pickled_or_evaluated():
    forbidden = {"pickle", "marshal", "shelve", "dill", "joblib"}
    for path in MODULES:
        if name(path).startswith("evaluation/benchmarks/peers/"):
            continue  # plays pipelines as others write them
        assert not imported(path) & forbidden, name(path)
        calls = {
            node.func.id
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        assert not calls & {"eval", "exec", "__import__"}, name(path)


def test_no_folder_is_a_drawer_for_everything():
    names = {part for p in MODULES for part in (*p.relative_to(ROOT).parts[:-1], p.stem)}
    assert not names & {"utils", "util", "helpers", "common", "core", "misc", "manager"}


def test_importing_everything_opens_no_model_and_no_heavy_library():
    modules = [
        ".".join(p.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for p in MODULES
        if "__main__" not in p.name and not name(p).startswith("evaluation/")
    ]
    script = (
        "import importlib, sys\n"
        f"for m in {modules!r}: importlib.import_module(m)\n"
        f"print([m for m in {HEAVY!r} if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"


def test_a_test_file_lies_where_its_source_file_does():
    for path in (ROOT / "tests").rglob("test_*.py"):
        parent = path.parent.relative_to(ROOT / "tests")
        if parent.parts and parent.parts[0] not in ("contracts", "browser"):
            assert (ROOT / parent).is_dir(), f"{path} tests nothing that lies in {parent}"
