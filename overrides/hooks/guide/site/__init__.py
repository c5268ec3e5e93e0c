"""Files of the site that are made after the pages."""
