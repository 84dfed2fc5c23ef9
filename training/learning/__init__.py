"""How the network learns: the recipes, the losses and the training loop."""
