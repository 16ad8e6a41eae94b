"""Units for systemd: the service, and a timer that syncs."""
