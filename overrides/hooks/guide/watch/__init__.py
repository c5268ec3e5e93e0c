"""A watch on the sources: are the texts the guide relies on still there, and do they still say what it quotes?

fetch.py asks politely, extract.py turns HTML and PDF into text, judge.py compares with the data, memory.py keeps what
was seen the last time, report.py tells people and machines, run.py joins these. Nothing here changes the data.
"""
