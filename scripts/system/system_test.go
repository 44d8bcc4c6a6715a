package system_test

import (
	"testing"

	"dryfire/scripts"
	"dryfire/scripts/scripttest"
)

// The programs in testdata call every function in every way and say what comes
// of it.
func TestPrograms(t *testing.T) { scripttest.Files(t, scripts.JavaScript, "testdata/*.js") }
