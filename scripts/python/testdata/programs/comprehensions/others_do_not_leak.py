x = y = z = 'kept'
{x for x in range(3)}
{y: 1 for y in range(3)}
list(z for z in range(3))
print x, y, z
