"""Options may stand between a workspace and its files."""

from pathlib import Path

import pytest

from kgdesk.cli.entrance import _parser

COMMANDS = (
    (("intake", "W"), ("--trust", "CA"), "paths"),
    (("intake", "W"), ("--dry-run",), "paths"),
    (("collect", "W"), ("--into", "D"), "files"),
    (("trust", "add", "W"), ("--actor", "A"), "files"),
    (("trust", "update", "W"), ("--json",), "files"),
    (("verify",), ("--trust", "CA"), "files"),
    (("extend", "-o", "D"), ("--json",), "files"),
)


@pytest.mark.parametrize(("command", "option", "names"), COMMANDS)
def test_names_before_and_after_an_option_are_all_read(
    command: tuple[str, ...], option: tuple[str, ...], names: str
) -> None:
    both = [Path("F1"), Path("F2")]
    for call in ((*option, "F1", "F2"), ("F1", *option, "F2"), ("F1", "F2", *option)):
        assert getattr(_parser().parse_args([*command, *call]), names) == both


def test_what_no_command_knows_is_still_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        _parser().parse_args(["intake", "W", "--trust", "CA", "F1", "--nothing"])
    assert "--nothing" in capsys.readouterr().err


def test_the_second_return_to_compare_may_follow_an_option() -> None:
    args = _parser().parse_args(["compare", "W", "A", "--json", "B"])
    assert (args.wanted, args.held) == ("A", "B")
