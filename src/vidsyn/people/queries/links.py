"""Codes of password links."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.tokens import PasswordResetTokenGenerator


class PasswordLinks(PasswordResetTokenGenerator):
    """Codes that become invalid with the account's sessions: a link made before an account was closed never works
    again.
    """

    def _make_hash_value(self, user: Any, timestamp: int) -> str:
        return f"{super()._make_hash_value(user, timestamp)}{user.session_round}"


password_links = PasswordLinks()
