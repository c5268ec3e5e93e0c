"""The measure of the guide: what pages weigh, how search answers, what a build costs. For maintainers."""
