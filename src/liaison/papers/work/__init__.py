"""Papers of joint work: the projects within a summary, and the report of projects."""
