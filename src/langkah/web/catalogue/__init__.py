"""The catalogue room: products, what they are made of, and what is missing to quote them."""
