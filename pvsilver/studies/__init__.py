"""Questions asked of the model: hindcast and evidence, comparisons, uncertainty."""
