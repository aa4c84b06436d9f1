"""What is right: pure functions on plain values, without a clock and without a database."""
