"""Projects: the list, and the page of one project with its pieces and its money."""
