package scenarios_test

import (
	"testing"

	"dryfire/scenarios"
)

// The contract of scenario files, line by line, as scenarios that must pass.
func TestContract(t *testing.T) { scenarios.Test(t, "testdata/contract") }

// The examples that users see first.
func TestExamples(t *testing.T) { scenarios.Test(t, "../examples") }
