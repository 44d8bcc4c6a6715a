var = let = const = this = new = delete = function = typeof = void = undefined = null = true = false = 1
switch, case, default, do, instanceof, enum, export, extends, super_, static, arguments, await, async, package, interface, private, public = range(17)
def function(arguments, eval=2): return arguments + eval
print var, let, this, undefined, null, true, arguments, function(1), await, static
class constructor(object):
    prototype = 'p'
    def toString(self): return 'ts'
    valueOf = 5
    __proto__ = 7
o = constructor()
print o.prototype, o.toString(), o.valueOf, o.__proto__, hasattr(o, 'hasOwnProperty'), hasattr({}, 'constructor')
d = {'__proto__': 1, 'constructor': 2, 'toString': 3}
print sorted(d), d['__proto__'], 'hasOwnProperty' in d
def NaN(Infinity, Object=1): return Infinity, Object
print NaN(5)
