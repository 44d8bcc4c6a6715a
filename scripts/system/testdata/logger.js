// system.util.getLogger and the methods of what it returns (LOG-1 to LOG-6).

// ---- levels
const log = system.util.getLogger("Line 1.Pump")
log.trace("t") //: trace [Line 1.Pump] t
log.debug("d") //: debug [Line 1.Pump] d
log.info("i") //: info [Line 1.Pump] i
log.warn("w") //: warn [Line 1.Pump] w
log.error("e") //: error [Line 1.Pump] e
log.fatal("f") //: error [Line 1.Pump] f

// ---- what is logged
const log = system.util.getLogger("a")
log.info({a: [1, "x", null]}) //: info [a] {'a': [1, 'x', None]}
log.info(5) //: info [a] 5
log.info(1.5) //: info [a] 1.5
log.info(null) //: info [a] null
log.info(true) //: info [a] True
log.info("é\nsecond line")
//: info [a] é
//: second line
log.info(new Date(0)) //: info [a] Thu Jan 01 00:00:00 UTC 1970

// ---- a throwable beside the message (LOG-4)
const log = system.util.getLogger("a")
log.error("no answer", new Error("why"))
//: error [a] no answer
//: Error: why
try { system.util.sendRequest("X", "none") } catch (e) { log.warn("request", e) }
//: util.sendRequest X/none None
//: warn [a] request
//: MessageHandlerException: The message handler "none" could not be found! Check your event script message handlers.
log.info("null is none", null) //: info [a] null is none

// ---- anything else beside the message
system.util.getLogger("a").error("message", "text") //! TypeError: 2nd arg can't be coerced to java.lang.Throwable

// ---- no message
system.util.getLogger("a").info() //! TypeError: info() missing required argument 'message'

// ---- undefined is no message
const payload = {}
system.util.getLogger("a").info(payload.missing) //! TypeError: info() missing required argument 'message'

// ---- too many
system.util.getLogger("a").info("m", null, 5) //! TypeError: info() takes at most 2 arguments

// ---- formats (LOG-2)
const log = system.util.getLogger("a")
log.infof("%s has %d of %.2f: %5s|%-5s|%05d", "Tank", 3, 1.5, "x", "y", 42) //: info [a] Tank has 3 of 1.50:     x|y    |00042
log.tracef("%b %x %c %e %%", true, 255, 65, 12345.678) //: trace [a] true ff A 1.234568e+04 %
log.debugf("%2$s %1$s", "a", "b") //: debug [a] b a
log.warnf("no arguments") //: warn [a] no arguments
log.errorf("%s %s %s", null, [1, "a"], {k: 1}) //: error [a] null [1, a] {k=1}
log.infof("%.1f %g", 5, 7) //: info [a] 5.0 7.00000

// ---- there is no fatalf
print(typeof system.util.getLogger("a").fatalf) //: undefined

// ---- too few arguments for a format
try { system.util.getLogger("a").infof("%s %s", 1) } catch (e) { print(e.name, e.javaClass) }
//: MissingFormatArgumentException java.util.MissingFormatArgumentException
system.util.getLogger("a").infof("%s %s", 1) //! MissingFormatArgumentException: Format specifier '%s'

// ---- the wrong kind for a format
system.util.getLogger("a").infof("%d", "five") //! IllegalFormatConversionException: d != java.lang.String

// ---- a bad format
system.util.getLogger("a").infof("%y", 1) //! UnknownFormatConversionException: Conversion = 'y'

// ---- a format that is too wide
//# memory=1000000
system.util.getLogger("a").infof("%999999999d", 1) //! BudgetExceeded: memory budget of 122 kB for one text exceeded

// ---- events
const log = system.util.getLogger("a")
log.infoEvent("started", 1, {a: 2}) //: info [a] started 1 {'a': 2}
log.errorEvent("failed") //: error [a] failed

// ---- durations
const log = system.util.getLogger("a")
const timing = log.infoDuration("filling")
print(timing) //: Closeable
timing.close() //: info [a] filling took 0ms
timing.close()

// ---- which levels are on (LOG-3)
const log = system.util.getLogger("a")
print(log.isTraceEnabled(), log.isDebugEnabled(), log.isInfoEnabled(), typeof log.isWarnEnabled, typeof log.setLevel)
//: False True True undefined undefined

// ---- names
const log = system.util.getLogger("a")
print(log.getName(), log.name, log.createSubLogger("b").getName(), log, log.getLoggerSLF4J().getName()) //: a a a.b LoggerEx[a] a
log.createSubLogger("b").createSubLogger("c").info("deep") //: info [a.b.c] deep
print(log === system.util.getLogger("a"), log === system.util.getLogger("b")) //: True False

// ---- the diagnostic context (LOG-8)
const log = system.util.getLogger("a")
log.mdcPut("line", "1")
log.mdcPut("shift", 2)
log.info("m") //: info [a] m line=1 shift=2
log.mdcPut("line", "3")
log.info("m") //: info [a] m shift=2 line=3
system.util.getLogger("b").info("another logger") //: info [b] another logger
log.createSubLogger("sub").info("inherits") //: info [a.sub] inherits shift=2 line=3
log.mdcRemove("line")
log.info("m") //: info [a] m shift=2
const pair = log.mdcPutCloseable("batch", "7")
log.info("m") //: info [a] m shift=2 batch=7
pair.close()
log.info("m") //: info [a] m shift=2
log.mdcSet().close()
log.info("m") //: info [a] m
log.mdcPut("x", 1)
log.mdcClose()
log.info("m") //: info [a] m

// ---- a method without its logger
const info = system.util.getLogger("a").info
info("m") //! TypeError: this method needs its logger: call it as logger.method()

// ---- a logger is read-only
system.util.getLogger("a").name = "b" //! TypeError: cannot set 'name': a LoggerEx is read-only

// ---- setLoggingLevel
system.util.setLoggingLevel("a", "debug") //: level of a is debug
system.util.setLoggingLevel("a", "WARN") //: level of a is warn
system.util.setLoggingLevel(kw({loggerName: "a", loggerLevel: "fatal"})) //: level of a is error
system.util.setLoggingLevel("a", "loud") //! ValueError: unknown logging level "loud", want trace, debug, info, warn or error

// ---- console, for those who are used to it
console.log("printed", 1, {a: 1}) //: printed 1 {'a': 1}
console.log() //: 
console.info("i", 5) //: info [console] i 5
console.trace("t") //: trace [console] t
console.debug("d") //: debug [console] d
console.warn("w") //: warn [console] w
console.error("e", new Error("x")) //: error [console] e Error: x
print(typeof console.table, "log" in console) //: undefined True
