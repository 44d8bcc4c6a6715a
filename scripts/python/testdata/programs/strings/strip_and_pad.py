print repr('  x '.strip()), repr('  x '.lstrip()), repr('  x '.rstrip()), 'xxaxx'.strip('x'), 'abcba'.lstrip('ab'), 'a.b..'.rstrip('.')
print repr('ab'.center(7)), 'ab'.center(7, '*'), 'ab'.ljust(5, '.'), 'ab'.rjust(5, '.'), '42'.zfill(5), '-42'.zfill(5), '+x'.zfill(4)
print repr('a\tb'.expandtabs()), repr('a\tb'.expandtabs(4)), repr('12345678\tb'.expandtabs())
