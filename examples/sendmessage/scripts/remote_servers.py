servers = ["agent-8088", "agent-9000"]
result = system.util.sendMessage("X", "testHandler", {"first": "Hello", "second": "Agents"}, remoteServers=servers)
