import bisect, heapq
l = [1, 3, 5]; bisect.insort(l, 4); print l, bisect.bisect(l, 3), bisect.bisect_left(l, 3), bisect.bisect_right(l, 9)
h = []
for x in (5, 1, 4): heapq.heappush(h, x)
print heapq.heappop(h), heapq.nlargest(2, [1, 5, 3]), heapq.nsmallest(2, [4, 2, 9]), heapq.heapreplace(h, 0), h, list(heapq.merge([1, 3], [2]))
x = [3, 1, 2]; heapq.heapify(x); print x
