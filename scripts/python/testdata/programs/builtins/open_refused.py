try:
    open('/nonexistent/dir/file.txt')
except IOError, e:
    print 'IOError'
