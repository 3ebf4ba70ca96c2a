"""The two languages of the window: Qt translations from resources/i18n, switched while the program runs."""

from editor_app.ui.i18n.translator import Language, Translation, error_words, tr

__all__ = ["Language", "Translation", "error_words", "tr"]
