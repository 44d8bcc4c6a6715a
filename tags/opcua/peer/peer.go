// Package peer starts a foreign OPC UA server, node-opcua's, for the tests and
// benchmarks of the live feed, and puts a [Proxy] with network faults before it.
//
// node-opcua is installed beside this file by "npm ci" (the Makefile's peer
// target); versions are pinned by package-lock.json. The server's options and
// commands are those that server.js reads.
package peer

import (
	"bufio"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"time"
)

// Options configure a server; see server.js for what each does.
type Options struct {
	Port           int               `json:"port"` // 0 takes a free one
	PKI            string            `json:"pki"`  // folder of its certificates; required
	Anonymous      *bool             `json:"anonymous,omitempty"`
	Users          map[string]string `json:"users,omitempty"`
	Policies       []string          `json:"policies,omitempty"`
	Modes          []string          `json:"modes,omitempty"`
	AcceptUnknown  *bool             `json:"acceptUnknown,omitempty"`
	ApplicationURI string            `json:"applicationUri,omitempty"`
	Namespaces     []string          `json:"namespaces,omitempty"`
	Counters       int               `json:"counters,omitempty"`
	ChangeMs       int               `json:"changeMs,omitempty"`
	Types          bool              `json:"types,omitempty"`
	Children       int               `json:"children,omitempty"`
	ClockOffsetMs  int               `json:"clockOffsetMs,omitempty"`
	Limits         map[string]int    `json:"limits,omitempty"`
}

// Server is a running server.
type Server struct {
	Endpoint    string
	Port        int
	PID         int
	Certificate []byte // DER

	cmd     *exec.Cmd
	in      io.WriteCloser
	mu      sync.Mutex
	replies chan reply
	exited  chan struct{}
	log     tail
}

type reply map[string]any

// Folder returns the folder of this package, where node-opcua is installed.
func Folder() string {
	_, file, _, _ := runtime.Caller(0)
	return filepath.Dir(file)
}

// Installed returns nil if node and node-opcua are there, and otherwise an
// error that says how to install them.
func Installed() error {
	if _, err := exec.LookPath("node"); err != nil {
		return errors.New("peer: node is not installed")
	}
	if _, err := os.Stat(filepath.Join(Folder(), "node_modules", "node-opcua", "package.json")); err != nil {
		return errors.New("peer: node-opcua is not installed: run make peer")
	}
	return nil
}

// FreePort returns a TCP port of the loopback interface that was free just now.
func FreePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

// Start starts a server and returns once it answers.
func Start(ctx context.Context, o Options) (*Server, error) {
	if o.Port == 0 {
		port, err := FreePort()
		if err != nil {
			return nil, err
		}
		o.Port = port
	}
	arg, err := json.Marshal(o)
	if err != nil {
		return nil, err
	}
	s := &Server{Port: o.Port, replies: make(chan reply, 16), exited: make(chan struct{})}
	s.cmd = exec.Command("node", filepath.Join(Folder(), "server.js"), string(arg))
	s.cmd.Stderr = &s.log
	if s.in, err = s.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := s.cmd.Start(); err != nil {
		return nil, fmt.Errorf("peer: %w", err)
	}
	s.PID = s.cmd.Process.Pid
	go func() {
		scan := bufio.NewScanner(out)
		scan.Buffer(nil, 1<<24)
		for scan.Scan() {
			var r reply
			if strings.HasPrefix(scan.Text(), "{") && json.Unmarshal(scan.Bytes(), &r) == nil {
				s.replies <- r
			}
		}
		s.cmd.Wait()
		close(s.exited)
	}()
	r, err := s.next(ctx)
	if err != nil || r["ready"] != true {
		s.Kill()
		return nil, fmt.Errorf("peer: the server did not start: %v %v\n%s", err, r["error"], s.log.String())
	}
	s.Endpoint, _ = r["endpoint"].(string)
	cert, _ := r["certificate"].(string)
	s.Certificate, _ = base64.StdEncoding.DecodeString(cert)
	return s, nil
}

func (s *Server) next(ctx context.Context) (reply, error) {
	select {
	case r := <-s.replies:
		return r, nil
	case <-s.exited:
		return nil, errors.New("it ended")
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-time.After(30 * time.Second):
		return nil, errors.New("no answer in 30 s")
	}
}

// Do sends a command and returns its answer.
func (s *Server) Do(cmd string, args map[string]any) (map[string]any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := map[string]any{"cmd": cmd}
	for k, v := range args {
		m[k] = v
	}
	line, err := json.Marshal(m)
	if err != nil {
		return nil, err
	}
	if _, err := s.in.Write(append(line, '\n')); err != nil {
		return nil, fmt.Errorf("peer: %s: %w", cmd, err)
	}
	r, err := s.next(context.Background())
	if err != nil {
		return nil, fmt.Errorf("peer: %s: %w", cmd, err)
	}
	if r["ok"] != true {
		return nil, fmt.Errorf("peer: %s: %v", cmd, r["error"])
	}
	return r, nil
}

// Kill ends the server at once, as a power failure would.
func (s *Server) Kill() {
	s.cmd.Process.Kill()
	<-s.exited
}

// Log returns the end of what the server wrote to its standard error.
func (s *Server) Log() string { return s.log.String() }

// tail keeps the last of what is written to it.
type tail struct {
	mu sync.Mutex
	b  []byte
}

func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.b = append(t.b, p...)
	if len(t.b) > 1<<16 {
		t.b = append(t.b[:0], t.b[len(t.b)-1<<15:]...)
	}
	return len(p), nil
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return string(t.b)
}
