"""Which order do several rankings make together? One file a rule."""
