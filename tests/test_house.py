"""The house stays in order: small modules and classes, imports in one direction, one place that knows the languages."""

import ast
import re
from collections import Counter

import pytest
import tinycss2
from conftest import ROOT
from own_data import GUIDE

from guide.checks.labels import asked
from guide.locales import CODES
from guide.macros import MACROS

HOOKS = ROOT / "overrides/hooks"
MODULES = sorted((HOOKS / "guide").rglob("*.py"))
# a room may use itself and the rooms before it; no room uses MkDocs
ROOMS = (
    "locales",
    "text",
    "data",
    "host",
    "answers",
    "frame",
    "render",
    "permalinks",
    "macros",
    "site",
    "checks",
    "watch",
    "scaffold",
    "release",
    "bench",
)
STYLES = sorted((ROOT / "overrides/assets/stylesheets").glob("*.css"))


def name_of(path):
    """Return a module's path below the hooks, as messages give it."""
    return path.relative_to(HOOKS).as_posix()


def imports(path):
    """Return the modules that a module names in its imports, those for types alone aside."""
    tree = ast.parse(path.read_text("utf-8"))
    for_types = [
        node for node in ast.walk(tree) if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    ]
    skipped = {id(inner) for node in for_types for inner in ast.walk(node)}
    found = []
    for node in (node for node in ast.walk(tree) if id(node) not in skipped):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found.append(node.module or "")
    return found


def room_of(module):
    """Return the room of a module such as guide.data.load."""
    return module.split(".")[1]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_rooms_use_the_rooms_before_them_and_never_mkdocs(path):
    used = imports(path)
    assert not [module for module in used if module.split(".")[0] == "mkdocs"]
    room = path.relative_to(HOOKS / "guide").parts[0].removesuffix(".py")
    if room != "__init__":
        others = {room_of(module) for module in used if module.startswith("guide.")}
        assert all(ROOMS.index(other) <= ROOMS.index(room) for other in others), others


def test_modules_and_classes_are_small():
    for path in [*HOOKS.glob("*.py"), *MODULES]:
        text = path.read_text("utf-8")
        lines = text.count("\n")
        assert lines <= 250 or path.parent.name == "data", f"{name_of(path)}: {lines} lines"
        for node in (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ClassDef)):
            methods = [item for item in node.body if isinstance(item, ast.FunctionDef)]
            assert len(methods) <= 15, f"{name_of(path)}: {node.name}: {len(methods)} methods"


def test_one_place_knows_the_languages():
    files = [*HOOKS.rglob("*.py"), *(ROOT / "overrides").glob("*.html"), *(ROOT / "overrides/partials").rglob("*.html")]
    rule = re.compile(
        r"""(?:==|!=|\bif|\belse|\bin) *\(?["'](?:zh|en)["']|["'](?:zh|en)["'] *(?:if|else|==|!=)|\.(?:zh|en)\b(?!["'.])"""
    )
    for path in files:
        if path.name not in ("locales.py", "404.html"):  # both languages stand in one body there
            found = [line.strip() for line in path.read_text("utf-8").splitlines() if rule.search(line)]
            assert not found, f"{path.relative_to(ROOT)}: {found}"


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_style_sheets_are_whole(path):
    text = path.read_text("utf-8")
    rules = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    for rule in rules:
        assert rule.type != "error", f"{path.name}:{rule.source_line}: {rule.message}"
        if rule.type == "qualified-rule":
            for item in tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True):
                assert item.type != "error", f"{path.name}:{item.source_line}: {item.message}"


def test_every_variable_of_the_style_sheets_is_set_and_used():
    text = "\n".join(path.read_text("utf-8") for path in STYLES)
    used, defined = set(re.findall(r"var\((--guide-[\w-]+)", text)), set(re.findall(r"(--guide-[\w-]+):", text))
    assert used == defined, f"used and defined differ: {used ^ defined}"


def test_every_class_of_the_style_sheets_is_used():
    places = [
        *(ROOT / "overrides").rglob("*.html"),
        *(ROOT / "overrides").rglob("*.js"),
        *HOOKS.rglob("*.py"),
        *(ROOT / "docs").rglob("*.md"),
    ]
    text = "\n".join(path.read_text("utf-8") for path in places)
    named = {name for path in STYLES for name in re.findall(r"\.(guide-[\w-]+)", path.read_text("utf-8"))}
    put_together = ("guide-answer-", "guide-places__right--", "guide-verdict--")
    assert not sorted(name for name in named if name not in text and not name.startswith(put_together))


def test_every_label_is_used():
    overrides = ROOT / "overrides"
    pages = [*overrides.glob("*.html"), *(overrides / "partials").rglob("*.html")]
    found = [(label, whole) for path in pages for _, label, whole in asked(path.read_text("utf-8"))]
    code = "\n".join(path.read_text("utf-8") for path in [*HOOKS.rglob("*.py"), *pages])
    whole = {label for label, all_of_it in found if all_of_it} | set(re.findall(r"""["']([a-z0-9-]+)["']""", code))
    beginnings = {label for label, all_of_it in found if not all_of_it} | set(
        re.findall(r"""f["']([a-z]+-[a-z-]*)\{""", code)
    )
    unused = [label for label in GUIDE.labels if label not in whole and not label.startswith(tuple(beginnings))]
    assert not unused


# asked for by MkDocs, a library or a test: what stands in built pages, and the languages' words in them
ASKED_FROM_OUTSIDE = {
    *("check_built", "wrong_words", "missing_terms", "wrong_language"),
    *("handle_starttag", "handle_endtag", "handle_data", "log_message"),
    *("get_path", "get_title", "get_mimetype", "get_contentprovider", "get_hints"),
}


def defined(path):
    """Yield the names of functions, classes and constants a module defines, those aside that a decorator hands on."""
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        handed = any(re.search("macro|validator", ast.unparse(one)) for one in getattr(node, "decorator_list", ()))
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not handed and not node.name.startswith("__"):
            yield node.name
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        yield from (target.id for target in targets if isinstance(target, ast.Name))


def labels_asked(node):
    """Yield the labels that an expression names in full."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (*labels_asked(node.body), *labels_asked(node.orelse))


def test_every_label_that_code_asks_for_is_there():
    """A template's are checked by each build; what code asks for in a rare case would end a build of that day."""
    calls = (
        (path, node)
        for path in HOOKS.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "label" and node.args
    )
    found = [(name_of(path), label) for path, node in calls for label in labels_asked(node.args[0])]
    assert len(found) > 30
    assert not [(name, label) for name, label in found if label not in GUIDE.labels]


def test_nothing_is_defined_that_nothing_uses():
    overrides = ROOT / "overrides"
    texts = [*HOOKS.rglob("*.py"), *overrides.glob("*.html"), *(overrides / "partials").rglob("*.html")]
    times = Counter(word for path in texts for word in re.findall(r"\w+", path.read_text("utf-8")))
    left = [
        f"{name_of(path)}: {name}"
        for path in HOOKS.rglob("*.py")
        for name in defined(path)
        if times[name] == 1 and name not in ASKED_FROM_OUTSIDE and not (path.parent == HOOKS and name.startswith("on_"))
    ]
    assert not left, left


def test_every_macro_is_called_and_every_template_drawn():
    pages = [*(ROOT / "docs").rglob("*.md"), *(ROOT / "overrides/partials/pages").rglob("*.md")]
    called = {name for path in pages for name in re.findall(r"\{\{-? *(\w+)\(", path.read_text("utf-8"))}
    assert not set(MACROS) - called - {"value"}, "value() is for writers, whether or not a page needs it today"
    partials = ROOT / "overrides/partials"
    texts = [*HOOKS.rglob("*.py"), ROOT / "overrides/main.html", *partials.rglob("*.html")]
    text = "\n".join(path.read_text("utf-8") for path in texts)
    folders = ("tables", "tools", "exchange", "pages")
    drawn = [path for folder in folders for path in partials.glob(f"{folder}/*.html")]
    assert len(drawn) > 50
    assert not [
        path.name for path in drawn if f"{path.parent.name}/{path.name}" not in text and f'"{path.name}"' not in text
    ]


@pytest.mark.parametrize("code", CODES)
def test_the_tests_that_maintainers_are_sent_to_are_there(code):
    text = (ROOT / f"docs/{code}/about/testing.md").read_text("utf-8")
    named = set(re.findall(r"\btest_\w+\.py", text))
    assert len(named) > 15
    assert not [name for name in named if not (ROOT / "tests" / name).exists()]
