"""Faults of the user or of the environment, as codes that `kgdesk.messages` turns into a sentence."""

from collections.abc import Callable, Mapping


class Fault(Exception):  # noqa: N818 - a fault of the surroundings is not an error of the program
    """Something outside the program stands in the way: a wrong file, a wrong password, a full disk.

    `code` names the sentence in `resources/messages/`; `params` fill its blanks. Every sentence
    says what happened, to which file, and what to do. Anything else that is raised is a defect.
    """

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params

    def __reduce__(self) -> "tuple[Callable[..., Fault], tuple[str, dict[str, object]]]":
        """Travel between processes as code and params."""
        return _again, (self.code, self.params)


def _again(code: str, params: Mapping[str, object]) -> Fault:
    return Fault(code, **params)


class Cancelled(Exception):  # noqa: N818 - the person asked for it
    """The person stopped a long piece of work; nothing half done is left behind."""
