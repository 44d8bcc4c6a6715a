package tags

import (
	"maps"
	"slices"
	"strconv"
)

// QualityCode is the 32-bit code of a quality: two level bits above a 16-bit
// subcode, read as a signed integer (QV-6).
type QualityCode int32

// Level is the two highest bits of a quality code.
type Level uint8

// The quality levels (QV-6).
const (
	LevelGood Level = iota
	LevelUncertain
	LevelBad
	LevelError
)

// String returns Good, Uncertain, Bad or Error.
func (l Level) String() string { return [...]string{"Good", "Uncertain", "Bad", "Error"}[l&3] }

const (
	uncertain = 1 << 30
	bad       = -1 << 31
	failed    = -1 << 30
)

// All quality codes (QV-7).
const (
	GoodUnspecified  QualityCode = 0
	GoodWritePending QualityCode = 2
	Good             QualityCode = 192
	GoodProvisional  QualityCode = 200
	GoodInitial      QualityCode = 201
	GoodOverload     QualityCode = 202
	GoodBackfill     QualityCode = 203

	Uncertain                         QualityCode = uncertain + 256
	UncertainLastKnownValue           QualityCode = uncertain + 257
	UncertainInitialValue             QualityCode = uncertain + 258
	UncertainDataSubNormal            QualityCode = uncertain + 259
	UncertainEngineeringUnitsExceeded QualityCode = uncertain + 260
	UncertainIncompleteOperation      QualityCode = uncertain + 261

	Bad                     QualityCode = bad + 512
	BadUnauthorized         QualityCode = bad + 513
	BadAccessDenied         QualityCode = bad + 514
	BadDisabled             QualityCode = bad + 515
	BadStale                QualityCode = bad + 516
	BadTrialExpired         QualityCode = bad + 517
	BadLicenseExceeded      QualityCode = bad + 518
	BadNotFound             QualityCode = bad + 519
	BadReferenceNotFound    QualityCode = bad + 520
	BadAggregateNotFound    QualityCode = bad + 521
	BadNotConnected         QualityCode = bad + 522
	BadGatewayCommOff       QualityCode = bad + 523
	BadOutOfRange           QualityCode = bad + 524
	BadDatabaseNotConnected QualityCode = bad + 525
	BadReadOnly             QualityCode = bad + 526
	BadFailure              QualityCode = bad + 527
	BadUnsupported          QualityCode = bad + 528

	Error                  QualityCode = failed + 768
	ErrorConfiguration     QualityCode = failed + 769
	ErrorExpressionEval    QualityCode = failed + 770
	ErrorTagExecution      QualityCode = failed + 771
	ErrorTypeConversion    QualityCode = failed + 772
	ErrorDatabaseQuery     QualityCode = failed + 773
	ErrorIO                QualityCode = failed + 774
	ErrorTimeoutExpired    QualityCode = failed + 775
	ErrorException         QualityCode = failed + 776
	ErrorInvalidPathSyntax QualityCode = failed + 777
	ErrorFormatting        QualityCode = failed + 778
	ErrorScriptEval        QualityCode = failed + 779
	ErrorCycleDetected     QualityCode = failed + 780
)

var qualityNames = map[QualityCode]string{
	GoodUnspecified: "Good_Unspecified", GoodWritePending: "Good_WritePending", Good: "Good",
	GoodProvisional: "Good_Provisional", GoodInitial: "Good_Initial", GoodOverload: "Good_Overload",
	GoodBackfill: "Good_Backfill",
	Uncertain:    "Uncertain", UncertainLastKnownValue: "Uncertain_LastKnownValue",
	UncertainInitialValue: "Uncertain_InitialValue", UncertainDataSubNormal: "Uncertain_DataSubNormal",
	UncertainEngineeringUnitsExceeded: "Uncertain_EngineeringUnitsExceeded",
	UncertainIncompleteOperation:      "Uncertain_IncompleteOperation",
	Bad:                               "Bad", BadUnauthorized: "Bad_Unauthorized", BadAccessDenied: "Bad_AccessDenied",
	BadDisabled: "Bad_Disabled", BadStale: "Bad_Stale", BadTrialExpired: "Bad_TrialExpired",
	BadLicenseExceeded: "Bad_LicenseExceeded", BadNotFound: "Bad_NotFound",
	BadReferenceNotFound: "Bad_ReferenceNotFound", BadAggregateNotFound: "Bad_AggregateNotFound",
	BadNotConnected: "Bad_NotConnected", BadGatewayCommOff: "Bad_GatewayCommOff",
	BadOutOfRange: "Bad_OutOfRange", BadDatabaseNotConnected: "Bad_DatabaseNotConnected",
	BadReadOnly: "Bad_ReadOnly", BadFailure: "Bad_Failure", BadUnsupported: "Bad_Unsupported",
	Error: "Error", ErrorConfiguration: "Error_Configuration", ErrorExpressionEval: "Error_ExpressionEval",
	ErrorTagExecution: "Error_TagExecution", ErrorTypeConversion: "Error_TypeConversion",
	ErrorDatabaseQuery: "Error_DatabaseQuery", ErrorIO: "Error_IO",
	ErrorTimeoutExpired: "Error_TimeoutExpired", ErrorException: "Error_Exception",
	ErrorInvalidPathSyntax: "Error_InvalidPathSyntax", ErrorFormatting: "Error_Formatting",
	ErrorScriptEval: "Error_ScriptEval", ErrorCycleDetected: "Error_CycleDetected",
}

var qualityCodes = func() map[string]QualityCode {
	m := make(map[string]QualityCode, len(qualityNames))
	for c, n := range qualityNames {
		m[n] = c
	}
	return m
}()

// QualityByName returns the code with that exact name, for example
// "Bad_NotFound", and whether there is one.
func QualityByName(name string) (QualityCode, bool) {
	c, ok := qualityCodes[name]
	return c, ok
}

// QualityCodes returns all codes of QV-7 in ascending order.
func QualityCodes() []QualityCode { return slices.Sorted(maps.Keys(qualityNames)) }

// Name returns the code's name of QV-7, or its number for a code that has none.
func (c QualityCode) Name() string {
	if n, ok := qualityNames[c]; ok {
		return n
	}
	return strconv.Itoa(int(c))
}

// Level returns the code's level (QV-6).
func (c QualityCode) Level() Level { return Level(uint32(c) >> 30) }

// Subcode returns the low 16 bits.
func (c QualityCode) Subcode() int { return int(uint32(c) & 0xFFFF) }

// Quality is a quality code with an optional diagnostic text. Its zero value
// is Good_Unspecified, not Good.
type Quality struct {
	Code QualityCode
	diag *string // a pointer keeps a tag small; nearly all have none
}

// QualityOf returns the plain quality of a code.
func QualityOf(c QualityCode) Quality { return Quality{Code: c} }

// WithDiagnostic returns q with a diagnostic text; "" removes it (QV-3, derive).
func (q Quality) WithDiagnostic(text string) Quality {
	if text == "" {
		return Quality{Code: q.Code}
	}
	return Quality{Code: q.Code, diag: &text}
}

// Diagnostic returns the diagnostic text, "" if there is none.
func (q Quality) Diagnostic() string {
	if q.diag == nil {
		return ""
	}
	return *q.diag
}

// Equal reports whether code and diagnostic are the same.
func (q Quality) Equal(r Quality) bool {
	return q.Code == r.Code && q.Diagnostic() == r.Diagnostic()
}

// IsGood reports whether the level is Good.
func (q Quality) IsGood() bool { return q.Code.Level() == LevelGood }

// IsUncertain reports whether the level is Uncertain.
func (q Quality) IsUncertain() bool { return q.Code.Level() == LevelUncertain }

// IsBad reports whether the level is Bad.
func (q Quality) IsBad() bool { return q.Code.Level() == LevelBad }

// IsError reports whether the level is Error.
func (q Quality) IsError() bool { return q.Code.Level() == LevelError }

// IsBadOrError reports whether the level is Bad or Error.
func (q Quality) IsBadOrError() bool { return q.Code.Level() >= LevelBad }

// String returns the name, followed by the diagnostic in parentheses and
// quotes if there is one (QV-4).
func (q Quality) String() string {
	if q.diag == nil {
		return q.Code.Name()
	}
	return q.Code.Name() + `("` + *q.diag + `")`
}

// QualifiedValue is a value with its quality and timestamp (QV-1).
type QualifiedValue struct {
	Value     Value
	Quality   Quality
	Timestamp int64 // milliseconds since 1970-01-01 UTC (TYP-4)
}

// Equal reports whether value, quality and timestamp are the same.
func (q QualifiedValue) Equal(r QualifiedValue) bool {
	return q.Timestamp == r.Timestamp && q.Quality.Equal(r.Quality) && q.Value.Equal(r.Value)
}
