"""What the program must stand: killed at random moments, crowds of writers, full disks. ``make torture``; no test by itself.

``tests/test_torture.py`` runs a short form of it. Nothing here asks the product whether all is well: databases are read
with ``sqlite3`` and ``psycopg``, and the journal's chain is reckoned anew.
"""
