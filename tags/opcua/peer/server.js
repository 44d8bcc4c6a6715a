// A node-opcua server that the tests of the live feed start, steer and kill.
// Usage: node server.js '{"port": 4840, ...}'; options and commands are read
// where they are used. It prints one JSON line when it is ready and one for
// each command that it reads from standard input.
"use strict";
globalThis.crypto ??= require("crypto").webcrypto; // node 18 has it elsewhere
const opts = JSON.parse(process.argv[2] || "{}");

if (opts.clockOffsetMs) {
  const Real = Date;
  globalThis.Date = class extends Real {
    constructor(...args) {
      if (args.length) super(...args);
      else super(Real.now() + opts.clockOffsetMs);
    }
    static now() { return Real.now() + opts.clockOffsetMs; }
  };
}

const path = require("path");
const readline = require("readline");
const ua = require("node-opcua");
const { DataType, Variant, VariantArrayType, StatusCodes, DataValue } = ua;

const say = (o) => process.stdout.write(JSON.stringify(o) + "\n");

async function main() {
  const pki = new ua.OPCUACertificateManager({ rootFolder: opts.pki, automaticallyAcceptUnknownCertificate: opts.acceptUnknown !== false });
  await pki.initialize();
  const users = opts.users || {};
  const server = new ua.OPCUAServer({
    port: opts.port,
    nodeset_filename: opts.types ? [ua.nodesets.standard, path.join(__dirname, "point.xml")] : [ua.nodesets.standard],
    host: "127.0.0.1",
    hostname: "127.0.0.1",
    resourcePath: "/UA/peer",
    maxSessions: 500,
    maxConnectionsPerEndpoint: 500,
    allowAnonymous: opts.anonymous !== false,
    userManager: { isValidUser: (u, p) => users[u] === p },
    securityPolicies: (opts.policies || ["None"]).map((p) => ua.SecurityPolicy[p]),
    securityModes: (opts.modes || ["None"]).map((m) => ua.MessageSecurityMode[m]),
    serverCertificateManager: pki,
    userCertificateManager: pki,
    serverInfo: { applicationUri: opts.applicationUri || "urn:dryfire:peer", applicationName: { text: "peer" } },
    buildInfo: { productName: "peer", buildNumber: "1", buildDate: new Date() },
    serverCapabilities: {
      maxSessions: 500,
      minSupportedSampleRate: 0,
      maxSubscriptions: 500,
      maxSubscriptionsPerSession: 50,
      operationLimits: Object.assign({ maxMonitoredItemsPerCall: 10000, maxNodesPerRead: 10000, maxNodesPerWrite: 10000, maxNodesPerBrowse: 10000 }, opts.limits),
    },
    registerServerMethod: ua.RegisterServerMethod.HIDDEN,
  });
  await server.initialize();
  const space = server.engine.addressSpace;
  const own = space.getOwnNamespace();
  const extra = {};
  for (const uri of opts.namespaces || []) extra[uri] = space.registerNamespace(uri);
  const plant = own.addObject({ organizedBy: space.rootFolder.objects, browseName: "Plant", nodeId: "s=Plant" });

  const vars = new Map();
  function add(ns, parent, id, dataType, value, more) {
    const v = ns.addVariable(Object.assign({ componentOf: parent, browseName: id, nodeId: "s=" + id, dataType, minimumSamplingInterval: 0 }, more));
    v.setValueFromSource(value);
    vars.set(v.nodeId.toString(), v);
    return v;
  }

  // Counters: T0 … Tn-1, Doubles that step by one every changeMs.
  const counters = [];
  if (opts.counters) {
    const folder = own.addObject({ organizedBy: plant, browseName: "Counters", nodeId: "s=Counters" });
    for (let i = 0; i < opts.counters; i++) counters.push(add(own, folder, "T" + i, "Double", { dataType: DataType.Double, value: 0 }));
  }
  let count = 0;
  let ticking = null;
  let owed = 0;
  function tick() {
    count++;
    const value = new Variant({ dataType: DataType.Double, value: count });
    for (const v of counters) v.setValueFromSource(value);
  }
  function start(ms) {
    let next = Date.now() + ms;
    ticking = setInterval(() => {
      // timers may be late; the number of steps may not, unless there is no catching up
      for (let n = 0; n < 5 && Date.now() >= next; n++) {
        tick();
        next += ms;
      }
      if (Date.now() > next + 5 * ms) next = Date.now() + ms;
    }, Math.min(ms, 10));
  }
  if (opts.changeMs) start(opts.changeMs);

  for (const uri of Object.keys(extra)) {
    const folder = extra[uri].addObject({ organizedBy: plant, browseName: "In " + uri, nodeId: "s=Folder" });
    add(extra[uri], folder, "Where", "String", { dataType: DataType.String, value: uri });
  }

  if (opts.types) {
    const folder = own.addObject({ organizedBy: plant, browseName: "Types", nodeId: "s=Types" });
    const scalar = (id, type, value, more) =>
      add(own, folder, id, type, { dataType: DataType[type], arrayType: VariantArrayType.Scalar, value }, more);
    const array = (id, type, value) => add(own, folder, id, type, { dataType: DataType[type], arrayType: VariantArrayType.Array, value }, { valueRank: 1 });
    scalar("Boolean", "Boolean", true);
    scalar("SByte", "SByte", -8);
    scalar("Byte", "Byte", 200);
    scalar("Int16", "Int16", -1600);
    scalar("UInt16", "UInt16", 60000);
    scalar("Int32", "Int32", -320000);
    scalar("UInt32", "UInt32", 4000000000);
    scalar("Int64", "Int64", [0x00000001, 0x00000002]);
    scalar("UInt64", "UInt64", [0xffffffff, 0xfffffffe]);
    scalar("Float", "Float", 1.5);
    scalar("Double", "Double", 2.25);
    scalar("NaN", "Double", NaN);
    scalar("String", "String", "Zürich");
    scalar("DateTime", "DateTime", new Date(Date.UTC(2026, 0, 2, 3, 4, 5, 678)));
    scalar("DateTime9999", "DateTime", new Date(Date.UTC(9999, 11, 31, 23, 59, 59)));
    scalar("DateTime1650", "DateTime", new Date(Date.UTC(1650, 5, 6)));
    scalar("Guid", "Guid", "12345678-1234-1234-1234-123456789abc");
    scalar("ByteString", "ByteString", Buffer.from([1, 2, 255]));
    scalar("XmlElement", "XmlElement", "<a/>");
    scalar("NodeId", "NodeId", ua.resolveNodeId("ns=1;s=Plant"));
    scalar("StatusCode", "StatusCode", StatusCodes.BadOutOfService);
    scalar("QualifiedName", "QualifiedName", { namespaceIndex: 1, name: "QN" });
    scalar("LocalizedText", "LocalizedText", { locale: "de", text: "Füllstand" });
    array("DoubleArray", "Double", new Float64Array([1, 2.5, -3]));
    array("Int32Array", "Int32", new Int32Array([1, 2, 3]));
    array("StringArray", "String", ["a", "b"]);
    array("BooleanArray", "Boolean", [true, false]);
    array("ByteArray", "Byte", Buffer.from([1, 200]));
    array("EmptyArray", "Int32", new Int32Array([]));
    array("BigArray", "Int32", new Int32Array(100000).fill(7));
    add(own, folder, "Matrix", "Double", { dataType: DataType.Double, arrayType: VariantArrayType.Matrix, dimensions: [2, 3], value: new Float64Array([1, 2, 3, 4, 5, 6]) },
      { valueRank: 2, arrayDimensions: [2, 3] });
    scalar("ReadOnly", "Int32", 1, { accessLevel: "CurrentRead", userAccessLevel: "CurrentRead" });
    scalar("Enumerated", "Int32", 1);
    const eu = space.constructExtensionObject(space.findDataType("EUInformation"), { namespaceUri: "urn:eu", unitId: 1, displayName: { text: "°C" }, description: { text: "degree" } });
    own.addVariable({ componentOf: folder, browseName: "EU", nodeId: "s=EU", dataType: "EUInformation" })
      .setValueFromSource({ dataType: DataType.ExtensionObject, value: eu });
    own.addAnalogDataItem({ componentOf: folder, browseName: "Analog", nodeId: "s=Analog", dataType: "Double", engineeringUnitsRange: { low: 0, high: 200 },
      engineeringUnits: ua.standardUnits.degree_celsius, minimumSamplingInterval: 0, value: { dataType: DataType.Double, value: 20 } });
    vars.set("ns=1;s=Analog", space.findNode("ns=1;s=Analog"));
    const shapes = space.getNamespaceIndex("urn:dryfire:point");
    const make = (name, fields) => space.constructExtensionObject(space.findDataType(name, shapes), fields);
    const structure = (id, type, value) => own.addVariable({ componentOf: folder, browseName: id, nodeId: "s=" + id, dataType: space.findDataType(type, shapes) })
      .setValueFromSource({ dataType: DataType.ExtensionObject, value });
    structure("Point", "Point", make("Point", { x: 1.5, y: -2, label: "home", path: [1, 2, 3] }));
    structure("Line", "Line", make("Line", { from: { x: 0, y: 0, label: "a", path: [] }, to: { x: 3, y: 4, label: "b", path: [9] }, width: 0.5 }));
    const method = own.addMethod(plant, { browseName: "Add", nodeId: "s=Add",
      inputArguments: [{ name: "a", dataType: DataType.Double }, { name: "b", dataType: DataType.Int32 }],
      outputArguments: [{ name: "sum", dataType: DataType.Double }] });
    method.bindMethod((args, ctx, cb) => cb(null, { statusCode: StatusCodes.Good,
      outputArguments: [{ dataType: DataType.Double, value: args[0].value + args[1].value }] }));
  }

  if (opts.children) {
    const folder = own.addObject({ organizedBy: plant, browseName: "Many", nodeId: "s=Many" });
    for (let i = 0; i < opts.children; i++) add(own, folder, "C" + String(i).padStart(5, "0"), "Int32", { dataType: DataType.Int32, value: i });
  }

  await server.start();
  const cert = server.getCertificate ? server.getCertificate() : Buffer.alloc(0);
  say({ ready: true, pid: process.pid, endpoint: `opc.tcp://127.0.0.1:${opts.port}/UA/peer`, certificate: Buffer.from(cert).toString("base64") });

  const commands = {
    set(c) {
      const v = vars.get(c.node);
      if (!v) throw new Error("no such node " + c.node);
      const value = new Variant({ dataType: DataType[c.type], value: c.type === "DateTime" ? new Date(c.value) : c.value });
      v.setValueFromSource(value, c.status ? StatusCodes[c.status] : StatusCodes.Good, c.source ? new Date(c.source) : undefined);
    },
    get(c) {
      const v = vars.get(c.node).readValue();
      return { value: v.value.value, type: DataType[v.value.dataType] };
    },
    count() { return { count }; },
    async steps(c) {
      for (let i = 0; i < c.n; i++) {
        tick();
        await new Promise((done) => setTimeout(done, c.ms));
      }
      return { count };
    },
    start(c) { start(c.ms); },
    halt() { clearInterval(ticking); ticking = null; return { count }; },
    add(c) { add(own, plant, c.id, c.type, { dataType: DataType[c.type], value: c.value }); },
    remove(c) { space.deleteNode(vars.get(c.node)); vars.delete(c.node); },
    sessions() { return { sessions: server.engine.currentSessionCount, subscriptions: server.engine.currentSubscriptionCount }; },
    closeSessions(c) {
      for (const s of Object.values(server.engine._sessions)) server.engine.closeSession(s.authenticationToken, c.deleteSubscriptions === true, "Terminated");
    },
    dropSubscriptions() {
      for (const s of Object.values(server.engine._sessions)) for (const sub of [...s.publishEngine.subscriptions]) s.deleteSubscription(sub.id);
    },
  };
  readline.createInterface({ input: process.stdin }).on("line", async (line) => {
    try {
      const c = JSON.parse(line);
      const r = (await commands[c.cmd](c)) || {};
      say(Object.assign({ ok: true }, r));
    } catch (e) {
      say({ ok: false, error: String(e && e.stack || e) });
    }
  }).on("close", () => process.exit(0));
}
main().catch((e) => {
  say({ ready: false, error: String(e && e.stack || e) });
  process.exit(1);
});
