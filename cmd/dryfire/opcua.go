package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"dryfire/scenarios/match"
	"dryfire/simulator/live"
	"dryfire/tags"
	"dryfire/tags/opcua"
	"dryfire/tags/opcua/trust"
)

func opcuaCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "opcua",
		Short: "Look at OPC UA servers: trust, browse, import",
		Args:  cobra.NoArgs,
		RunE:  func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(trustCommand(), browseCommand(), importCommand())
	return c
}

// connectionFlags are those by which browse and import connect.
type connectionFlags struct {
	live.Server
	byURI bool
}

func (f *connectionFlags) add(c *cobra.Command) {
	fl := c.Flags()
	fl.SortFlags = false
	fl.StringVar(&f.SecurityPolicy, "policy", "None", "None, Basic256Sha256, Aes128_Sha256_RsaOaep or Aes256_Sha256_RsaPss")
	fl.StringVar(&f.SecurityMode, "mode", "", "Sign or SignAndEncrypt (default with a policy)")
	fl.StringVar(&f.Trust, "trust", trust.DefaultDir, "`FOLDER` with the certificates of trusted servers")
	fl.StringVar(&f.Username, "username", "", "user name (default: anonymous)")
	fl.StringVar(&f.PasswordEnv, "password-env", "", "environment `VARIABLE` with the password")
	fl.StringVar(&f.PasswordFile, "password-file", "", "`FILE` with the password")
	fl.StringVar(&f.UserCertificate, "user-certificate", "", "`FILE` with the user's X.509 certificate")
	fl.StringVar(&f.UserPrivateKey, "user-key", "", "`FILE` with its private key")
	fl.StringVar(&f.ClientCertificate, "certificate", "", "`FILE` with the client's certificate (default: own/ in the trust folder, made on first use)")
	fl.StringVar(&f.PrivateKey, "key", "", "`FILE` with the client's private key")
	fl.StringVar(&f.ApplicationURI, "application-uri", "", "the client's application URI (default urn:dryfire:client)")
	fl.DurationVar(&f.Timeouts.Connect, "timeout", 5*time.Second, "how long connecting may take")
	fl.BoolVar(&f.byURI, "by-uri", false, "spell item paths with namespace URIs, which survive a change of indexes")
}

// slowly tells somebody who waits for a server what is being waited for, until
// the function that it returns is called.
func slowly(c *cobra.Command, endpoint string) func() {
	t := time.AfterFunc(time.Second, func() { fmt.Fprintf(c.ErrOrStderr(), "waiting for %s…\n", endpoint) })
	return func() { t.Stop() }
}

// client returns a client for an endpoint.
func (f *connectionFlags) client(endpoint string) (*opcua.Client, error) {
	f.Endpoint = endpoint
	if f.Name == "" {
		f.Name = endpoint
	}
	cfg, err := f.Connection()
	if err != nil {
		return nil, usage("%v", err)
	}
	client, err := opcua.NewClient(cfg)
	if err != nil {
		return nil, usage("%v", err)
	}
	return client, nil
}

func trustCommand() *cobra.Command {
	var dir string
	var yes bool
	var timeout time.Duration
	c := &cobra.Command{
		Use:   "trust ENDPOINT",
		Short: "Show a server's certificate and, once you agree, trust it",
		Long: `Asks a server for its certificate, shows it, and stores it in the trust folder
once you have agreed. Compare the thumbprint with the one that the server itself
shows: that is what keeps somebody in between out.`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			ctx, stop := interrupted()
			defer stop()
			store, err := trust.Open(dir)
			if err != nil {
				return usage("%v", err)
			}
			answered := slowly(c, args[0])
			list, err := opcua.Discover(ctx, args[0], timeout)
			answered()
			var setting *opcua.ConfigError
			if errors.As(err, &setting) {
				return usage("%s: %s", setting.Field, setting.Reason)
			}
			if err != nil {
				return failed(err)
			}
			return trustServer(c, store, args[0], list, yes)
		},
	}
	fl := c.Flags()
	fl.SortFlags = false
	fl.StringVar(&dir, "trust", trust.DefaultDir, "`FOLDER` in which the certificate is stored")
	fl.BoolVar(&yes, "yes", false, "store it without asking")
	fl.DurationVar(&timeout, "timeout", 5*time.Second, "how long connecting may take")
	return c
}

func failed(err error) error { return &status{exitFailed, "dryfire: " + err.Error()} }

// trustServer shows what a server offers and stores its certificates.
func trustServer(c *cobra.Command, store *trust.Store, endpoint string, list []opcua.Endpoint, yes bool) error {
	out := c.OutOrStdout()
	var certificates [][]byte
	for _, e := range list {
		fmt.Fprintf(out, "%s  %s %s  users: %s\n", e.URL, e.SecurityPolicy, e.SecurityMode, strings.Join(e.Users, ", "))
		if len(e.Certificate) > 0 && !containsBytes(certificates, e.Certificate) {
			certificates = append(certificates, e.Certificate)
		}
	}
	if len(certificates) == 0 {
		fmt.Fprintln(out, "the server presents no certificate: it can only be used with securityPolicy None, and there is nothing to trust")
		return nil
	}
	in := bufio.NewReader(c.InOrStdin())
	for _, der := range certificates {
		i, err := trust.Describe(der)
		if err != nil {
			return failed(err)
		}
		fmt.Fprintf(out, "\n  subject      %s\n  issuer       %s\n  application  %s\n  hosts        %s\n  valid        %s to %s\n  key          RSA, %d bits\n  SHA-1        %s\n  SHA-256      %s\n\n",
			i.Subject, i.Issuer, i.ApplicationURI, strings.Join(i.Hosts, ", "), i.NotBefore.UTC().Format(time.RFC3339), i.NotAfter.UTC().Format(time.RFC3339), i.KeyBits, i.SHA1, i.SHA256)
		uri := ""
		for _, e := range list {
			if bytes.Equal(e.Certificate, der) {
				uri = e.ApplicationURI
			}
		}
		err = store.Verify(der, trust.Expect{Endpoint: endpoint, ApplicationURI: uri, Now: time.Now()})
		var refused *trust.Error
		switch {
		case err == nil:
			fmt.Fprintf(out, "trusted already, by %s\n", store.Dir())
			continue
		case !errors.As(err, &refused):
			return failed(err)
		case refused.Before != "" && refused.Reason == trust.Unknown:
			fmt.Fprintf(out, "another certificate of this application is trusted (thumbprint %s, valid until %s):\neither the server has got a new one since, or somebody is in between; ask whoever looks after it\n",
				refused.Before, refused.BeforeUntil.UTC().Format(time.DateOnly))
		case refused.Reason != trust.Unknown:
			// Storing it would not help, and asking would suggest that it did.
			return failed(err)
		}
		if !yes {
			fmt.Fprintf(out, "trust this certificate? [y/N] ")
			answer, err := in.ReadString('\n')
			if err != nil && !errors.Is(err, io.EOF) {
				return failed(err)
			}
			if a := strings.ToLower(strings.TrimSpace(answer)); a != "y" && a != "yes" {
				return &status{exitFailed, "not trusted, nothing stored"}
			}
		}
		path, err := store.Trust(der)
		if err != nil {
			return failed(err)
		}
		fmt.Fprintf(out, "stored as %s\n", path)
		// A certificate may be stored and still be refused, for its dates or its URI.
		if err := store.Verify(der, trust.Expect{Endpoint: endpoint, ApplicationURI: uri, Now: time.Now()}); err != nil {
			return failed(err)
		}
	}
	return nil
}

func containsBytes(list [][]byte, b []byte) bool {
	for _, x := range list {
		if bytes.Equal(x, b) {
			return true
		}
	}
	return false
}

func browseCommand() *cobra.Command {
	var f connectionFlags
	var o opcua.BrowseOptions
	c := &cobra.Command{
		Use:   "browse ENDPOINT [PATH]",
		Short: "Show a server's nodes as a tree, with types and values",
		Long: `Shows a server's nodes below PATH as a tree, with types, values and item paths.
PATH is an item path such as "ns=2;s=Line 1", or names from the Objects folder on
such as "Line 1/Drives"; without it the Objects folder itself.`,
		Args: cobra.RangeArgs(1, 2),
		RunE: func(c *cobra.Command, args []string) error {
			client, err := f.client(args[0])
			if err != nil {
				return err
			}
			defer client.Close()
			ctx, stop := interrupted()
			defer stop()
			defer slowly(c, args[0])()
			o.Values, o.ByURI = true, f.byURI
			out := bufio.NewWriter(c.OutOrStdout())
			err = client.Browse(ctx, start(args), o, func(n opcua.Node) error {
				_, err := out.WriteString(nodeLine(n))
				return err
			})
			if e := out.Flush(); err == nil {
				err = e
			}
			return unlessInterrupted(ctx, err)
		},
	}
	f.add(c)
	c.Flags().IntVar(&o.Depth, "depth", 1, "levels below PATH; -1 for all")
	c.Flags().IntVar(&o.Nodes, "nodes", 10_000, "nodes in all")
	c.Flags().IntVar(&o.Children, "children", 1000, "children of one node")
	return c
}

func start(args []string) string {
	if len(args) > 1 {
		return args[1]
	}
	return ""
}

func unlessInterrupted(ctx context.Context, err error) error {
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return &status{exitFailed, "interrupted"}
	}
	return failed(err)
}

func nodeLine(n opcua.Node) string {
	indent := strings.Repeat("  ", n.Depth)
	if n.More > 0 {
		return fmt.Sprintf("%s… %d or more left out\n", indent, n.More)
	}
	line := indent + n.Name
	switch n.Class {
	case "Variable":
		line += "  " + n.Type
		if n.Quality.Code == tags.Good {
			v := match.Show(n.Value)
			if r := []rune(v); len(r) > 60 {
				v = string(r[:60]) + "…"
			}
			line += " = " + v
		} else {
			line += "  " + n.Quality.String()
		}
		if !n.Writable {
			line += "  read-only"
		}
	case "Method":
		line += "()"
	default:
		line += "/"
	}
	return line + "  " + n.Path + "\n"
}

func importCommand() *cobra.Command {
	var f connectionFlags
	var o opcua.ImportOptions
	var file string
	var force bool
	c := &cobra.Command{
		Use:   "import ENDPOINT [PATH]",
		Short: "Write a tag file with the variables below a node",
		Long: `Writes a tag file, as Ignition exports and imports it, with the variables below
PATH as tags with the value source opc, or with PATH itself if it is a variable. A
scenario takes it under tagFiles. The controls of a simulated device and, without
PATH, what is about the server itself are left out.`,
		Args: cobra.RangeArgs(1, 2),
		RunE: func(c *cobra.Command, args []string) error {
			if _, err := os.Lstat(file); file != "" && !force && err == nil {
				return usage("%s is there already, want a new file, or --force", file)
			}
			client, err := f.client(args[0])
			if err != nil {
				return err
			}
			defer client.Close()
			ctx, stop := interrupted()
			defer stop()
			defer slowly(c, args[0])()
			o.ByURI = f.byURI
			list, more, err := client.Import(ctx, start(args), o)
			if err != nil {
				return unlessInterrupted(ctx, err)
			}
			if len(list) == 0 {
				return &status{exitFailed, "dryfire: there are no variables below this node"}
			}
			var b bytes.Buffer
			e := json.NewEncoder(&b)
			e.SetEscapeHTML(false)
			e.SetIndent("", "  ")
			err = e.Encode(struct {
				Name    string           `json:"name"`
				TagType string           `json:"tagType"`
				Tags    []*opcua.TagNode `json:"tags"`
			}{"", tags.TypeProvider, list})
			switch {
			case err != nil:
			case file == "":
				_, err = c.OutOrStdout().Write(b.Bytes())
			default:
				if err = writeNew(file, b.Bytes(), force); err == nil {
					_, err = fmt.Fprintf(c.OutOrStdout(), "%s: %d tags in %d folders, with opcServer %s\n", file, countTags(list, "AtomicTag"), countTags(list, "Folder"), o.Server)
				}
			}
			if err != nil {
				return failed(err)
			}
			if more {
				fmt.Fprintf(c.ErrOrStderr(), "warning: not everything was imported: the limit of %d tags, or of the nodes that are looked at for them, was reached; --tags raises it\n", o.Tags)
			}
			return nil
		},
	}
	f.add(c)
	c.Flags().StringVarP(&file, "output", "o", "", "`FILE` to write (default: standard output)")
	c.Flags().BoolVar(&force, "force", false, "overwrite the file if it is there")
	c.Flags().StringVar(&o.Server, "server", "plc", "what the tags' opcServer says")
	c.Flags().IntVar(&o.Tags, "tags", 10_000, "tags in all")
	c.Flags().IntVar(&o.Depth, "depth", -1, "levels below PATH; -1 for all")
	c.Flags().BoolVar(&o.Properties, "properties", false, "include properties, such as EURange")
	return c
}

// writeNew writes a file that must not be there yet, unless force is set.
func writeNew(file string, text []byte, force bool) error {
	how := os.O_WRONLY | os.O_CREATE | os.O_TRUNC
	if !force {
		how = os.O_WRONLY | os.O_CREATE | os.O_EXCL
	}
	f, err := os.OpenFile(file, how, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	if e := f.Close(); err == nil {
		err = e
	}
	return err
}

// countTags counts the nodes of a kind in a tree of tags.
func countTags(list []*opcua.TagNode, kind string) int {
	n := 0
	for _, t := range list {
		if t.TagType == kind {
			n++
		}
		n += countTags(t.Tags, kind)
	}
	return n
}
