"""The built site as a book: parts and chapters in a small vocabulary that PDF and EPUB are written from."""
