"""Methods of other libraries: as plug-ins, and beside ours."""
