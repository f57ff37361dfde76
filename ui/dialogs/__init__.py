"""Questions that stop nothing but themselves."""
