class Node(object):
    def __init__(self, v, *kids): self.v, self.kids = v, kids
    def __iter__(self):
        yield self.v
        for k in self.kids:
            for x in k: yield x
t = Node(1, Node(2, Node(3)), Node(4))
print list(t), max(t), sum(t), 3 in t
