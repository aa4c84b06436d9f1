"""Papers of the money raised together: an apportioning, a fund's statement."""
