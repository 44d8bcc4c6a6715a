// Sends two values to the message handlers of project X, on the gateway and in
// the Vision clients.
system.util.sendMessage("X", "testHandler", {first: "Hello", second: "World"}, kw({scope: "CG"}))
