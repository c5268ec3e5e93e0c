"""What stands around and inside every built page: its frame, marks of other languages, tips on terms."""
