print('a')
print('a', 'b')
print ('a') + 'b'
print()
print ('x' * 3).upper()
