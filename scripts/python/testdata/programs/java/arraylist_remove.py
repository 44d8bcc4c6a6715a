from java.util import ArrayList
l = ArrayList(['a', 'b'])
print l.remove('a'), l
