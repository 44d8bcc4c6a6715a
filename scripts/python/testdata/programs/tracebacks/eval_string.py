print eval('1 + 1')
print eval('1 + undefined_in_eval')
