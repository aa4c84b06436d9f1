"""What is right of what is kept: files, and how they are filed."""
