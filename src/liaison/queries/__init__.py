"""What can be asked: plain SQL, one function per question, returning records."""
