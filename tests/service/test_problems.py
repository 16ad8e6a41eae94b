"""Problems: every error has its status and code, and none tells secrets."""

import pytest
from werkzeug.exceptions import ImATeapot, MethodNotAllowed
from werkzeug.exceptions import NotFound as NoRoute

import indexer
from indexer import EngineError
from service.problems import CODES, KINDS, NotFound, describe
from service.wire.parameters import ParameterError


def subclasses(error: type[Exception]) -> list[type[Exception]]:
    """*error* and everything below it."""
    return [error, *(below for child in error.__subclasses__() for below in subclasses(child))]


@pytest.mark.parametrize("error", subclasses(EngineError))
def test_every_error_of_the_engine_means_that_search_is_down(error: type[EngineError]) -> None:
    """Also one that is added later: the engine's failures are never "no hits" and never "internal"."""
    problem = describe(error("/srv/secret"))

    assert problem.status == 503
    assert "/srv/secret" not in problem.detail


def test_every_error_that_the_indexer_shows_is_known_here() -> None:
    """Every code that is given out is explained."""
    shown = [value for value in vars(indexer).values() if isinstance(value, type) and issubclass(value, EngineError)]

    assert {describe(error("x")).code for error in shown} <= set(KINDS)
    assert set(CODES.values()) <= set(KINDS)


def test_an_unexpected_error_is_internal_and_keeps_its_secrets() -> None:
    """What went wrong inside is for the log."""
    problem = describe(RuntimeError("password=1"))

    assert (problem.status, problem.code, problem.unexpected) == (500, "internal", True)
    assert "password" not in str(problem.shape())


def test_a_bad_parameter_is_named() -> None:
    """The members of RFC 9457, and those other search clients read."""
    assert describe(ParameterError("invalid_parameter", "page", 'page="x": write a number.')).shape() == {
        "type": "/docs#invalid_parameter",
        "title": "Bad value",
        "status": 400,
        "detail": 'page="x": write a number.',
        "code": "invalid_parameter",
        "message": 'page="x": write a number.',
        "link": "/docs#invalid_parameter",
        "parameter": "page",
    }


def test_what_does_not_exist_says_what() -> None:
    """A post that is missing and an address that is missing have different codes."""
    assert describe(NotFound("post_not_found", "No post.")).code == "post_not_found"
    assert describe(NoRoute()).code == "not_found"


def test_errors_of_http_keep_their_status() -> None:
    """Those of the framework as well, known here or not."""
    assert (describe(MethodNotAllowed()).status, describe(MethodNotAllowed()).code) == (405, "method_not_allowed")
    assert describe(ImATeapot()).status == 418
