print '%(level)d of %(limit)d' % {'level': 5}    # KeyError: 'limit'
