// Package library is Python's standard library as Jython 2.7.3 ships it, and the Java
// classes that scripts import, written in Go on the object model and free of any script
// engine.
//
// [Modules] maps module names to loaders; a module costs nothing before it is imported.
// What modules know of the world around a script comes from [host.Host]: time, random
// numbers and threads are the simulation's, and no module reaches files, network or processes.
//
// Types are made once per process, when the first interpreter imports their module, and
// are shared; everything a script can change lives in the module object of its
// interpreter.
//
// A module that is not here raises ImportError with a message that names it and says how a
// test can put a stub in its place; see [Configure].
package library

import (
	"maps"
	"strings"
	"sync"

	"dryfire/scripts/python/library/host"
	"dryfire/scripts/python/library/java"
	"dryfire/scripts/python/object"
)

// Modules returns the loaders of all modules. The map is shared: copy it to add to it.
var Modules = sync.OnceValue(func() object.Library {
	lib := make(object.Library, 128)
	maps.Copy(lib, python)
	java.Register(lib)
	return lib
})

// Configure returns c with the library and the host filled in. c.Import, if set, is asked
// before the library gives up on a module, so that tests can stub what is missing.
func Configure(c object.Config, h *host.Host) object.Config {
	c.Library = Modules()
	c.Host = h
	stub := c.Import
	h.Import = stub
	c.Import = func(t *object.Thread, name string) (object.Value, bool) {
		if stub != nil {
			if v, ok := stub(t, name); ok {
				return v, true
			}
		}
		if i := strings.LastIndexByte(name, '.'); i > 0 {
			// A class or attribute of a package that exists: left to the importer.
			if parent, ok := t.Modules.GetText(name[:i]); ok {
				if v, ok := t.LookupAttr(parent, name[i+1:]); ok {
					return v, true
				}
			}
		}
		if java.IsForeign(name) && !hasUpper(name) {
			return java.Foreign(name), true
		}
		refuse(t, name)
		return object.Value{}, false
	}
	return c
}

// refuse raises the ImportError of a module that does not exist here.
func refuse(t *object.Thread, name string) {
	last := name
	if i := strings.LastIndexByte(name, '.'); i >= 0 && !strings.HasPrefix(name, "java") {
		last = name[i+1:]
	}
	if hasUpper(name) && strings.Contains(name, ".") && (java.IsForeign(name) || strings.HasPrefix(name, "java.")) {
		java.Missing(t, name)
	}
	if why, ok := outside()[name]; ok {
		t.Raise(object.ImportErrorType, "No module named "+last+" ("+why+java.StandIn(name)+")")
	}
	t.Raise(object.ImportErrorType, "No module named "+last)
}

// hasUpper reports whether the last part of a name begins like a class.
func hasUpper(name string) bool {
	c := name[strings.LastIndexByte(name, '.')+1]
	return c >= 'A' && c <= 'Z'
}

// outside holds the modules of Jython that are left out, with the reason.
var outside = sync.OnceValue(func() map[string]string {
	out := map[string]string{"sqlite3": "Jython has none either", "multiprocessing": "Jython has none either"}
	for reason, names := range map[string]string{
		"scripts under test do not reach the network": "socket urllib2 httplib smtplib ftplib telnetlib poplib imaplib nntplib ssl select asyncore asynchat SocketServer " +
			"BaseHTTPServer SimpleHTTPServer CGIHTTPServer SimpleXMLRPCServer DocXMLRPCServer xmlrpclib cookielib webbrowser robotparser smtpd",
		"scripts under test do not start processes": "subprocess popen2 commands pty signal",
		"scripts under test do not reach files": "shutil tempfile glob zipfile tarfile fileinput filecmp dircache shelve anydbm dumbdbm whichdb mailbox bz2 netrc " +
			"logging.handlers logging.config",
		"not part of dryfire": "xml.dom xml.dom.minidom xml.dom.pulldom xml.sax xml.sax.saxutils xml.parsers.expat pickle cPickle marshal unittest doctest ctypes argparse optparse " +
			"getopt ConfigParser difflib shlex email email.mime.text email.mime.multipart mimetypes mimetools rfc822 imp pkgutil runpy zipimport code codeop cmd " +
			"pdb bdb dis opcode timeit trace profile pstats cProfile sched sets tokenize token symbol parser formatter htmllib sgmllib markupbase gettext quopri uu " +
			"binhex multifile colorsys crypt getpass cgi cgitb Cookie distutils user site synchronize repr mutex new tabnanny modulefinder compileall py_compile " +
			"readline posix nt ntpath chunk wave aifc sunau audioop imghdr sndhdr",
	} {
		for _, n := range strings.Fields(names) {
			if _, ok := out[n]; !ok {
				out[n] = reason
			}
		}
	}
	return out
})
