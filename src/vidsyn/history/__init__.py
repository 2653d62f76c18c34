"""Record every change: who, when, why, and the values before."""
