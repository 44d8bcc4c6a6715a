class Tags(dict):
    def read(self, p): return self.get(p)
    def write(self, p, v):
        self[p] = v
        print 'write', p, repr(v)
tags = Tags({'[default]PLC/Request': 1, '[default]PLC/Ack': 0, '[default]PLC/Recipe': u'A7'})
def valueChanged(tagPath, previous, current, initial):
    if initial: return
    base = tagPath.rsplit('/', 1)[0]
    if current and not previous:
        recipe = tags.read(base + '/Recipe')
        if recipe is None:
            tags.write(base + '/Error', 'no recipe')
        else:
            tags.write(base + '/Ack', 1)
    elif not current and previous:
        tags.write(base + '/Ack', 0)
for p, c, i in ((None, 0, True), (0, 1, False), (1, 0, False)): valueChanged('[default]PLC/Request', p, c, i)
