"""The commands of the command line, one module each with ``run(root, arguments) -> exit status``."""
