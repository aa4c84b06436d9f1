"""What each noun looks like from outside: its columns, for screen and sheet alike."""
