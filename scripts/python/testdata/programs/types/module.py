import types
def f(): yield
class O: pass
print type(f) is types.FunctionType, type(f()) is types.GeneratorType, type(O) is types.ClassType, type(O()) is types.InstanceType, types.StringType, types.NoneType, isinstance(1, types.IntType), isinstance(u'', types.StringTypes), types.ListType is list, types.DictType({'a': 1}), type(len) is types.BuiltinFunctionType, type(types) is types.ModuleType, types.LongType, types.BooleanType, types.TupleType, types.UnicodeType, types.FloatType, types.LambdaType is types.FunctionType
