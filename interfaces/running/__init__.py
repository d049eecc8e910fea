"""How everything is started on one machine: Temporal, the worker and the relay, as processes."""
