result = system.util.sendMessage("X", "testHandler", {"first": "For", "second": "Bob"}, user="Bob")
