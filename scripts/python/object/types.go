package object

// The built-in types. Their variables are made here without methods, so that
// package initialisation has no cycles; init functions add the methods.

func core(name string, base *Type) *Type {
	ty := rawType(name, base)
	ty.core = true
	coreTypes = append(coreTypes, ty)
	return ty
}

var coreTypes []*Type

// ObjectType is object; the others are named after the Python type they are.
var (
	ObjectType = core("object", nil)
	TypeType   = core("type", ObjectType)

	NoneType           = core("NoneType", ObjectType)
	NotImplementedType = core("notimplemented", ObjectType)
	EllipsisType       = core("ellipsis", ObjectType)
	IntType            = core("int", ObjectType)
	BoolType           = core("bool", IntType)
	LongType           = core("long", ObjectType)
	FloatType          = core("float", ObjectType)
	ComplexType        = core("complex", ObjectType)
	BaseStringType     = core("basestring", ObjectType)
	StrType            = core("str", BaseStringType)
	UnicodeType        = core("unicode", BaseStringType)
	ByteArrayType      = core("bytearray", ObjectType)
	ListType           = core("list", ObjectType)
	TupleType          = core("tuple", ObjectType)
	DictType           = core("dict", ObjectType)
	SetType            = core("set", ObjectType)
	FrozenSetType      = core("frozenset", ObjectType)
	XRangeType         = core("xrange", ObjectType)
	SliceType          = core("slice", ObjectType)
	FileType           = core("file", ObjectType)
	SuperType          = core("super", ObjectType)
	PropertyType       = core("property", ObjectType)
	StaticMethodType   = core("staticmethod", ObjectType)
	ClassMethodType    = core("classmethod", ObjectType)
	EnumerateType      = core("enumerate", ObjectType)

	FunctionType         = core("function", ObjectType)
	MethodType           = core("instancemethod", ObjectType)
	BuiltinFunctionType  = core("builtin_function_or_method", ObjectType)
	MethodDescriptorType = core("method_descriptor", ObjectType)
	GetSetType           = core("getset_descriptor", ObjectType)
	MemberType           = core("member_descriptor", ObjectType)
	DictProxyType        = core("dictproxy", ObjectType)
	ModuleType           = core("module", ObjectType)
	GeneratorType        = core("generator", ObjectType)
	CodeType             = core("code", ObjectType)
	FrameType            = core("frame", ObjectType)
	TracebackType        = core("traceback", ObjectType)
	ClassType            = core("classobj", ObjectType)
	InstanceType         = core("instance", ObjectType)
	CellType             = core("cell", ObjectType)

	IteratorType     = core("iterator", ObjectType)
	listIterType     = core("listiterator", IteratorType)
	tupleIterType    = core("tupleiterator", IteratorType)
	rangeIterType    = core("rangeiterator", IteratorType)
	sequenceIterType = core("sequenceiter", IteratorType)
	callIterType     = core("calliter", IteratorType)
	reversedIterType = core("reversediterator", IteratorType)

	// Jython shows the Java classes of these.
	keysIterType   = javaNamed("AbstractDict$KeysIter")
	valuesIterType = javaNamed("AbstractDict$ValuesIter")
	itemsIterType  = javaNamed("AbstractDict$ItemsIter")
	setIterType    = javaNamed("BaseSet$1")

	dictKeysType   = core("dict_keys", ObjectType)
	dictValuesType = core("dict_values", ObjectType)
	dictItemsType  = core("dict_items", ObjectType)
)

func javaNamed(name string) *Type {
	ty := core(name, ObjectType)
	ty.Module = "org.python.core"
	return ty
}

var exceptionTypes []*Type

func exc(name string, base *Type) *Type {
	ty := core(name, base)
	ty.Module = "exceptions"
	exceptionTypes = append(exceptionTypes, ty)
	return ty
}

// The built-in exceptions.
var (
	BaseExceptionType             = exc("BaseException", ObjectType)
	ExceptionType                 = exc("Exception", BaseExceptionType)
	SystemExitType                = exc("SystemExit", BaseExceptionType)
	KeyboardInterruptType         = exc("KeyboardInterrupt", BaseExceptionType)
	GeneratorExitType             = exc("GeneratorExit", BaseExceptionType)
	StopIterationType             = exc("StopIteration", ExceptionType)
	StandardErrorType             = exc("StandardError", ExceptionType)
	ArithmeticErrorType           = exc("ArithmeticError", StandardErrorType)
	FloatingPointErrorType        = exc("FloatingPointError", ArithmeticErrorType)
	OverflowErrorType             = exc("OverflowError", ArithmeticErrorType)
	ZeroDivisionErrorType         = exc("ZeroDivisionError", ArithmeticErrorType)
	AssertionErrorType            = exc("AssertionError", StandardErrorType)
	AttributeErrorType            = exc("AttributeError", StandardErrorType)
	BufferErrorType               = exc("BufferError", StandardErrorType)
	EnvironmentErrorType          = exc("EnvironmentError", StandardErrorType)
	IOErrorType                   = exc("IOError", EnvironmentErrorType)
	OSErrorType                   = exc("OSError", EnvironmentErrorType)
	EOFErrorType                  = exc("EOFError", StandardErrorType)
	ImportErrorType               = exc("ImportError", StandardErrorType)
	LookupErrorType               = exc("LookupError", StandardErrorType)
	IndexErrorType                = exc("IndexError", LookupErrorType)
	KeyErrorType                  = exc("KeyError", LookupErrorType)
	MemoryErrorType               = exc("MemoryError", StandardErrorType)
	NameErrorType                 = exc("NameError", StandardErrorType)
	UnboundLocalErrorType         = exc("UnboundLocalError", NameErrorType)
	ReferenceErrorType            = exc("ReferenceError", StandardErrorType)
	RuntimeErrorType              = exc("RuntimeError", StandardErrorType)
	NotImplementedErrorType       = exc("NotImplementedError", RuntimeErrorType)
	SyntaxErrorType               = exc("SyntaxError", StandardErrorType)
	IndentationErrorType          = exc("IndentationError", SyntaxErrorType)
	TabErrorType                  = exc("TabError", IndentationErrorType)
	SystemErrorType               = exc("SystemError", StandardErrorType)
	TypeErrorType                 = exc("TypeError", StandardErrorType)
	ValueErrorType                = exc("ValueError", StandardErrorType)
	UnicodeErrorType              = exc("UnicodeError", ValueErrorType)
	UnicodeDecodeErrorType        = exc("UnicodeDecodeError", UnicodeErrorType)
	UnicodeEncodeErrorType        = exc("UnicodeEncodeError", UnicodeErrorType)
	UnicodeTranslateErrorType     = exc("UnicodeTranslateError", UnicodeErrorType)
	WarningType                   = exc("Warning", ExceptionType)
	BytesWarningType              = exc("BytesWarning", WarningType)
	DeprecationWarningType        = exc("DeprecationWarning", WarningType)
	FutureWarningType             = exc("FutureWarning", WarningType)
	ImportWarningType             = exc("ImportWarning", WarningType)
	PendingDeprecationWarningType = exc("PendingDeprecationWarning", WarningType)
	RuntimeWarningType            = exc("RuntimeWarning", WarningType)
	SyntaxWarningType             = exc("SyntaxWarning", WarningType)
	UnicodeWarningType            = exc("UnicodeWarning", WarningType)
	UserWarningType               = exc("UserWarning", WarningType)
)

// The roots of Java's exceptions. java.lang.Exception does not derive from
// Python's Exception.
var (
	ThrowableType     = javaType("java.lang", "Throwable", ObjectType)
	JavaExceptionType = javaType("java.lang", "Exception", ThrowableType)
	JavaErrorType     = javaType("java.lang", "Error", ThrowableType)
	JavaRuntimeType   = javaType("java.lang", "RuntimeException", JavaExceptionType)
)

func javaType(module, name string, base *Type) *Type {
	ty := core(name, base)
	ty.Module = module
	return ty
}

// NewThrowableType makes a Java exception class: module "java.io", name "IOException".
func NewThrowableType(module, name string, base *Type) *Type {
	ty := rawType(name, base)
	ty.core = true
	ty.Module = module
	return ty
}

func init() {
	initSpecial()
	for _, ty := range coreTypes {
		ty.Dict.cls = DictType
		ty.layout = true
		ty.final = true
	}
	for _, ty := range []*Type{ObjectType, TypeType, IntType, LongType, FloatType, ComplexType, StrType, UnicodeType,
		ByteArrayType, ListType, TupleType, DictType, SetType, FrozenSetType, FileType, SuperType, PropertyType,
		StaticMethodType, ClassMethodType, EnumerateType, ModuleType, BaseStringType} {
		ty.final = false
	}
	for _, ty := range exceptionTypes {
		ty.final = false
	}
	for _, ty := range []*Type{ThrowableType, JavaExceptionType, JavaErrorType, JavaRuntimeType} {
		ty.final = false
	}
}
