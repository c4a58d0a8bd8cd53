"""The pages: each reads widgets, calls the model, draws."""
