package library

// Module types: names for the built-in types.

import py "dryfire/scripts/python/object"

func loadTypes(_ *thread, m *py.Module) {
	for name, ty := range map[string]*py.Type{
		"NoneType": py.NoneType, "TypeType": py.TypeType, "ObjectType": py.ObjectType, "IntType": py.IntType, "LongType": py.LongType,
		"FloatType": py.FloatType, "BooleanType": py.BoolType, "ComplexType": py.ComplexType, "StringType": py.StrType,
		"UnicodeType": py.UnicodeType, "TupleType": py.TupleType, "ListType": py.ListType, "DictType": py.DictType, "DictionaryType": py.DictType,
		"FunctionType": py.FunctionType, "LambdaType": py.FunctionType, "CodeType": py.CodeType, "GeneratorType": py.GeneratorType,
		"ClassType": py.ClassType, "InstanceType": py.InstanceType, "MethodType": py.MethodType, "UnboundMethodType": py.MethodType,
		"BuiltinFunctionType": py.BuiltinFunctionType, "BuiltinMethodType": py.BuiltinFunctionType, "ModuleType": py.ModuleType,
		"FileType": py.FileType, "XRangeType": py.XRangeType, "TracebackType": py.TracebackType, "FrameType": py.FrameType,
		"SliceType": py.SliceType, "EllipsisType": py.EllipsisType, "DictProxyType": py.DictProxyType,
		"NotImplementedType": py.NotImplementedType, "GetSetDescriptorType": py.GetSetType, "MemberDescriptorType": py.MemberType} {
		m.Set(name, py.Obj(ty))
	}
	m.Set("StringTypes", tuple(py.Obj(py.StrType), py.Obj(py.UnicodeType)))
}
