"""The command line in Dutch: click's help pages and usage errors say what ours say, in the same language.

Click translates through gettext, which needs a compiled catalog and a Dutch locale on the machine. A Dutch tool must
speak Dutch on any machine, so the few words are replaced here instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import click

from ui import texts

if TYPE_CHECKING:
    from collections.abc import Callable


class DutchCommand(click.Command):
    """A command whose help page is Dutch."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), texts.CLI_USAGE)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options under their Dutch heading."""
        records = [
            # Click appends the range of a number ("[1<=x<=17]"); the help text says it in words.
            (record[0], record[1].partition("  [")[0])
            for param in self.get_params(ctx)
            if isinstance(param, click.Option) and (record := param.get_help_record(ctx)) is not None
        ]
        with formatter.section(texts.CLI_OPTIONS):
            formatter.write_dl(records)


class DutchGroup(DutchCommand, click.Group):
    """A group of commands whose help page is Dutch."""

    command_class = DutchCommand

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands in the order of the work: first ingest, last serve."""
        super().format_options(ctx, formatter)
        with formatter.section(texts.CLI_COMMANDS):
            formatter.write_dl([(name, (each.help or "").partition("\n")[0]) for name, each in self.commands.items()])

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - whatever the command returns
        """Run a command. One whose reader (head, less) has seen enough ends well; click would let it fail."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            return None

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which they were declared."""
        del ctx
        return list(self.commands)

    def dutch_group(self, name: str, text: str) -> Callable[[Callable[..., Any]], DutchGroup]:
        """Declare a command that has commands below it and also does something without one."""

        def declare(function: Callable[..., Any]) -> DutchGroup:
            declared = click.help_option("--help", help=texts.CLI_HELP_OPTION)(function)
            group = self.group(
                name,
                cls=DutchGroup,
                help=text,
                add_help_option=False,
                options_metavar=texts.CLI_OPTIONS_METAVAR,
                subcommand_metavar=texts.CLI_SUBCOMMAND_METAVAR,
                invoke_without_command=True,
            )(declared)
            return cast("DutchGroup", group)

        return declare

    def dutch_command(self, name: str, text: str) -> Callable[[Callable[..., Any]], click.Command]:
        """Declare a command with its help text and the Dutch --help option."""

        def declare(function: Callable[..., Any]) -> click.Command:
            declared = click.help_option("--help", help=texts.CLI_HELP_OPTION)(function)
            return self.command(name, help=text, add_help_option=False, options_metavar=texts.CLI_OPTIONS_METAVAR)(
                declared
            )

        return declare


class FilledText(click.types.StringParamType):
    """A text that is not empty: an empty one comes from a script whose variable is, and would filter everything out."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401 - click's
        """Return the text."""
        text = super().convert(value, param, ctx)
        if not text.strip():
            self.fail(f"'{text}' is empty", param, ctx)
        return text


FILLED = FilledText()


def explain(error: click.ClickException) -> str:
    """Say in Dutch what is wrong with a command line, and where its help is."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.message
    message = _wrong(error)
    if isinstance(error, click.UsageError) and error.ctx is not None:
        message = f"{message}\n{texts.ASK_HELP.format(command=error.ctx.command_path)}"
    return texts.ERROR.format(message=message)


def _wrong(error: click.ClickException) -> str:
    match error:
        case click.NoSuchOption():
            message = _with_nearest(texts.USAGE_NO_OPTION.format(name=error.option_name), error.possibilities)
        case click.exceptions.NoSuchCommand():
            message = _with_nearest(texts.USAGE_NO_COMMAND.format(name=error.command_name), error.possibilities)
        case click.MissingParameter():
            message = texts.USAGE_MISSING.format(name=_name(error.param))
        case click.BadParameter():
            value, expected = _quoted(error.message), _expected(error.param)
            message = texts.USAGE_VALUE.format(value=value, name=_name(error.param), expected=expected)
        case click.BadOptionUsage():
            message = texts.USAGE_OPTION_VALUE.format(name=error.option_name)
        case click.UsageError() if not isinstance(error, DutchUsageError):
            message = texts.USAGE_EXTRA if "extra" in error.message else texts.USAGE_OTHER
        case _:
            message = error.message
    return message


class DutchUsageError(click.UsageError):
    """Wrong use that click itself cannot see; the message is Dutch already."""


def _with_nearest(message: str, possibilities: list[str] | None) -> str:
    if not possibilities:
        return message
    return f"{message} {texts.USAGE_MEANT.format(names=', '.join(sorted(possibilities)))}"


def _name(param: click.Parameter | None) -> str:
    if isinstance(param, click.Option):
        return param.opts[-1]
    return (
        param.make_metavar(click.get_current_context(silent=True) or click.Context(DutchCommand(""))) if param else ""
    )


def _quoted(message: str) -> str:
    """The refused value, which click's English message begins with ("'x' is not one of ...", "18 is not in ...")."""
    value = message.removeprefix("'").partition("'")[0] if message.startswith("'") else message.partition(" ")[0]
    return f"'{value}'"


def _expected(param: click.Parameter | None) -> str:
    kind = param.type if param else None
    match kind:
        case click.Choice():
            return texts.EXPECTED_CHOICE.format(choices=", ".join(map(str, kind.choices)))
        case click.IntRange() if kind.max is not None:
            return texts.EXPECTED_RANGE.format(low=kind.min, high=kind.max)
        case click.IntRange():
            return texts.EXPECTED_FROM.format(low=kind.min)
        case FilledText():
            return texts.EXPECTED_TEXT
        case _ if kind is click.INT:
            return texts.EXPECTED_NUMBER
    return texts.EXPECTED_OTHER
