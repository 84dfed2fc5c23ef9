"""The look of Gradio's own components: the same letters and colours as the rest of the page (static/page.css)."""

from __future__ import annotations

import gradio as gr

_SANS = ("IBM Plex Sans", "system-ui", "Segoe UI", "Roboto", "Noto Sans", "Liberation Sans", "sans-serif")
_MONO = ("ui-monospace", "Consolas", "Liberation Mono", "monospace")
_BLUE = (
    "#eef4fa", "#dce8f4", "#b8d0e8", "#8fb4d9", "#4f8ac0", "#01689b",
    "#154273", "#123a66", "#0f2f53", "#0b2440", "#07182b",
)  # fmt: skip


def theme() -> gr.themes.Base:
    """Gradio's plainest theme in one blue, with our letters, on our paper."""
    made = gr.themes.Base(
        primary_hue=gr.themes.Color(*_BLUE, name="lint"),
        neutral_hue="slate",
        radius_size="sm",
        font=_SANS,
        font_mono=_MONO,
    )
    return made.set(
        body_background_fill="#ffffff",
        body_background_fill_dark="#12161b",
        body_text_color="#1b1f24",
        body_text_color_dark="#e8ebef",
        body_text_color_subdued="#565f6a",
        body_text_color_subdued_dark="#a9b3bf",
        block_border_width="0px",
        block_padding="0px",
        block_background_fill="transparent",
        block_background_fill_dark="transparent",
        block_label_text_color="*body_text_color",
        block_title_text_color="*body_text_color",
        block_label_text_weight="600",
        block_title_text_weight="600",
        button_primary_background_fill="*primary_600",
        button_primary_background_fill_hover="*primary_500",
        button_primary_background_fill_dark="*primary_500",
        button_primary_text_color="#ffffff",
        input_border_width="1px",
        input_placeholder_color="#5f6b78",
        input_placeholder_color_dark="#a9b3bf",
        input_background_fill="#ffffff",
        input_background_fill_dark="#171c22",
        input_border_color="#7b8794",
        input_border_color_dark="#7b8794",
        input_border_color_focus="*primary_500",
    )
