from itertools import product, permutations, combinations, combinations_with_replacement
print list(product('ab', [1, 2])), list(product('ab', repeat=2)), list(permutations('abc', 2)), list(permutations([1, 2, 3])), list(combinations('abcd', 2)), list(combinations_with_replacement('ab', 2)), list(product()), list(combinations('ab', 3))
