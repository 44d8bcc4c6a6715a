from jarray import array, zeros
a = array([1, 2, 3], 'i'); print a, len(a), a[0], list(a), sum(a); a[0] = 9; print a[0], a[1:3]
z = zeros(3, 'd'); print z, z[0]
