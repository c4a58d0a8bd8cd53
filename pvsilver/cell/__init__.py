"""One solar cell: printed grid to silver, power and indicators."""
