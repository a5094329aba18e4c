"""What a failed test gave, expected and got, read from its source and its variables."""

import ast
import operator
import re
import reprlib
import traceback
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from types import FrameType, FunctionType, ModuleType
from typing import Any, ClassVar

_OPERATORS: dict[type, tuple[str, Callable[[Any, Any], Any]]] = {
    ast.Eq: ("==", operator.eq),
    ast.NotEq: ("!=", operator.ne),
    ast.Lt: ("<", operator.lt),
    ast.LtE: ("<=", operator.le),
    ast.Gt: (">", operator.gt),
    ast.GtE: (">=", operator.ge),
    ast.Is: ("is", operator.is_),
    ast.IsNot: ("is not", operator.is_not),
    ast.In: ("in", lambda left, right: left in right),
    ast.NotIn: ("not in", lambda left, right: left not in right),
}
_ARRAYS = re.compile(r"^ ACTUAL: (?P<got>.*?)\n DESIRED: (?P<expected>.*)\Z", re.DOTALL | re.MULTILINE)
_SCALAR = re.compile(r"\Aarray\(([^\[\]]*)\)\Z")
_LONGEST = 400
_LARGEST_ARRAY = 40
_MOST_VALUES = 6


@dataclass(frozen=True)
class Evidence:
    """What a failed test tells; what it does not tell is empty.

    Attributes:
        call: The call whose result was judged, as Python.
        values: Name and value of each variable in that call.
        expected: What should have come out.
        got: What came out.
    """

    call: str = ""
    values: tuple[tuple[str, str], ...] = ()
    expected: str = ""
    got: str = ""


class Comparison:
    """The last comparison in an ``assert`` that did not hold; tests call it in the place of the operator."""

    NAME: ClassVar[str] = "__handbook_comparison__"

    def __init__(self) -> None:
        """Start with nothing compared."""
        self.expected = self.got = ""
        self._difference: tuple[Any, Any] | None = None

    def forget(self) -> None:
        """Start anew before the next test."""
        self.expected = self.got = ""
        self._difference = None

    def compare(self, left: Any, sign: str, right: Any) -> Any:
        """Return what the operator returns, and remember both sides unless it holds."""
        function = next(function for name, function in _OPERATORS.values() if name == sign)
        result = function(left, right)
        pair, self._difference = self._difference, None
        if not result:
            if pair is not None and sign in ("<", "<="):
                self.got, self.expected = show(pair[0]), f"{show(pair[1])}, to within {show(right)}"
            else:
                self.got, self.expected = show(left), show(right) if sign == "==" else f"{sign} {show(right)}"
        return result

    def subtract(self, left: Any, right: Any) -> Any:
        """Return the difference, whose size is about to be compared."""
        self._difference = (left, right)
        return left - right


class _Watch(ast.NodeTransformer):
    """Let `Comparison` make the comparison of each assert; the meaning of the tests stays the same."""

    def visit_Assert(self, node: ast.Assert) -> ast.AST:
        test = node.test
        if not isinstance(test, ast.Compare) or len(test.ops) != 1:
            return node
        left, sign = test.left, _OPERATORS[type(test.ops[0])][0]
        match left:
            case ast.Call(ast.Name("abs"), [ast.BinOp(minuend, ast.Sub(), subtrahend) as difference]):
                left.args = [_call("subtract", difference, [minuend, subtrahend])]
        node.test = _call("compare", test, [left, ast.Constant(sign), test.comparators[0]])
        return node


def _call(method: str, place: ast.expr, arguments: list[ast.expr]) -> ast.Call:
    function = ast.Attribute(ast.Name(Comparison.NAME, ast.Load()), method, ast.Load())
    return ast.copy_location(ast.Call(function, arguments, []), place)


def watched(tree: ast.Module) -> ast.Module:
    """Return the tests with their comparisons made by `Comparison`, which stands in their namespace."""
    _Watch().visit(tree)
    return ast.fix_missing_locations(tree)


def evidence(
    error: BaseException, tests: ast.Module, names: Collection[str], comparison: Comparison
) -> Evidence:
    """Gather what a failed test tells.

    Args:
        error: What the test raised.
        tests: The tests as they are written.
        names: Functions whose calls are the input of a test.
        comparison: Of the test.
    """
    call, values = "", tuple[tuple[str, str], ...]()
    for frame, line in _frames_of_tests(error):
        found = _last_call(tests, line, names)
        if found is not None:
            call, values = _cut(ast.unparse(found)), tuple(_values(found, frame))
            break
    if not isinstance(error, AssertionError):
        return Evidence(call, values)
    arrays = _ARRAYS.search(str(error))
    if arrays:
        expected, got = (_SCALAR.sub(r"\1", arrays[name].strip()) for name in ("expected", "got"))
        return Evidence(call, values, _cut(expected), _cut(got))
    return Evidence(call, values, comparison.expected, comparison.got)


def _frames_of_tests(error: BaseException) -> Iterator[tuple[FrameType, int]]:
    frames = [
        (frame, line)
        for frame, line in traceback.walk_tb(error.__traceback__)
        if frame.f_code.co_filename == "<tests>"
    ]
    return reversed(frames)


def _last_call(tests: ast.Module, line: int, names: Collection[str]) -> ast.Call | None:
    """Return the last call of one of the names that begins in the function around a line, not after it."""
    functions = [
        node
        for node in ast.walk(tests)
        if isinstance(node, ast.FunctionDef) and node.lineno <= line <= (node.end_lineno or 0)
    ]
    if not functions:
        return None
    inner = max(functions, key=lambda node: node.lineno)
    statements = [node for node in ast.walk(inner) if isinstance(node, ast.stmt) and node is not inner]
    last = max((node.end_lineno or 0 for node in statements if node.lineno == line), default=line)
    calls = [
        node
        for node in ast.walk(inner)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in names
        and node.lineno <= last
    ]
    return max(calls, key=lambda node: (node.lineno, -node.col_offset), default=None)


def _values(call: ast.Call, frame: FrameType) -> Iterator[tuple[str, str]]:
    shown: set[str] = set()
    function = call.func.id if isinstance(call.func, ast.Name) else ""
    for node in ast.walk(call):
        if not isinstance(node, ast.Name) or node.id in shown or node.id == function:
            continue
        value = frame.f_locals.get(node.id, node)
        if value is node or isinstance(value, FunctionType | ModuleType | type):
            continue
        shown.add(node.id)
        yield node.id, show(value)
        if len(shown) == _MOST_VALUES:
            return


class _Short(reprlib.Repr):
    """Shows values as Python does, cut to a readable length; of a large array only what kind it is."""

    def __init__(self) -> None:
        super().__init__()
        self.maxlist = self.maxtuple = self.maxset = self.maxdict = 24
        self.maxstring = self.maxlong = 200
        self.maxother = _LONGEST
        self.maxlevel = 5

    def repr_ndarray(self, array: Any, level: int) -> str:
        if array.size <= _LARGEST_ARRAY:
            return repr(array)
        form = ".4g" if array.dtype.kind == "f" else ""
        first = ", ".join(format(value, form) for value in array.flat[:4])
        return f"array of {array.dtype}, shape {array.shape}, that begins {first}"

    def repr_float64(self, value: Any, level: int) -> str:
        return repr(float(value))


def show(value: Any) -> str:
    """Return the value as Python would show it, cut to a readable length."""
    return _cut(_Short().repr(value))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 60]} … {text[-50:]}"
