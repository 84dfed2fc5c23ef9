"""The connections that read a store's file: how the place allows it to be opened, and a pool of them."""
