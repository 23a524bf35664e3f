"""What the rooms share: the question in exact numbers, and proofs that an alternative is never ahead."""
