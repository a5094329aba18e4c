import subprocess
from pathlib import Path

from handbook.epoch import commit_time


def test_the_time_of_a_build_is_that_of_the_commit(tmp_path: Path) -> None:
    def git(*words: str) -> None:
        identity = ["-c", "user.name=n", "-c", "user.email=e@example.org"]
        subprocess.run(["git", *identity, *words], cwd=tmp_path, check=True, capture_output=True)

    git("init")
    assert commit_time(tmp_path) is None
    git("commit", "--allow-empty", "-m", "one", "--date", "@5 +0000")
    listed = subprocess.run(
        ["git", "show", "-s", "--format=%ct"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert commit_time(tmp_path) == int(listed.stdout)


def test_without_a_checkout_there_is_none(tmp_path: Path) -> None:
    assert commit_time(tmp_path) is None
