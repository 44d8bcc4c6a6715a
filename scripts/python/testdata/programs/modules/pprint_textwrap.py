import pprint, textwrap
pprint.pprint({'b': [1, 2], 'a': 'x'})
print pprint.pformat([1, 'a']), textwrap.dedent('  a\n  b'), textwrap.wrap('the quick brown fox', 10), textwrap.fill('aa bb cc', 5)
pprint.pprint(range(40))
