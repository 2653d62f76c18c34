"""`python -m vidsyn` is the command `vidsyn`."""

from vidsyn.cli.main import main

main(prog_name="vidsyn")
