"""Plain text: notes and verse left as they are, and texts that a scraper took from a page freed of its
furniture."""
