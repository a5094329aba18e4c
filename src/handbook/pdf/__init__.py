"""The handbook as a PDF file, typeset by Typst."""
