"""What a television of 2019 does not understand (webOS 4.5 runs Chromium 53, Tizen 5 Chromium 63), found by parsing.

Scripts are ES2015: of the syntax only what is listed here passes, so that the next edition's is refused unread. Of the
browser's own names, and of styles, those are refused that are newer and that leave a screen blank or out of shape.
A style that an old browser may pass over without harm (text-wrap) is let be.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import tree_sitter_css
import tree_sitter_javascript
from tree_sitter import Language, Node, Parser

_SCRIPT = Parser(Language(tree_sitter_javascript.language()))
_STYLE = Parser(Language(tree_sitter_css.language()))

_SYNTAX = """
    program comment expression_statement variable_declaration lexical_declaration variable_declarator statement_block
    function_declaration function_expression arrow_function generator_function generator_function_declaration
    yield_expression formal_parameters rest_pattern assignment_pattern object_assignment_pattern object_pattern
    array_pattern pair_pattern shorthand_property_identifier_pattern call_expression new_expression arguments
    member_expression subscript_expression identifier property_identifier shorthand_property_identifier
    statement_identifier this super null true false undefined number string string_fragment escape_sequence
    template_string template_substitution regex regex_pattern regex_flags object array pair method_definition
    computed_property_name spread_element parenthesized_expression unary_expression binary_expression update_expression
    ternary_expression assignment_expression augmented_assignment_expression sequence_expression if_statement
    else_clause for_statement for_in_statement while_statement do_statement switch_statement switch_body switch_case
    switch_default break_statement continue_statement return_statement throw_statement try_statement catch_clause
    finally_clause labeled_statement empty_statement class class_declaration class_heritage class_body meta_property
"""
NEW_TOKENS = frozenset({"async", "await", "??", "??=", "||=", "&&=", "**", "**="})
_NEW_MEMBERS = """
    allSettled any append arrayBuffer at entries finally findLast findLastIndex flat flatMap formatToParts fromEntries
    hasOwn includes inert matchAll padEnd padStart prepend randomUUID replaceAll replaceChildren replaceWith
    toReversed toSorted toSpliced toggleAttribute trimEnd trimStart values audioWorklet getAnimations
"""
_NEW_NAMES = """
    AbortController AudioWorkletNode BigInt FinalizationRegistry PointerEvent ResizeObserver SharedArrayBuffer WeakRef
    globalThis queueMicrotask structuredClone
"""
SYNTAX, NEW_MEMBERS, NEW_NAMES = (frozenset(words.split()) for words in (_SYNTAX, _NEW_MEMBERS, _NEW_NAMES))
# What only looks like a breach: a rule of its own for the node, by its type.
NODES: dict[str, Callable[[Node], bool]] = {
    "spread_element": lambda node: _parent(node) == "object",
    "rest_pattern": lambda node: _parent(node) == "object_pattern",
    "catch_clause": lambda node: node.child_by_field_name("parameter") is None,
    "number": lambda node: bool(re.search(r"[_n]", _text(node))),
    "meta_property": lambda node: _text(node) != "new.target",
    "regex_flags": lambda node: bool(set(_text(node)) - set("gimuy")),
    "regex_pattern": lambda node: "(?<" in _text(node),
    "arguments": lambda node: _ends_in_comma(node),  # noqa: PLW0108 - defined below
    "formal_parameters": lambda node: _ends_in_comma(node),  # noqa: PLW0108 - defined below
    "property_identifier": lambda node: _text(node) in NEW_MEMBERS and _is_called(node),
    "identifier": lambda node: _text(node) in NEW_NAMES,
    "call_expression": lambda node: bool(re.search(r"querySelectorAll\([^()]*\)\.forEach$", _callee(node))),
}

NEW_PROPERTIES = re.compile(
    r"^(gap|(row|column)-gap|inset.*|aspect-ratio|grid.*|place-.*|translate|rotate|scale|(margin|padding|border)-"
    r"(inline|block).*|(inline|block)-size|appearance|backdrop-filter|contain(er.*)?|overflow-(inline|block))$"
)
NEW_VALUES = re.compile(
    r"\b(min|max|clamp|env|color-mix|oklch|hwb|minmax)\(|\b(sticky|grid|inline-grid|contents|flow-root|subgrid|revert)\b"
    r"|\d(dvh|svh|lvh|dvw|cqw|cqh|cqi)\b|\brgba?\([^,)]*\)|#([0-9a-f]{8}|[0-9a-f]{4})\b",
    re.IGNORECASE,
)
NEW_SELECTORS = re.compile(r":(is|where|has|focus-within|any-link)\b|(?<!:not\():focus-visible|:not\([^()]*,|&")
OLD_RULES = frozenset({"@font-face", "@page"})
STYLE_RULES: dict[str, Callable[[Node], bool]] = {
    "declaration": lambda node: _is_new_declaration(node) and not _stands_in(node.prev_named_sibling, node),
    "selectors": lambda node: bool(NEW_SELECTORS.search(_text(node))),
    "at_rule": lambda node: _text(node.children[0]) not in OLD_RULES,
    "feature_query": lambda node: bool(re.search(r"[<>]", _text(node))),
    "ERROR": lambda node: True,
}


def in_script(source: str) -> list[str]:
    """What of a script is too new: "line: the words", in their order."""
    return [f"{line}: {text}" for line, text in _found(_SCRIPT, source, _is_new_in_script)]


def in_style(source: str) -> list[str]:
    """What of a style sheet is too new: "line: the words", in their order."""
    return [f"{line}: {text}" for line, text in _found(_STYLE, source, _is_new_in_style)]


def _is_new_in_script(node: Node) -> bool:
    if not node.is_named:
        return node.type in NEW_TOKENS
    return node.type not in SYNTAX or NODES.get(node.type, _never)(node)


def _is_new_in_style(node: Node) -> bool:
    return STYLE_RULES.get(node.type, _never)(node)


def _never(_node: Node) -> bool:
    return False


def _found(parser: Parser, source: str, is_new: Callable[[Node], bool]) -> Iterator[tuple[int, str]]:
    for node in _nodes(parser.parse(source.encode()).root_node):
        if is_new(node):
            yield node.start_point[0] + 1, _text(node.parent or node).split("\n")[0]


def _nodes(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _nodes(child)


def _text(node: Node) -> str:
    return (node.text or b"").decode()


def _parent(node: Node) -> str:
    return node.parent.type if node.parent else ""


def _callee(node: Node) -> str:
    function = node.child_by_field_name("function")
    return _text(function) if function else ""


def _ends_in_comma(node: Node) -> bool:
    return len(node.children) > 1 and node.children[-2].type == ","


def _is_called(node: Node) -> bool:
    member = node.parent
    return bool(member and member.parent and member.parent.child_by_field_name("function") == member)


def _is_new_declaration(node: Node) -> bool:
    return bool(NEW_PROPERTIES.match(_property(node)) or NEW_VALUES.search(_values(node)))


def _stands_in(before: Node | None, node: Node) -> bool:
    """Whether an old browser has the declaration before this one to go by."""
    return before is not None and before.type == "declaration" and _property(before).endswith(_property(node))


def _property(node: Node) -> str:
    return _text(node.children[0])


def _values(node: Node) -> str:
    return _text(node).partition(":")[2]
