def f(:    ### 1:7: SyntaxError: mismatched input ':', expecting name
    pass
#---
x = $      ### no viable alternative at character '\$'
#---
return 1   ### 'return' outside function
#---
def f():
    x = 1
   y = 2   ### IndentationError: unindent does not match any outer indentation level
#---
if 1:
x = 1      ### expecting an indented block
#---
x = 1
   y = 1      ### unexpected indent
#---
break      ### 'break' outside loop
#---
for x in y:
    pass
else:
    continue    ### 'continue' not properly in loop
#---
def f(a, b, a): pass     ### :13: SyntaxError: duplicate argument name found: a
#---
None = 1     ### assignment to None
#---
1 = x        ### can't assign to number
#---
f() = 1      ### can't assign to function call
#---
f(a=1, 2)    ### non-keyword arg after keyword arg
#---
f(a=1, a=2)  ### keyword arguments repeated
#---
def f(a):
    global a     ### name 'a' is local and global
#---
if a = 1:    ### mismatched input '=', expecting ':' \(to compare, write ==\)
    pass
#---
print f"x"   ### Python 2.7 has no f-strings
#---
x: int = 1   ### no annotations
#---
async def f(): pass   ### Python 2.7 has no async
#---
raise A from b        ### no raise … from
#---
def f() -> int: pass  ### no annotations
#---
x = 'abc              ### string was never closed
#---
f(a, (b,              ### '\(' was never closed
#---
f(a]                  ### '\]' does not match '\(' of line 1
#---
x = 08                ### invalid digit '8' in octal literal
#---
from __future__ import foo     ### future feature foo is not defined
#---
x = 1
from __future__ import division   ### from __future__ imports must occur at the beginning of the file
#---
def f():
    yield 1
    return 2         ### 'return' with argument inside generator
#---
def f():             ### unqualified exec is not allowed in function 'f'
    exec 'x'
    def g(): return y
#---
x = u'\x1'           ### UnicodeDecodeError: .*truncated
#---
try:
    x
except:              ### default 'except:' must be last
    x
except A:
    x
#---
x = print            ### print is a statement
#---
a, *b = c            ### mismatched input '\*'
#---
class A:
	def f(self):
	    x = 1
        return x     ### 'return' outside function
#---
class A:
	def f(self):
		x = 1
	        return x
#---
system.perspective.print(a.class.import)
async = await = nonlocal = 1
print >>f, `a <> b`, ur'\u0041', 0777, 10L
def f((a, b), c=1, *d, **e): exec 'x' in {}
