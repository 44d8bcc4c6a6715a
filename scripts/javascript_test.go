package scripts_test

import (
	"testing"

	"dryfire/scripts"
	"dryfire/scripts/scripttest"
)

// The programs in testdata say what they print and where they fail.
func TestPrograms(t *testing.T) { scripttest.Files(t, scripts.JavaScript, "testdata/*.js") }
