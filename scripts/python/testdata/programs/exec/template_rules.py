rules = {'high': 'value > limit', 'low': 'value < 10', 'odd': 'int(value) % 2 == 1'}
for name in sorted(rules):
    code = compile(rules[name], name, 'eval')
    print name, [bool(eval(code, {'value': v, 'limit': 80})) for v in (5, 50, 91)]
