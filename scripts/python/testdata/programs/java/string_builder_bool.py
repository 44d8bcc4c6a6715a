from java.lang import StringBuilder
print StringBuilder().append(True)
