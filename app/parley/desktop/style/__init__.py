"""The look of the desktop: tokens, theme, icons, and the style that draws the standard controls."""
