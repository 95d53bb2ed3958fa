"""What every stage needs to know of language: sentences, quotations, names, dates and places of quotes."""
