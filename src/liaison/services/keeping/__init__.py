"""What the secretariat does: keep data safe and show that they are whole."""
