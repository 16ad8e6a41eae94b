"""``backmatter tags …``: the blog's tags."""

import click

from service.commands.tags.apply import apply
from service.commands.tags.check import check
from service.commands.tags.listing import listing
from service.commands.tags.suggest import suggest


class TagCommands(click.Group):
    """The commands about tags; where none is named, the tags are listed."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the command line, completed by the command that it leaves out."""
        left_out = not args or (args[0].startswith("-") and args[0] not in self.get_help_option_names(ctx))
        return super().parse_args(ctx, [str(listing.name), *args] if left_out else args)


@click.group(cls=TagCommands)
def tags() -> None:
    """List the blog's tags, and look after them.

    Without a command: backmatter tags list.
    """


for _command in (listing, check, suggest, apply):
    tags.add_command(_command)
