def attempt(src):
    try: exec src
    except TypeError, e: print src, '|', e
for s in "'a'[0] = 1", "u'a'[0] = 1", '(1,)[0] = 1', '5[0] = 1', 'None[0] = 1', 'xrange(3)[0] = 1', "'a'[0:1] = 1", '(1,)[0:1] = 1', "'a'['x'] = 1", "del 'a'[0]", 'del (1,)[0]', 'del None[0]', 'set()[0]', 'None[0]', '5[0:1]', 'len[0]', 'object()[0]', 'del object()[0]', 'int[0]': attempt(s)
