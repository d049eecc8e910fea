"""`avenants up`: Temporal, worker and relay on this machine, until Ctrl-C."""


def up() -> None:
    """Start Temporal with its pages, the worker and the relay, and stay until Ctrl-C.

    Where mailboxes are set, the intake that reads them starts too.

    What was recorded while they were down is carried on with at once. For one machine and for
    trying; `deploy/` shows how it runs for real.

    Example: avenants up
    """
    # The client of Temporal takes long to import, and no other command needs it.
    from interfaces.cli.staying_up import stay_up

    stay_up()
