package opcua

import (
	"fmt"

	"github.com/gopcua/opcua/ua"

	"dryfire/tags"
)

// Status is a raw OPC UA status code, kept beside the quality it became,
// because Ignition's qualities are fewer.
type Status uint32

// StatusOf returns the raw code of an error from this package, and
// BadCommunicationError for an error that carries none.
func statusOf(err error) Status {
	if err == nil {
		return Status(ua.StatusOK)
	}
	if code, ok := serviceStatus(err); ok {
		return Status(code)
	}
	return Status(ua.StatusBadCommunicationError)
}

// Good reports whether the severity bits say good. Information bits beside
// them, such as [Status.Overflow]'s, do not change that.
func (s Status) Good() bool { return s>>30 == 0 }

// Overflow reports whether the server's queue for this tag ran over just
// before this value, so that at least one earlier value is lost: information
// type DataValue with the overflow bit (OPC UA Part 4, 7.39).
func (s Status) Overflow() bool { return s&0xC80 == 0x480 }

// String returns the code's symbolic name without the prefix Status, or its
// hexadecimal number.
func (s Status) String() string {
	if d, ok := ua.StatusCodes[ua.StatusCode(s&0xFFFF0000)]; ok && d.Name != "" {
		name := d.Name
		if len(name) > 6 && name[:6] == "Status" {
			name = name[6:]
		}
		if name == "OK" {
			name = "Good"
		}
		return name
	}
	return fmt.Sprintf("0x%08X", uint32(s))
}

// qualities maps status codes to the quality codes Ignition makes of them.
var qualities = map[ua.StatusCode]tags.QualityCode{
	ua.StatusOK:                                      tags.Good,
	ua.StatusGoodLocalOverride:                       tags.Good,
	ua.StatusGoodOverload:                            tags.GoodOverload,
	ua.StatusGoodCompletesAsynchronously:             tags.GoodWritePending,
	ua.StatusUncertainLastUsableValue:                tags.UncertainLastKnownValue,
	ua.StatusUncertainNoCommunicationLastUsableValue: tags.UncertainLastKnownValue,
	ua.StatusUncertainInitialValue:                   tags.UncertainInitialValue,
	ua.StatusUncertainDataSubNormal:                  tags.UncertainDataSubNormal,
	ua.StatusUncertainSubNormal:                      tags.UncertainDataSubNormal,
	ua.StatusUncertainEngineeringUnitsExceeded:       tags.UncertainEngineeringUnitsExceeded,
	ua.StatusBadWaitingForInitialData:                tags.UncertainInitialValue,
	ua.StatusBadNotConnected:                         tags.BadNotConnected,
	ua.StatusBadServerNotConnected:                   tags.BadNotConnected,
	ua.StatusBadNoCommunication:                      tags.BadNotConnected,
	ua.StatusBadCommunicationError:                   tags.BadNotConnected,
	ua.StatusBadConnectionClosed:                     tags.BadNotConnected,
	ua.StatusBadSecureChannelClosed:                  tags.BadNotConnected,
	ua.StatusBadSessionClosed:                        tags.BadNotConnected,
	ua.StatusBadSessionIDInvalid:                     tags.BadNotConnected,
	ua.StatusBadNotFound:                             tags.BadNotFound,
	ua.StatusBadNodeIDUnknown:                        tags.BadNotFound,
	ua.StatusBadNodeIDInvalid:                        tags.BadNotFound,
	ua.StatusBadNoMatch:                              tags.BadNotFound,
	ua.StatusBadObjectDeleted:                        tags.BadNotFound,
	ua.StatusBadUserAccessDenied:                     tags.BadAccessDenied,
	ua.StatusBadIdentityTokenRejected:                tags.BadAccessDenied,
	ua.StatusBadNotReadable:                          tags.BadAccessDenied,
	ua.StatusBadNotWritable:                          tags.BadReadOnly,
	ua.StatusBadOutOfRange:                           tags.BadOutOfRange,
	ua.StatusBadTypeMismatch:                         tags.ErrorTypeConversion,
	ua.StatusBadConfigurationError:                   tags.ErrorConfiguration,
	ua.StatusBadMonitoredItemFilterInvalid:           tags.ErrorConfiguration,
	ua.StatusBadMonitoredItemFilterUnsupported:       tags.ErrorConfiguration,
	ua.StatusBadDeviceFailure:                        tags.BadFailure,
	ua.StatusBadSensorFailure:                        tags.BadFailure,
	ua.StatusBadOutOfService:                         tags.BadDisabled,
	ua.StatusBadTimeout:                              tags.BadStale,
	ua.StatusBadNotSupported:                         tags.BadUnsupported,
	ua.StatusBadNotImplemented:                       tags.BadUnsupported,
	ua.StatusBadServiceUnsupported:                   tags.BadUnsupported,
	ua.StatusBadWriteNotSupported:                    tags.BadUnsupported,
	ua.StatusBadAttributeIDInvalid:                   tags.BadUnsupported,
	ua.StatusBadDataTypeIDUnknown:                    tags.BadUnsupported,
	ua.StatusBadLicenseExpired:                       tags.BadLicenseExceeded,
	ua.StatusBadLicenseLimitsExceeded:                tags.BadLicenseExceeded,
}

// Quality returns the quality that a tag takes from a status code (QV-7). A
// code without a counterpart becomes the plain quality of its severity with
// the code's name as the diagnostic.
func (s Status) Quality() tags.Quality {
	if s == 0 {
		return tags.QualityOf(tags.Good)
	}
	if q, ok := qualities[ua.StatusCode(s&0xFFFF0000)]; ok {
		return tags.QualityOf(q)
	}
	q := tags.QualityOf(tags.Bad)
	switch s >> 30 {
	case 0:
		return tags.QualityOf(tags.Good)
	case 1:
		q = tags.QualityOf(tags.Uncertain)
	}
	if s&0x3FFF0000 == 0 {
		return q // the code says no more than the quality does
	}
	return q.WithDiagnostic(s.String())
}
