# -*- coding: utf-8 -*-
name = u'température'
print len(name)
print {}['é']    # KeyError: '\xc3\xa9'
