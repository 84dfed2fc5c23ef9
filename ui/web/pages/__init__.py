"""What stands on the page: HTML that the server makes and the page's script asks for by address."""
