s = 'hello World 1a'
print s.upper(), s.lower(), s.title(), s.capitalize(), s.swapcase()
print 'ABC'.isupper(), 'abc1'.islower(), 'A1'.isalnum(), 'ab'.isalpha(), '12'.isdigit(), ' \t'.isspace(), 'Ab Cd'.istitle()
print ''.isupper(), ''.isdigit(), ''.isspace(), '1'.isupper()
