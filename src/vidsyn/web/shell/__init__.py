"""What every page shares: who asks, in which language and look, how a no is shown, and how a form is carried out."""
