"""The commands `vindplaats users`: who may log in on a server, and as what."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from ui.cli.options import PATH
from ui.cli.usage import FILLED
from ui.texts import serving as texts
from ui.texts.failures import Failure

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ui.access.users import Users
    from ui.cli.usage import DutchGroup

_ROLES = ("reader", "editor")  # ui.access.people, which takes longer to import than --help may take


def _file_option(function: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--users",
        "file",
        type=PATH,
        default="gebruikers.json",
        envvar="VINDPLAATS_USERS",
        metavar="BESTAND",
        help=texts.OPTION_USERS_FILE,
    )(function)


_name = click.argument("name", type=FILLED, metavar="NAAM")
_stdin = click.option("--stdin", "piped", is_flag=True, help=texts.OPTION_STDIN)


def register(app: DutchGroup) -> None:
    """Declare the commands."""

    @app.dutch_group("users", texts.HELP_USERS)
    @click.pass_context
    def users(context: click.Context) -> None:
        """Show the help where nothing is asked."""
        if context.invoked_subcommand is None:
            click.echo(context.get_help())

    @users.dutch_command("add", texts.HELP_USERS_ADD)
    @_name
    @click.option("--role", type=click.Choice(_ROLES), default="reader", help=texts.OPTION_ROLE)
    @click.option("--no-password", is_flag=True, help=texts.OPTION_NO_PASSWORD)
    @_stdin
    @_file_option
    def add(name: str, role: str, no_password: bool, piped: bool, file: Path) -> None:
        """Add a user."""
        from ui.access.people import Role
        from ui.access.users import Users

        Users.create(file).add(name, Role(role), None if no_password else _password(name, piped=piped))
        click.echo(texts.USER_ADDED.format(name=name, role=role, path=file))

    @users.dutch_command("list", texts.HELP_USERS_LIST)
    @_file_option
    def listed(file: Path) -> None:
        """List the users."""
        from ui.cli.terminal import table

        known = sorted(_opened(file).all().values(), key=lambda user: user.name)
        signs = {True: texts.YES, False: texts.NO}
        rows = [
            (user.name, str(user.role), signs[user.password is not None], signs[user.token is not None])
            for user in known
        ]
        click.echo(table(texts.USER_COLUMNS, rows) if rows else texts.NO_USERS)

    @users.dutch_command("remove", texts.HELP_USERS_REMOVE)
    @_name
    @_file_option
    def remove(name: str, file: Path) -> None:
        """Remove a user."""
        _opened(file).remove(name)
        click.echo(texts.USER_REMOVED.format(name=name))

    @users.dutch_command("password", texts.HELP_USERS_PASSWORD)
    @_name
    @_stdin
    @_file_option
    def password(name: str, piped: bool, file: Path) -> None:
        """Give a user another password."""
        known = _opened(file)
        if known.find(name) is None:
            raise Failure(texts.NO_USER.format(name=name, path=file))
        known.set_password(name, _password(name, piped=piped))
        click.echo(texts.PASSWORD_SET.format(name=name))

    @users.dutch_command("role", texts.HELP_USERS_ROLE)
    @_name
    @click.argument("role", type=click.Choice(_ROLES), metavar="ROL")
    @_file_option
    def role(name: str, role: str, file: Path) -> None:
        """Give a user another role."""
        from ui.access.people import Role

        _opened(file).set_role(name, Role(role))
        click.echo(texts.ROLE_SET.format(name=name, role=role))

    @users.dutch_command("token", texts.HELP_USERS_TOKEN)
    @_name
    @_file_option
    def token(name: str, file: Path) -> None:
        """Print a token; what it is goes to standard error, so that the token alone can be kept."""
        click.echo(texts.TOKEN_MADE, err=True)
        click.echo(_opened(file).new_token(name))


def _opened(file: Path) -> Users:
    """The users in a file that exists; raises Failure."""
    from ui.access.users import Users

    known = Users(file)
    known.all()
    return known


def _password(name: str, *, piped: bool) -> str:
    """A password, from standard input or asked twice without being shown; raises Failure where these differ."""
    if piped:
        return sys.stdin.readline().rstrip("\r\n")
    given = str(click.prompt(texts.ASK_PASSWORD.format(name=name), hide_input=True, err=True))
    if given != click.prompt(texts.ASK_AGAIN, hide_input=True, err=True):
        raise Failure(texts.ASKED_DIFFERENT)
    return given
