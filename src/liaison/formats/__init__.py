"""How it looks outside: screen, JSON, CSV, Excel; each takes columns and records and knows no noun."""
