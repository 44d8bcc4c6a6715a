package system_test

import (
	"testing"

	"dryfire/scripts"
	"dryfire/scripts/python"
	"dryfire/scripts/scripttest"
)

// The programs in testdata call every function in every way and say what comes
// of it.
func TestPrograms(t *testing.T) {
	t.Run("javascript", func(t *testing.T) { scripttest.Files(t, scripts.JavaScript, "testdata/*.js") })
	t.Run("python", func(t *testing.T) { scripttest.Files(t, python.Language, "testdata/*.py") })
}
