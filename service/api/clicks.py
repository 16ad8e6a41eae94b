"""Clicks on hits, which search boxes report to an owner who asks for it by a setting."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus

from flask import Blueprint, Response, current_app, request

from indexer import Engine
from service.api.click_file import ClickFile
from service.config import Config
from service.problems import NotFound
from service.serving.answering import arguments
from service.wire import clicks as wire
from service.wire.parameters import shortened


@dataclass(slots=True)
class Clicks:
    """The route, for the hits of *engine*; clicks go to *file*, or nowhere if it is None."""

    engine: Engine
    file: ClickFile | None
    _trouble: str = field(default="", init=False)
    """Why the last click was not written; "" if it was."""

    def report(self) -> Response:
        """Write down which hit was chosen; raises NotFound if clicks are not recorded or there is no such post."""
        arguments()
        if self.file is None:
            raise NotFound("clicks_off", 'Clicks are not recorded here; to record them, set clicks = "clicks.jsonl".')
        # The body alone, whatever its type: navigator.sendBeacon calls it text, as that needs no leave of another site.
        click = wire.click(request.get_data())
        if self.engine.get(click.id) is None:
            raise NotFound("post_not_found", f'There is no post with the id "{shortened(click.id)}".')
        self._write(wire.line(click, datetime.now(UTC).replace(microsecond=0), self.engine.generation), self.file)
        response = Response(status=HTTPStatus.NO_CONTENT)
        del response.headers["Content-Type"]
        return response

    def _write(self, line: bytes, file: ClickFile) -> None:
        """Write *line*. What keeps it from being written is no matter of the reader's; the log tells it once."""
        trouble = ""
        try:
            file.append(line)
        except OSError as error:
            trouble = f"{file.path}: clicks are not recorded: {error.strerror}."
        if trouble not in {"", self._trouble}:
            current_app.logger.error(trouble)
        self._trouble = trouble


def blueprint(engine: Engine, config: Config) -> Blueprint:
    """The route."""
    clicks = Clicks(engine, ClickFile(config.clicks) if config.clicks else None)
    views = Blueprint("clicks", __name__, url_prefix="/api")
    views.add_url_rule("/clicks", view_func=clicks.report, methods=["POST"])
    return views
