d = {'a': [1,
2,
   3], 'b':
   (4,
)}
print d[
'a'
], (d
 ['b'])
print [x
       for x in
       range(3)
       if x]
