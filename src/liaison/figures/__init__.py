"""What is reported: each figure's definition, its rows, and the aggregate over them; the lists and sentences of a summary."""
