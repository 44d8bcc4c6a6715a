system.util.sendMessage("X", "testHandler", {first: "For", second: "Bob"}, kw({user: "Bob"}))
