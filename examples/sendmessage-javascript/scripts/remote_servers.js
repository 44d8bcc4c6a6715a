system.util.sendMessage("X", "testHandler", {first: "Hello", second: "Agents"},
    kw({remoteServers: ["agent-8088", "agent-9000"]}))
