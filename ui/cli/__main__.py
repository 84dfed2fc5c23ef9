"""``python -m ui.cli``: the command `vindplaats` where no script is installed."""

from ui.cli.command import main

if __name__ == "__main__":
    main()
