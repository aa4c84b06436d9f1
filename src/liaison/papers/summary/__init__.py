"""The summary of a period: on the screen, as JSON, as a workbook."""
