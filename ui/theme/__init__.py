"""How the window looks: tokens, fonts, icons, palette, style sheet and painting. Knows no words."""
