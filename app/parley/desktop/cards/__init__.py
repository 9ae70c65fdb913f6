"""What is kept about people: tags and notes on their contact card."""
