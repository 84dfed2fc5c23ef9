"""Encodes the Sustainable Development Goals with the encoder that ships: ``python -m training.goals``.

Writes search/data/sdgs-nl.npz. To be run when another encoder ships or search/data/sdgs-nl.toml changes.
"""

from __future__ import annotations

from search.intake.goal_vectors import keep_goal_vectors
from search.intake.sdg_suggestions import goal_texts
from search.models.registry import load_encoder

if __name__ == "__main__":
    keep_goal_vectors(load_encoder(), goal_texts())
