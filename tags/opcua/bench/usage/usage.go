// Package usage runs a measurement in a process of its own and tells what a
// process uses up. What it reads of other processes and of memory, Linux tells;
// elsewhere it is 0.
package usage

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// CPU is the time that this process has used.
func CPU() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// CPUOf is the time that another process has used.
func CPUOf(pid int) time.Duration {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0
	}
	f := strings.Fields(string(b[bytes.LastIndexByte(b, ')')+2:]))
	u, _ := strconv.ParseInt(f[11], 10, 64)
	s, _ := strconv.ParseInt(f[12], 10, 64)
	return time.Duration(u+s) * 10 * time.Millisecond
}

// RSS is the memory of this process in MB.
func RSS() float64 {
	b, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0
	}
	n, _ := strconv.ParseFloat(strings.Fields(string(b))[1], 64)
	return n * float64(os.Getpagesize()) / (1 << 20)
}

// Report runs a command and reads the JSON object in its last line, which
// begins with the key client, into result.
func Report(cmd *exec.Cmd, result any) error {
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%s: %w\n%s", cmd, err, errs.String())
	}
	line := out.Bytes()
	line = line[max(0, bytes.LastIndex(line, []byte(`{"client"`))):] // node-opcua talks before
	if err := json.Unmarshal(line, result); err != nil {
		return fmt.Errorf("%s: %w: %s", cmd, err, line)
	}
	return nil
}
