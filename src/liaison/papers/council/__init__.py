"""Papers of the council itself and its members."""
