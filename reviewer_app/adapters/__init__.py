"""Signing, outlets and the platform: the outside world behind the ports."""
