"""One folder or file a screen; a page builds, connects and forwards."""
