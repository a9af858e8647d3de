"""Whether a commit only moved: every definition before and after, compared as syntax, imports aside.

`python -m tests.moved BEFORE AFTER` reads both states from git, names each definition that is gone, new or another one,
and ends with 1 if there is any. A name that an import binds is held to be what it stands for, under whatever name.
"""

from __future__ import annotations

import ast
import io
import subprocess
import sys
import tarfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

FOLDERS = ("queue_app", "kiosk", "display", "tests")


@dataclass(frozen=True)
class Definition:
    module: str
    name: str
    syntax: str


class _Resolved(ast.NodeTransformer):
    """Puts what an import stands for in place of the name that it binds."""

    def __init__(self, meant: Mapping[str, str]) -> None:
        self._meant = meant

    def visit_Name(self, node: ast.Name) -> ast.Name:
        is_read = isinstance(node.ctx, ast.Load)  # a field of a class may share the name of an import
        return ast.Name(self._meant.get(node.id, node.id) if is_read else node.id, node.ctx)

    def visit_ImportFrom(self, _node: ast.ImportFrom) -> ast.Pass:
        return ast.Pass()


def git(*words: str) -> str:
    return subprocess.run(["git", *words], check=True, capture_output=True, text=True).stdout


def module_of(path: str) -> str:
    return path.removesuffix(".py").replace("/", ".")


def moves(before: str, after: str) -> dict[str, str]:
    """Old module -> new module, as git sees the renames."""
    lines = git("diff", "-M30%", "-l0", "--diff-filter=R", "--name-status", before, after, "--", "*.py").splitlines()
    return {module_of(old): module_of(new) for _likeness, old, new in (line.split("\t") for line in lines)}


def meanings(tree: ast.Module, moved: Mapping[str, str], home: Mapping[str, str]) -> dict[str, str]:
    """Bound name -> what it stands for after the move. home: class or function that left its module -> its new one."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                module = moved.get(node.module or "", node.module)
                found[alias.asname or alias.name] = moved.get(full) or home.get(full) or f"{module}.{alias.name}"
    return found


def named(tree: ast.Module) -> Iterator[tuple[str, ast.stmt]]:
    """Every top definition with its name; other statements by what they are."""
    for node in tree.body[1:]:  # the first one is the docstring of the module, which may name files
        match node:
            case ast.FunctionDef() | ast.ClassDef():
                yield node.name, node
            case ast.Assign() | ast.AnnAssign():
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                yield ",".join(ast.unparse(each) for each in targets), node
            case ast.Import() | ast.ImportFrom():
                pass
            case _:
                yield "(statement)", node


def trees(state: str) -> dict[str, ast.Module]:
    packed = subprocess.run(["git", "archive", state, *FOLDERS], check=True, capture_output=True).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as files:
        found = {each.name: files.extractfile(each) for each in files if each.name.endswith(".py")}
        return {module_of(path): ast.parse(file.read()) for path, file in found.items() if file}


def definitions(found: Mapping[str, ast.Module], moved: Mapping[str, str], home: Mapping[str, str]) -> set[Definition]:
    return {
        Definition(
            home.get(f"{module}.{name}", "").rpartition(".")[0] or moved.get(module, module),
            name,
            ast.dump(_Resolved(meanings(tree, moved, home)).visit(node)),
        )
        for module, tree in found.items()
        for name, node in named(tree)
    }


def homes(
    before: Mapping[str, ast.Module], after: Mapping[str, ast.Module], moved: Mapping[str, str]
) -> dict[str, str]:
    """Of files that were cut apart: old full name -> new full name, by the one module that has gained the name."""
    had = {(moved.get(module, module), name) for module, tree in before.items() for name, _node in named(tree)}
    gained: dict[str, list[str]] = {}
    for module, tree in after.items():
        for name, _node in named(tree):
            if (module, name) not in had:
                gained.setdefault(name, []).append(module)
    has = {(module, name) for module, tree in after.items() for name, _node in named(tree)}
    return {
        f"{module}.{name}": f"{gained[name][0]}.{name}"
        for module, tree in before.items()
        for name, _node in named(tree)
        if (moved.get(module, module), name) not in has and len(gained.get(name, [])) == 1
    }


def main(before: str, after: str) -> int:
    moved, old, new = moves(before, after), trees(before), trees(after)
    home = homes(old, new, moved)
    was, now = definitions(old, moved, home), definitions(new, {}, {})
    for word, some in (("gone", was - now), ("new", now - was)):
        for each in sorted(some, key=lambda found: (found.module, found.name)):
            print(f"{word}: {each.module}: {each.name}")
    print(f"{len(was)} definitions before, {len(was & now)} of them the same after, in {len(moved)} moved files")
    return int(was != now)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
