"""The exception tree: who is at fault, the table, the recipe, the saved model or the caller.

Messages say what was found, what is needed, where, and the call that mends it. A cell's content
never stands in a message: it may be a phone number. Table, row, column and code do.
"""

__all__ = ["JobmatchError", "ModelError", "RecipeError", "TableError", "UnknownIdError"]


class JobmatchError(Exception):
    """Any error that jobmatch raises on purpose; catch this one to catch them all."""


class TableError(JobmatchError, ValueError):
    """A table or file as a whole cannot be used: missing columns, unreadable bytes, bad ids.

    Parameters
    ----------
    message : str
        What was found, what is needed, where, and how to mend it.
    code : str
        Stable code of the fault, such as ``"missing_column"``.
    """

    def __init__(self, message: str, *, code: str = "table") -> None:
        super().__init__(message)
        self.code = code

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.args[0], self.code)


class RecipeError(JobmatchError, ValueError):
    """A setting of the recipe or of a call is impossible: a negative weight, n = 0.

    Parameters
    ----------
    message : str
        The setting, what it was, what is allowed.
    code : str
        Stable code of the fault.
    """

    def __init__(self, message: str, *, code: str = "bad_setting") -> None:
        super().__init__(message)
        self.code = code

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.args[0], self.code)


class ModelError(JobmatchError, ValueError):
    """A saved index is damaged, unsafe or of an unknown version."""


class UnknownIdError(JobmatchError, LookupError):
    """An id was asked for that the index does not hold."""


def _rebuild(kind: type[TableError] | type[RecipeError], message: str, code: str) -> Exception:
    """Rebuild an exception with a keyword-only code, so that it survives process borders."""
    return kind(message, code=code)
