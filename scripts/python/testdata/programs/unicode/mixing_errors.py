b = 'caf\xc3\xa9'
u = u'caf\xe9'
for name, f in (('add', lambda: b + u), ('percent', lambda: '%s %s' % (b, u)), ('upercent', lambda: u'%s' % b), ('join', lambda: u','.join([b])), ('join2', lambda: ','.join([b, u])), ('str', lambda: str(u)),
                ('unicode', lambda: unicode(b)), ('eq', lambda: b == u), ('in', lambda: u in b), ('find', lambda: b.find(u)), ('replace', lambda: b.replace('c', u)), ('format', lambda: '{}'.format(u)), ('uformat', lambda: u'{}'.format(b)),
                ('startswith', lambda: b.startswith(u)), ('cmp', lambda: cmp(b, u)), ('dict', lambda: {b: 1}.get(u)), ('split', lambda: b.split(u)), ('encode', lambda: b.encode('utf-8'))):
    try: print name, repr(f())
    except Exception, e: print name, type(e).__name__, e
