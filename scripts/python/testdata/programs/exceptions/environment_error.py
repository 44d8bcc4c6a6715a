e = IOError(13, 'Permission denied', '/etc/x')
print e.errno, e.strerror, e.filename, e.args, e
e = OSError('single')
print e.errno, e.strerror, e.filename, e.args, e
