"""How the numbers and the words of a summary are read, and when they are right."""
