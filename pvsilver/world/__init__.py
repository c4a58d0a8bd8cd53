"""From installations to tonnes of silver, and back out of retired modules."""
