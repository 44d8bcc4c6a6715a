package library

import py "dryfire/scripts/python/object"

// python holds the loaders of Python's own modules.
var python py.Library

func init() {
	python = py.Library{
		"json": loadJSON, "re": loadRE, "traceback": loadTraceback, "linecache": loadLinecache, "inspect": loadInspect,
		"sys": loadSys, "gc": loadGC, "__future__": loadFuture, "errno": loadErrno, "array": loadArray, "unicodedata": loadUnicodedata, "cmath": loadCmath, "jarray": loadJarray,
		"xml": loadPackage, "xml.etree": loadPackage, "xml.etree.cElementTree": loadAlias("xml.etree.ElementTree"), "_xml": loadXML, "json.encoder": loadPart("json", "JSONEncoder"), "json.decoder": loadPart("json", "JSONDecoder"),
		"collections": loadCollections, "itertools": loadItertools,
		"functools": loadFunctools, "operator": loadOperator, "copy": loadCopy, "math": loadMath, "random": loadRandom,
		"time": loadTime, "datetime": loadDatetime,
		"threading": loadThreading, "thread": loadThread, "Queue": loadQueue, "csv": loadCSV, "decimal": loadDecimal,
		"struct": loadStruct, "binascii": loadBinascii, "zlib": loadZlib, "gzip": loadGzip,
		"logging": loadLogging, "calendar": loadCalendar, "ast": loadAST, "pprint": loadPprint, "textwrap": loadTextwrap, "hmac": loadHMAC, "md5": loadOneHash("md5", "md5"), "sha": loadOneHash("sha", "sha1"),
		"StringIO": loadStringIO, "cStringIO": loadCStringIO, "io": loadIO,
		"string": loadString, "types": loadTypes, "os": loadOS, "os.path": loadPosixPath, "posixpath": loadPosixPath,
		"contextlib": loadContextlib, "bisect": loadBisect, "heapq": loadHeapq,
		"base64": loadBase64, "hashlib": loadHashlib, "uuid": loadUUID, "urlparse": loadURLParse, "urllib": loadURLLib,
	}
	for name, file := range written {
		python[name] = func(t *thread, m *py.Module) { runSource(t, m, file) }
	}
}
