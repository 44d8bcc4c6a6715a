import time
a = time.time()
time.sleep(0.05)
b = time.time()
print b > a, 0.04 < b - a < 5, type(a).__name__, time.clock() >= 0
