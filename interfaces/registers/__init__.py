"""How the registers come in: networks, providers and staff, from a CSV or an XLSX file.

`README.md` lists the columns; `samples/` has a file of each that can be imported as it is.
"""
