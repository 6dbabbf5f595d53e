"""A widget's private method is not replaced by chance: Qt connects by name, and nothing says so."""

import ast

from tests.architecture.source import files


def classes():
    """Return {(module, name): (bases, {private method: its tree})} of the window's classes."""
    found = {}
    for file in files("ui"):
        module = file.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        names = {one.name: module for one in file.tree.body if isinstance(one, ast.ClassDef)}
        for node in file.tree.body:
            if isinstance(node, ast.ImportFrom):
                names |= {one.asname or one.name: node.module for one in node.names}
        for node in file.tree.body:
            if isinstance(node, ast.ClassDef):
                bases = [one.id for one in node.bases if isinstance(one, ast.Name)]
                methods = {
                    one.name: one
                    for one in node.body
                    if isinstance(one, ast.FunctionDef) and is_private(one.name)
                }
                found[module, node.name] = ([(names.get(one), one) for one in bases], methods)
    return found


def is_private(name):
    """True for a name with one underscore before it."""
    return name.startswith("_") and not name.startswith("__")


def above(key, known):
    """Yield every class of the window that one is built on."""
    for base in known[key][0]:
        if base in known:
            yield base
            yield from above(base, known)


def on_purpose(method, replaced):
    """True where the other one is called too, or only asks to be replaced."""
    asks = any(isinstance(one, ast.Raise) for one in replaced.body)
    return asks or f"super().{method.name}(" in ast.unparse(method)


def test_private_methods_of_a_base_are_called_where_they_are_replaced():
    known = classes()
    assert len(known) > 200
    hidden = [
        f"{module}.{name}.{method.name} hides the one of {base[1]}"
        for (module, name), (_bases, methods) in known.items()
        for base in above((module, name), known)
        for method in methods.values()
        if method.name in known[base][1] and not on_purpose(method, known[base][1][method.name])
    ]
    assert hidden == []
