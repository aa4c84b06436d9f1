"""The commands of a noun that has no file of its own here: those that every noun has."""

from __future__ import annotations

from liaison.cli.exchange.verbs import exchange
from liaison.cli.keeping.removing import removing
from liaison.cli.shell import standard
from liaison.cli.shell.children import move
from liaison.cli.shell.grammar import NounApp, noun_app
from liaison.nouns.registry import NOUNS


def app_of(name: str) -> NounApp:
    """Add, list, show, edit, import, export and form, made from the noun's columns; remove; the move, where it has states."""
    app, noun = noun_app(name), NOUNS[name]
    standard.add(app, noun)
    standard.listing(app, noun)
    standard.show(app, noun)
    standard.edit(app, noun)
    if noun.states:
        move(app, noun)
    removing(app, noun)
    exchange(app, name)
    return app
