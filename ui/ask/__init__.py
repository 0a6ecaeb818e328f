"""How the page asks the server, and who is asking."""
