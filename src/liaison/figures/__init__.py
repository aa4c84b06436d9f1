"""What is reported: each figure's definition, its rows, and the aggregate over them."""

from __future__ import annotations

from liaison.figures.council import member as members
from liaison.figures.figure import Figure
from liaison.figures.money import fund as funds
from liaison.figures.work import activity as activities
from liaison.figures.work import project as projects
from liaison.vocab import FIGURES as _ORDER

FIGURES: dict[str, Figure] = {
    figure.key: figure
    for figure in sorted(
        (*members.FIGURES, *projects.FIGURES, *activities.FIGURES, *funds.FIGURES),
        key=lambda figure: list(_ORDER).index(figure.key),
    )
}
"""Every figure by key, in the order of the summary."""
