# -*- coding: utf-8 -*-
s = 'é€'
u = u'é€'
print len(s), len(u), repr(s), repr(u), s == u.encode('utf-8')
print u.upper().encode('utf-8'), s
d = {'clé': 'válue'}
print d
