"""The copy of a refused workbook in which the clerk corrects what was wrong."""
