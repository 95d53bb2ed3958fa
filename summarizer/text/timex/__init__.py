"""The parts that `find_dates` is made of: the lexer, the rules over its classes, and the calendar."""
