"""What the secretariat does: find, ask a rule, write; one transaction per command."""
