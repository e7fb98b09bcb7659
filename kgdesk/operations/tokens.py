"""Tokens as people see them: which are plugged in, and what to say before a PIN is typed."""

from collections.abc import Sequence
from pathlib import Path

from kgdesk.domain.token import PinState, TokenList
from kgdesk.messages import say


def plugged_in(modules: Sequence[Path] = ()) -> TokenList:
    """List the tokens, their certificates and what they say of their PINs; asks for no PIN."""
    from kgdesk.signing.token_list import list_tokens

    return list_tokens(modules)


def pin_prompt(uri: str, lang: str = "vi") -> str:
    """Say whose PIN is wanted and how many tries are left, as far as the token says.

    Raises the faults of finding the token, and `token.pin_locked`: nobody is asked for nothing.
    """
    from kgdesk.signing.token import pin_state_of
    from kgdesk.signing.token_faults import refuse_before_login

    name, state = pin_state_of(uri)
    refuse_before_login(state, name)
    prompt = say("token.ask_pin", lang, token=name)
    return prompt if state is PinState.FRESH else f"{say(f'token.pin.{state.value}', lang)}\n{prompt}"
