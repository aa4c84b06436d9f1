"""The commands of a noun by its name: those of its file here, else those that every noun has."""

from __future__ import annotations

from liaison.cli.shell.grammar import NounApp, noun_app
from liaison.cli.shell.naming import named
from liaison.nouns.registry import NOUNS, module, registered


def app_of(name: str) -> NounApp:
    """The commands of a noun."""
    file = module("cli", name)
    app: NounApp = _made(name) if file is None else file.app
    return app


def verbs_named(word: str) -> list[str]:
    """The commands of any noun whose verb a word names: liaison fund apportion（分摊）."""
    verbs = {noun: app_of(noun).group().names() for noun in registered()}
    return [f"liaison {noun} {name.shown}" for noun, known in verbs.items() if (name := named(word, known))]


def _made(name: str) -> NounApp:
    """Add, list, show, edit, import, export and form, made from the noun's columns; remove; the move
    where it has states, alias where it learns names."""
    from liaison.cli.exchange.verbs import exchange
    from liaison.cli.keeping.removing import removing
    from liaison.cli.shell import standard
    from liaison.cli.shell.aliasing import aliasing
    from liaison.cli.shell.children import move

    app, noun = noun_app(name), NOUNS[name]
    standard.add(app, noun)
    standard.listing(app, noun)
    standard.show(app, noun)
    standard.edit(app, noun)
    if noun.states:
        move(app, noun)
    if noun.learned:
        aliasing(app, noun)
    removing(app, noun)
    exchange(app, name)
    return app
