//go:build unix

package projectfile

import (
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"
)

func pipe(t testing.TB, name string) { require.NoError(t, syscall.Mkfifo(name, 0o600)) }
