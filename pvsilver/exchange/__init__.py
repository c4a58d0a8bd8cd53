"""What leaves and enters the program: scenario files, tables, links."""
