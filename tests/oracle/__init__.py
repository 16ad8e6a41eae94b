"""A naive engine: dictionaries and loops that say what every engine must answer, slowly and plainly."""

from tests.oracle.engine import OracleEngine

__all__ = ["OracleEngine"]
