"""Who joins: whether alternatives that come, go or get worse turn two others around."""
