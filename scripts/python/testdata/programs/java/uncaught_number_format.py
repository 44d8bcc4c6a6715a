from java.lang import Integer
print Integer.parseInt('12')
Integer.parseInt('12x')    # NumberFormatException: For input string: "12x"
