from pathlib import Path

from infra.deploy.dependencies import dependency_tree


def test_requirements_that_name_nothing_need_nothing(tmp_path: Path) -> None:
    requirements = tmp_path / "requirements.txt"
    requirements.write_text("# nothing yet\n", "utf-8")
    tree = dependency_tree(requirements, tmp_path / "cache")
    assert list(tree.iterdir()) == []


def test_what_was_fetched_is_kept_until_the_requirements_change(tmp_path: Path) -> None:
    requirements = tmp_path / "requirements.txt"
    requirements.write_text("# nothing yet\n", "utf-8")
    first = dependency_tree(requirements, tmp_path / "cache")
    (first / "kept").touch()
    assert (dependency_tree(requirements, tmp_path / "cache") / "kept").exists()
    requirements.write_text("# nothing still\n", "utf-8")
    assert dependency_tree(requirements, tmp_path / "cache") != first
