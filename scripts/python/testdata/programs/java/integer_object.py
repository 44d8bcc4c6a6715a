from java.lang import Integer
print Integer(5)
print Integer(5) + 1    # TypeError: unsupported operand type(s) for +: 'java.lang.Integer' and 'int'
