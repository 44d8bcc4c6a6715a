from java.lang import String
s = String('a,b')
print s.length(), s.split(',')[0]
