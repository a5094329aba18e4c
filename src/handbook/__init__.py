"""Build the Machine Learning Interview Handbook from its sources; no module here imports MkDocs."""
