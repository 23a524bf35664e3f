"""What stated preferences say: value functions and weights that agree with them."""
