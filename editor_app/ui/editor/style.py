"""Style rules of the two working screens, beside the window's own sheet."""

from __future__ import annotations

from editor_app.ui.theme import TextRole, Theme


def work_style(theme: Theme) -> str:
    """Cards of the side panels, borderless writing surfaces, the banner."""
    t = theme.tokens
    small, control, body, title = (
        theme.pixels(role) for role in (TextRole.SMALL, TextRole.CONTROL, TextRole.BODY, TextRole.ARTICLE)
    )
    return f"""
    #findingCard {{ background: transparent; border: 0; border-bottom: 1px solid {t.line}; }}
    #findingCard:hover {{ background: {t.hover}; }}
    #findingCard[current="true"] {{ background: {t.accent_weak}; }}
    #side QTabBar::tab {{ margin: 0px 7px; }}
    #panelFoot {{ background: {t.surface}; border: 0; border-top: 1px solid {t.line}; }}
    #formPanel {{ background: {t.surface}; border: 0; border-bottom: 1px solid {t.line}; }}
    #formPanel QLineEdit, #formPanel QComboBox {{ min-height: 28px; max-height: 28px; font-size: {control}px; }}
    #formPanel QPlainTextEdit {{ font-size: {control}px; }}
    QLineEdit#titleField {{ border: 0; border-bottom: 2px solid transparent; border-radius: 0; padding: 0;
        background: transparent; font-size: {title + 4}px; font-weight: 600; min-height: 36px; max-height: 36px; }}
    QLineEdit#titleField:focus {{ border: 0; border-bottom: 2px solid {t.accent}; padding: 0; }}
    QLineEdit#titleField[wrong="true"] {{ border-bottom: 2px solid {t.error}; }}
    QLineEdit[small="true"] {{ min-height: 26px; max-height: 26px; font-size: {small}px; }}
    QPlainTextEdit#sourceEditor {{ border: 0; border-radius: 0; background: {t.surface}; padding: 14px 18px; }}
    QPlainTextEdit#sourceEditor {{ font-size: {body + 1}px; }}
    QPlainTextEdit#sourceEditor:focus {{ border: 0; padding: 14px 18px; }}
    #banner {{ border: 0; border-bottom: 1px solid {t.line}; background: {t.accent_weak}; }}
    #banner[tone="error"] {{ background: {t.error_weak}; }}
    #banner[tone="warning"] {{ background: {t.warning_weak}; }}
    #banner[tone="ok"] {{ background: {t.ok_weak}; }}
    #findBar {{ background: {t.rail}; border: 0; border-top: 1px solid {t.line}; }}
    #pageHost {{ background: {t.surface}; border: 0; border-left: 1px solid {t.line}; }}
    #pageCaption {{ background: {t.rail}; border: 0; border-bottom: 1px solid {t.line}; }}
    #queue {{ background: {t.surface}; border: 0; border-right: 1px solid {t.line}; }}
    #queueItem {{ background: transparent; border: 0; border-bottom: 1px solid {t.line}; }}
    #queueItem:hover {{ background: {t.hover}; }}
    #queueItem[current="true"] {{ background: {t.accent_weak}; }}
    #queueItem:focus {{ border: 1px solid {t.accent}; }}
    #paper {{ background: {t.surface}; border: 1px solid {t.line}; border-radius: 4px; }}
    #decisions {{ background: {t.surface}; border: 0; border-top: 1px solid {t.line}; }}
    """
