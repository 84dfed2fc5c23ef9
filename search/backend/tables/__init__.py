"""What the stores in tables share: what rows are made of, and what is made of rows, whatever database holds them."""
