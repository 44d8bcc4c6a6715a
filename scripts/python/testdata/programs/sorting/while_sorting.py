class Item(object):
    n = 0
    def __init__(self, v): self.v = v
    def __lt__(self, o):
        Item.n += 1
        return self.v < o.v
    def __repr__(self): return 'I%s' % self.v
print sorted([Item(3), Item(1), Item(2)]), Item.n > 0, min(Item(2), Item(1)), max([Item(5), Item(9)])
