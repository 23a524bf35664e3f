"""Laws: what plug-ins keep and break."""
