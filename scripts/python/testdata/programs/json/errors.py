import json
for s in ('', '{', '[1,', '{"a"}', "{'a': 1}", '[1 2]', 'nope', '{"a": 1,}', '"abc', '[1] x', '01', '{"a": tru}'):
    try: print json.loads(s)
    except ValueError, e: print e
for v in (object(), set([1]), {(1, 2): 3}, 1j):
    try: print json.dumps(v)
    except TypeError, e: print str(e).split(' at ')[0].split('<')[0]
