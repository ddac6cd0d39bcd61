"""``python -m jobmatch``: the command line."""

from jobmatch.cli import main

if __name__ == "__main__":
    main()
