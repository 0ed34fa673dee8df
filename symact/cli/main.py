"""The ``symact`` command: a table of commands, and what happens when something goes wrong."""

import _thread
import sys
from importlib import import_module

import click

from symact import __version__

UNREADABLE = 2
INTERRUPTED = 130
FAULT = 70

# Command, and the line that the overview shows. The modules are loaded when they are called.
COMMANDS = {
    "check": "Judge every mathematical claim in notes, homework, notebooks and docstrings.",
    "derive": "Derive and prove everything about one activation.",
    "explain": "Say what a code such as SA203 means.",
    "identify": "Find the activations of the catalogue that a function is, with a proof.",
    "list": "List the activations of the catalogue.",
    "notes": "Write the lecture notes, with exercises and worked solutions.",
    "plot": "Draw activations and their derivatives.",
    "repair": "Mend damaged LaTeX where there is one way to mend it.",
    "screen": "Profile many candidates, a line for each, with bounded time and memory.",
    "solve": "Solve the dense-layer problems in a file, step by step.",
    "table": "Compare activations in a table.",
    "verify": "Re-check a certificate by the small checker alone.",
}


class _Lazy(click.Group):
    """A group that imports a command when it is called, not to list it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"symact.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            import difflib  # noqa: PLC0415

            near = difflib.get_close_matches(args[0], COMMANDS, n=1)
            hint = f"; did you mean {near[0]}?" if near else "; symact --help lists the commands"
            ctx.fail(f"no command is called {args[0]!r}{hint}")
        return super().resolve_command(ctx, args)


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="symact")
@click.option("--debug", is_flag=True, help="Show the traceback of a fault of symact itself.")
def group(*, debug: bool) -> None:
    """Derive, prove and typeset the mathematics of activations and dense layers.

    Exit status: 0 all is proved, 1 something is refuted, 2 wrong usage or unreadable input,
    3 something is unknown under --strict.
    """
    click.get_current_context().obj = {"debug": debug}


def main() -> None:
    """Run the command line; every failure becomes a message and an exit status."""
    debug = "--debug" in sys.argv[1:]
    sys.unraisablehook = _unraisable
    try:
        # Outside standalone mode click hands an exit status back as the result.
        status = group.main(prog_name="symact", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(UNREADABLE)
    except (click.Abort, KeyboardInterrupt):
        click.echo("symact: interrupted; no file was left half written", err=True)
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        # The reader of our output went away, as `head` does: nothing is wrong.
        sys.stderr.close()
        sys.exit(0)
    except Exception as error:  # noqa: BLE001 -- the last door: users see no traceback
        sys.exit(_failed(error, debug=debug))
    sys.exit(status if isinstance(status, int) else 0)


def _unraisable(unraisable: "sys.UnraisableHookArgs") -> None:
    """Ctrl-C that fell into a finaliser, where Python would drop it, is sent once more."""
    if isinstance(unraisable.exc_value, KeyboardInterrupt):
        _thread.interrupt_main()
    else:
        sys.__unraisablehook__(unraisable)


def _failed(error: Exception, *, debug: bool) -> int:
    from symact.core.errors import InputError, SymactError  # noqa: PLC0415

    if isinstance(error, InputError):
        for diagnostic in getattr(error, "diagnostics", (error.diagnostic,)):
            click.echo(diagnostic.render(), err=True)
        return UNREADABLE
    if isinstance(error, SymactError):
        click.echo(f"error: {error}", err=True)
        return UNREADABLE
    if debug:
        raise error
    click.echo(
        f"error[SA901]: this is a fault of symact: {type(error).__name__}: {error}\n"
        "  = help: report it with the command you ran; symact --debug ... shows where",
        err=True,
    )
    return FAULT
