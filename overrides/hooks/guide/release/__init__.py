"""Forms to take along, made from a built site: PDF, EPUB, ZIM, one file, and the sums to check them by.

Only the command `release` uses this room; the build of the site never does.
"""
