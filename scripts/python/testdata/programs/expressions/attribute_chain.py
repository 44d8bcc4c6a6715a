class Node(object):
    def __init__(self, next=None):
        self.next = next
        self.items = {'k': [1, 2]}
    def me(self): return self
n = Node(Node(Node()))
print n.next.next.next, n.me().next.me().items['k'][1]
n.next.items['k'][0] += 5
print n.next.items
print Node.me.__name__, Node.__name__, n.__class__.__name__
