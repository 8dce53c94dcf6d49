"""The commands, a module each; `gouji.cli` gathers them."""
