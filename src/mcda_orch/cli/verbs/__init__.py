"""One verb of the command line a module: ``declare`` adds its options, ``run`` answers."""
