import json
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from handbook.notebooks.dependencies import package_root
from handbook.notebooks.execute import Executor
from handbook.notebooks.protocol import Job, Outcome, decode_outcome
from handbook.notebooks.update import Progress, update
from handbook.notebooks.worker import run_batch
from tests.unit.notebooks.repository import FIGURE, Repository


def outputs(repository: Repository, name: str = "topic/slug") -> list[dict[str, object]]:
    (path,) = repository.results(name)
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [output for cell in cells for output in cell.get("outputs", ())]


def test_outputs_are_those_of_a_notebook(repository: Repository) -> None:
    repository.write("topic/slug", "print('a')\nprint('b')\n1 + 1", "2 + 2;", "x = 3\nx")
    assert repository.update().problems == ()
    stream, two, three = outputs(repository)
    assert (stream["name"], stream["text"]) == ("stdout", "a\nb\n")
    assert two["data"] == {"text/plain": "2"}
    assert (three["data"], three["execution_count"]) == ({"text/plain": "3"}, 3)


def test_result_is_a_valid_notebook(repository: Repository) -> None:
    import nbformat

    repository.write("topic/slug", FIGURE, "1")
    repository.update()
    (path,) = repository.results("topic/slug")
    nbformat.validate(nbformat.read(path, as_version=4))


def test_failing_cell_is_named_with_its_line_and_traceback(repository: Repository) -> None:
    repository.module("topic/halves", "def half(x):\n    return x / 0\n")
    script = repository.write(
        "topic/slug",
        "a = 1",
        "from scratch.topic.halves import half\n\n\ndef run():\n    return half(a)\n\n\nrun()",
    )
    (problem,) = repository.update().problems
    lines = script.read_text(encoding="utf-8").splitlines()
    assert problem.path == "notebooks/topic/slug.py"
    assert problem.line == lines.index("    return half(a)") + 1
    call = lines.index("run()") + 1
    assert problem.message.splitlines() == [
        "cell 2 failed: ZeroDivisionError: division by zero",
        f"  notebooks/topic/slug.py:{call}    run()",
        f"  notebooks/topic/slug.py:{problem.line} in run    return half(a)",
        "  scratch/topic/halves.py:2 in half    return x / 0",
    ]


def test_syntax_error_names_its_line(repository: Repository) -> None:
    script = repository.write("topic/slug", "a = 1\nb = = 2")
    (problem,) = repository.update().problems
    assert "SyntaxError" in problem.message
    assert script.read_text(encoding="utf-8").splitlines()[problem.line - 1] == "b = = 2"


def test_traceback_leaves_out_frames_of_libraries(repository: Repository) -> None:
    shown = repository.problem("import numpy as np\nnp.linalg.inv(np.zeros((2, 2)))")
    assert "LinAlgError: Singular matrix" in shown
    assert "linalg/_linalg.py" not in shown


@pytest.mark.parametrize("loop", ["while True:\n    pass", "import time\ntime.sleep(600)"])
def test_endless_cell_is_ended(repository: Repository, monkeypatch: pytest.MonkeyPatch, loop: str) -> None:
    monkeypatch.setenv("HANDBOOK_NOTEBOOK_TIMEOUT", "0.5")
    monkeypatch.setenv("HANDBOOK_NOTEBOOK_PATIENCE", "2")
    script = repository.write("topic/slug", "a = 1", loop)
    started = time.perf_counter()
    (problem,) = repository.update().problems
    assert time.perf_counter() - started < 20
    assert problem.message == "cell 2: did not finish within 1 s"
    assert script.read_text(encoding="utf-8").splitlines()[problem.line - 1] == loop.splitlines()[0]


def test_crash_of_the_process_is_a_problem_of_the_notebook(repository: Repository) -> None:
    assert "cell 1: its process ended early" in repository.problem("import os\nos._exit(3)")


def test_two_runs_give_the_same_bytes(repository: Repository) -> None:
    cell = """
    import os
    import numpy as np

    print(object(), hash("text"), {"a", "b", "c"}, os.getcwd(), np.random.rand())
    """
    repository.write("topic/slug", FIGURE, cell)

    def run() -> dict[str, object]:
        assert repository.update(force=True).problems == ()
        (path,) = repository.results("topic/slug")
        notebook = json.loads(path.read_text(encoding="utf-8"))
        del notebook["metadata"]["handbook"]["seconds"]
        return notebook

    first = run()
    assert json.dumps(first) == json.dumps(run())
    with Executor(repository.root) as other:
        update(repository.root, force=True, executor=other)
    (path,) = repository.results("topic/slug")
    third = json.loads(path.read_text(encoding="utf-8"))
    assert third["cells"] == first["cells"]


def test_notebooks_run_side_by_side(repository: Repository) -> None:
    for name in ("one", "two"):
        cell = "import time\nbegin = time.monotonic()\ntime.sleep(1)\nprint(begin, time.monotonic())"
        repository.write(f"topic/{name}", cell)
    repository.update()
    texts = [str(outputs(repository, f"topic/{name}")[0]["text"]).split() for name in ("one", "two")]
    (first_begin, first_end), (second_begin, second_end) = [(float(a), float(b)) for a, b in texts]
    assert first_begin < second_end and second_begin < first_end


class RecordingExecutor(Executor):
    """Notes the order of the jobs and runs none."""

    def execute(self, jobs: Sequence[Job], done: Callable[[Outcome], None]) -> None:
        self.names = [job.name for job in jobs]


def test_never_run_come_first_then_the_longest(repository: Repository) -> None:
    repository.write("topic/a-short", "1")
    repository.write("topic/b-long", "import time\ntime.sleep(0.4)")
    told: list[Progress] = []
    update(repository.root, executor=repository.executor, progress=told.append)
    assert sorted(each.name for each in told) == ["topic/a-short", "topic/b-long"]
    assert [(each.done, each.total, each.failed) for each in told] == [(1, 2, False), (2, 2, False)]
    assert [each.seconds >= 0.4 for each in told] == [each.name == "topic/b-long" for each in told]
    repository.write("topic/c-new", "1")
    recorder = RecordingExecutor(repository.root)
    update(repository.root, force=True, executor=recorder)
    assert recorder.names == ["topic/c-new", "topic/b-long", "topic/a-short"]


def test_remaining_time_is_estimated_from_earlier_times(repository: Repository) -> None:
    repository.write("topic/a", "1")
    repository.write("topic/b", "import time\ntime.sleep(0.4)")
    told: list[Progress] = []
    for _ in range(2):
        update(repository.root, force=True, executor=repository.executor, progress=told.append)
    assert [each.remaining is None for each in told] == [True, False, False, False]
    assert told[2].name == "topic/a" and 0.4 <= (told[2].remaining or 0) < 5
    assert told[3].remaining == 0


def test_all_notebooks_run_when_one_fails(repository: Repository) -> None:
    repository.write("topic/bad", "1 / 0")
    repository.write("topic/good", "1")
    result = repository.update()
    assert sorted(result.executed) == ["topic/bad", "topic/good"]
    assert [problem.path for problem in result.problems] == ["notebooks/topic/bad.py"]
    assert len(repository.results("topic/good")) == 1


def test_house_style_and_modules_do_not_depend_on_the_folder(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    repository.module("topic/ones", "ONE = 1")
    cell = "import matplotlib\nfrom scratch.topic.ones import ONE\nmatplotlib.rcParams['figure.figsize'], ONE"
    repository.write("topic/slug", cell)
    assert repository.update().problems == ()
    assert outputs(repository)[0]["data"] == {"text/plain": "([6.4, 3.6], 1)"}


def test_worker_that_is_killed_is_reported(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.write("topic/slug", "import os, signal\nos.kill(os.getppid(), signal.SIGKILL)")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with Executor(tmp_path) as own, pytest.raises(RuntimeError, match="ended with status -9"):
        update(repository.root, executor=own)
    assert list(tmp_path.glob("notebooks-*")) == []


def test_without_fork_each_notebook_gets_a_fresh_process(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "fork")
    monkeypatch.setenv("PYTHONPATH", str(package_root()))
    text = repository.write("topic/slug", "6 * 7").read_text(encoding="utf-8")
    job = Job("topic/slug", str(repository.root), text, {}, 60.0)
    (line,) = run_batch([job], 1, tmp_path)
    outcome = decode_outcome(str(line))
    assert outcome.problems == () and outcome.notebook is not None
    assert outcome.notebook["cells"][1]["outputs"][0]["data"] == {"text/plain": "42"}
