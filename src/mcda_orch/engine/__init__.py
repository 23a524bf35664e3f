"""How large work is done: in parts, on threads or by an executor, with word of how far it is, and with what is done when it is interrupted."""
