# a comment ending in a backslash \
print 'printed'
x = 'a # not a comment'  # a comment
print x, "it's", 'say "hi"' # end
y = ('one'   # first
     'two')  # second
print y
