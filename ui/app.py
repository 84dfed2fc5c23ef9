"""The page: questions, moties and documents. The only module that imports gradio."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

# Read when gradio is imported: no usage reports, no look-up of newer versions, no list of earlier runs.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_OFFLINE"] = "1"

import gradio as gr
from fastapi import FastAPI
from starlette.responses import Response  # noqa: TC002 - FastAPI reads the annotation

from search import Filters
from ui import panels, texts

if TYPE_CHECKING:
    from search import KnowledgeBase

Update = dict[str, object]  # what Gradio takes for a change of a field

_EVERYTHING = (texts.ALL, "")
_CSS = Path(__file__).with_name("page.css")
_FONTS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "Liberation Sans", "sans-serif")
_MONO = ("ui-monospace", "Consolas", "Liberation Mono", "monospace")


def page(base: KnowledgeBase) -> FastAPI:
    """The web application for one knowledge base: the downloads and, at /, the page."""
    app = FastAPI(title=texts.NAME, docs_url=None, redoc_url=None, openapi_url=None)

    @app.get("/export/{name}")
    def download(name: str) -> Response:
        return panels.download(base, name)

    gr.mount_gradio_app(
        app,
        build(base),
        path="/",
        theme=_theme(),
        css_paths=[_CSS],
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
        show_error=False,
    )
    return app


def _theme() -> gr.themes.Base:
    """Gradio's plainest theme in one blue, with the letters of the reader's own system."""
    theme = gr.themes.Base(
        primary_hue=gr.themes.Color(
            "#eef4fa",
            "#dce8f4",
            "#b8d0e8",
            "#8fb4d9",
            "#4f8ac0",
            "#01689b",
            "#154273",
            "#123a66",
            "#0f2f53",
            "#0b2440",
            "#07182b",
            name="lint",
        ),
        neutral_hue="slate",
        radius_size="none",
        font=_FONTS,
        font_mono=_MONO,
    )
    return theme.set(
        body_background_fill="white",
        body_background_fill_dark="#11151a",
        block_border_width="0px",
        block_padding="0px",
        block_label_text_weight="600",
        block_title_text_weight="600",
        button_primary_background_fill="*primary_600",
        button_primary_background_fill_hover="*primary_500",
        button_primary_background_fill_dark="*primary_500",
        button_primary_text_color="white",
        block_background_fill="transparent",
        block_background_fill_dark="transparent",
        block_title_text_color="*body_text_color",
        block_label_text_color="*body_text_color",
        input_border_width="1px",
        input_placeholder_color="#5f6b78",
        input_placeholder_color_dark="#a9b3bf",
        input_background_fill="white",
        input_background_fill_dark="#171c22",
        input_border_color="#8b96a3",
        input_border_color_dark="#5a6673",
        input_border_color_focus="*primary_500",
    )


def build(base: KnowledgeBase) -> gr.Blocks:
    """Lay out the page; what stands in it is made anew whenever it is opened."""
    with gr.Blocks(title=texts.NAME, analytics_enabled=False) as blocks:
        _html(panels.header())
        with gr.Tabs():
            with gr.Tab(texts.TAB_SEARCH):
                _search_tab(base, blocks)
            with gr.Tab(texts.TAB_MOTIES) as moties_tab:
                _html(panels.exports())
                moties = _html()
            with gr.Tab(texts.TAB_DOCUMENTS) as documents_tab:
                documents = _html()
        _html(panels.footer())
        moties_tab.select(lambda: panels.moties(base), outputs=moties, api_visibility="private")
        documents_tab.select(lambda: panels.documents(base), outputs=documents, api_visibility="private")
    return blocks


def _html(value: str = "") -> gr.HTML:
    return gr.HTML(value, padding=False, apply_default_css=False, js_on_load=None)


def _search_tab(base: KnowledgeBase, blocks: gr.Blocks) -> None:
    with gr.Row(elem_id="vraag-rij"):
        query = gr.Textbox(
            label=texts.QUERY_LABEL,
            placeholder=texts.QUERY_PLACEHOLDER,
            lines=1,
            max_lines=1,
            autofocus=True,
            scale=6,
            elem_id="vraag",
        )
        button = gr.Button(texts.SEARCH_BUTTON, variant="primary", scale=1, min_width=100, elem_id="zoek")
    examples = gr.Dataset(
        components=[query], samples=[[each] for each in texts.EXAMPLES], label=texts.EXAMPLES_LABEL, type="values"
    )
    with gr.Accordion(texts.FILTERS_LABEL, open=False, elem_id="filters"), gr.Row():
        document = _filter(texts.FILTER_DOCUMENT)
        chapter = _filter(texts.FILTER_CHAPTER)
        sdg = _filter(texts.FILTER_SDG, panels.sdg_choices())
        motie = _filter(texts.FILTER_MOTIE)
    results = _html(panels.start(base))
    filters = [document, chapter, sdg, motie]

    def offer() -> tuple[Update, ...]:
        documents, moties = panels.document_choices(base), panels.motie_choices(base)
        return _offer(documents), _offer(panels.chapter_choices(base, None)), _offer(moties)

    def narrow(chosen: str) -> Update:
        # Another document has other chapters: the one chosen before would find nothing.
        return _offer(panels.chapter_choices(base, chosen or None))

    def ask(question: str, *chosen: str) -> str:
        return panels.answer(base, question, _filters(*chosen))

    def pick(sample: list[str], *chosen: str) -> tuple[str, str]:
        return sample[0], ask(sample[0], *chosen)

    blocks.load(offer, outputs=[document, chapter, motie], show_progress="hidden", api_visibility="private")
    document.input(narrow, document, chapter, show_progress="hidden", api_visibility="private").then(
        ask, [query, *filters], results, api_visibility="private", show_progress="minimal"
    )
    for trigger in (query.submit, button.click, *(each.input for each in filters[1:])):
        trigger(ask, [query, *filters], results, api_visibility="private", show_progress="minimal")
    examples.click(pick, [examples, *filters], [query, results], api_visibility="private", show_progress="minimal")


def _filter(label: str, choices: panels.Choices | None = None) -> gr.Dropdown:
    return gr.Dropdown([_EVERYTHING, *(choices or ())], value="", label=label, min_width=220)


def _offer(choices: panels.Choices) -> Update:
    return dict(gr.update(choices=[_EVERYTHING, *choices], value=""))


def _filters(document: str, chapter: str, sdg: str, motie: str) -> Filters:
    return Filters(
        document=document or None, chapter=chapter or None, sdg=int(sdg) if sdg else None, motie=motie or None
    )
