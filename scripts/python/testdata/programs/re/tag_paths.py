import re
tag = re.compile(r'^\[(?P<provider>[^\]]*)\](?P<path>(?:[^/]+/)*)(?P<name>[^/.]+)(?:\.(?P<prop>.+))?$')
for s in ('[default]Line 1/Pump/Speed', '[]A', '[default]A/B.value', 'nope', '[x]'):
    m = tag.match(s)
    print s, m and sorted(m.groupdict().items())
