"""The command line: argv in, exit code out; one file per noun."""
