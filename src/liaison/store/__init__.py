"""The database: connections, the one journalled way to write, migrations at run time, backup."""
