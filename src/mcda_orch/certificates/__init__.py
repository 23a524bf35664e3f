"""Certificates: what results claim, with the proofs, as documents that the verifier checks."""
