"""The sentences of the sign-in page."""

from __future__ import annotations

from editor_app.core.errors import EditorError, PortalBroken, Unreachable
from editor_app.ui.i18n import error_words, tr
from editor_app.ui.sign_in.presenter import MIN_PASSWORD, Problem, Rule


def problem_words(problem: Problem) -> str:
    """What is wrong and what to do."""
    return {
        Problem.NO_PORTAL: tr("SignIn", "Enter the address of the portal, as the information centre gave it."),
        Problem.NO_USERNAME: tr("SignIn", "Enter your account."),
        Problem.NO_PASSWORD: tr("SignIn", "Enter your password."),
        Problem.WRONG_PASSWORD: tr(
            "SignIn", "Account or password is wrong. Check Caps Lock and the input method, then try again."
        ),
        Problem.LOCKED: tr(
            "SignIn", "This account is locked for a while after too many wrong passwords. Wait, or ask the information centre."
        ),
        Problem.SIGN_IN_AGAIN: tr(
            "SignIn", "This computer no longer holds a sign-in for this account. Your drafts are safe: enter the password."
        ),
        Problem.PASSWORD_REFUSED: tr("SignIn", "The portal did not accept the new password. Choose one that is harder to guess."),
    }[problem]


def sign_in_words(error: EditorError) -> tuple[str, str]:
    """Title and advice; on this page nothing is tried again by itself."""
    title, advice = error_words(error)
    if error.advice in (Unreachable.default_advice, PortalBroken.default_advice):
        advice = tr("SignIn", "You are not signed in; drafts on this computer are safe. Try again in a while.")
    return title, advice


def rule_words(rule: Rule) -> str:
    """What a new password must be."""
    return {
        Rule.LENGTH: tr("SignIn", "At least {n} characters", n=MIN_PASSWORD),
        Rule.MIXED: tr("SignIn", "Letters and digits"),
        Rule.OTHER: tr("SignIn", "Not the old password"),
        Rule.NAME: tr("SignIn", "Does not contain the account"),
        Rule.SAME: tr("SignIn", "Both entries are the same"),
    }[rule]


def keyring_words(reason: str) -> str:
    """Why the sign-in is kept for this session only."""
    first = {
        "missing": tr("SignIn", "This computer has no password store."),
        "locked": tr("SignIn", "The system's password store is locked."),
        "silent": tr("SignIn", "The system's password store does not answer."),
        "untrusted": tr("SignIn", "The system's password store is one that this program does not trust."),
    }.get(reason, tr("SignIn", "The system's password store could not be used."))
    rest = tr(
        "SignIn", "The sign-in is kept for this session only and is written to no file; next time the password is asked for."
    )
    return f"{first} {rest}"
