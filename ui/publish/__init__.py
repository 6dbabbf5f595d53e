"""Documents in the window: live preview, print, save, open folder, mail draft."""
