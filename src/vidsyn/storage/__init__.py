"""Write whole files into the data folder."""
