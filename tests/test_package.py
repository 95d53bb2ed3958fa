"""The package as it is installed: a wheel with its prompts and schemas, and a checkout that takes edits at once."""

from __future__ import annotations

import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
_SHOW = (
    "from summarizer.templates import load_prompt, shipped; import summarizer; "
    "print(summarizer.__file__); print(shipped('schemas')); print(load_prompt().templates['system'].splitlines()[0])"
)


def python(*arguments: str | Path, at: Path | str = sys.executable, folder: Path) -> str:
    done = subprocess.run([str(at), *map(str, arguments)], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's wheel, built from a copy without what is not tracked."""
    copy = tmp_path_factory.mktemp("project") / "summarizer"
    copy.mkdir()
    for name in ("summarizer", "prompts", "schemas"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, copy / name)
    python("-m", "build", "--wheel", "--no-isolation", "--outdir", copy / "dist", ".", folder=copy)
    (built,) = (copy / "dist").glob("*.whl")
    return built


def test_the_wheel_holds_prompts_schemas_templates_and_lexicons_and_no_tests(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for name in (
        "summarizer/_data/prompts/extract/1/system.md",
        "summarizer/_data/prompts/mend/1/system.md",
        "summarizer/text/thesaurus.tsv",
        "summarizer/text/thesaurus.LICENSE",
        "summarizer/_data/schemas/extraction.json",
        "summarizer/py.typed",
        "summarizer/render/brief.html.j2",
        "summarizer/read/furniture.toml",
    ):
        assert name in names
    assert not [name for name in names if name.startswith(("tests", "seeds", ".")) or "cassette" in name]


def test_an_installed_wheel_uses_the_prompts_and_schemas_it_carries(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "env"
    venv.create(home, symlinks=True)
    inside = home / "bin" / "python"
    target = next((home / "lib").glob("python*/site-packages"))
    python("-m", "pip", "--python", inside, "install", "--quiet", "--no-deps", "--no-index", wheel, folder=tmp_path)
    # The libraries it needs are those of this environment, behind its own packages on the path.
    libraries = next(path for path in sys.path if path.endswith("site-packages"))
    (target / "libraries.pth").write_text(libraries + "\n")
    package, schemas, prompt = python("-c", _SHOW, at=inside, folder=tmp_path).splitlines()
    assert Path(package).is_relative_to(home)
    assert schemas == str(target / "summarizer" / "_data" / "schemas")
    assert prompt == (ROOT / "prompts/extract/1/system.md").read_text("utf-8").splitlines()[0]
    brief = python("brief", ROOT / "seeds", "--out", "-", at=home / "bin" / "summarizer", folder=tmp_path)
    assert brief.startswith("# Brief")


def test_in_a_checkout_an_edited_prompt_takes_effect_at_once(tmp_path: Path) -> None:
    for name in ("summarizer", "prompts", "schemas"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "prompts/extract/1/system.md").write_text("Edited.\n")
    package, schemas, prompt = python("-c", _SHOW, folder=tmp_path).splitlines()
    assert Path(package).is_relative_to(tmp_path)
    assert schemas == str(tmp_path / "schemas")
    assert prompt == "Edited."


def test_the_module_can_be_run_by_its_name(tmp_path: Path) -> None:
    assert "Exit codes" in python("-m", "summarizer", "--help", folder=tmp_path)
    assert python("-m", "summarizer", "--version", folder=tmp_path).strip().endswith("0.1.0")
