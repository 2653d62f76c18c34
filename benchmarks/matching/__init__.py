"""How well and how fast matching does beside others, in one run: `python -m benchmarks.matching --data FOLDER`."""
