s = '''line 1
line 2
%d''' % 'x'
