// node-opcua's client against a server of ours: it browses, reads, writes and
// monitors, and prints what it saw as one JSON line.
"use strict";
globalThis.crypto ??= require("crypto").webcrypto; // node 18 has it elsewhere
const opts = JSON.parse(process.argv[2]);
const ua = require("node-opcua");

async function main() {
  const client = ua.OPCUAClient.create({ endpointMustExist: false, connectionStrategy: { maxRetry: 1 } });
  await client.connect(opts.endpoint);
  const session = await client.createSession();
  const out = { names: [], changes: [] };
  const walk = async (node) => {
    const r = await session.browse({ nodeId: node, referenceTypeId: "HierarchicalReferences", includeSubtypes: true, browseDirection: ua.BrowseDirection.Forward, resultMask: 63 });
    for (const ref of r.references) {
      out.names.push(ref.browseName.name);
      await walk(ref.nodeId);
    }
  };
  await walk(opts.root);
  const read = await session.read({ nodeId: opts.watch, attributeId: ua.AttributeIds.Value });
  out.type = ua.DataType[read.value.dataType];
  out.builtIn = ua.DataType[await session.getBuiltInDataType(opts.watch)];
  const sub = await session.createSubscription2({ requestedPublishingInterval: 50, requestedLifetimeCount: 100, requestedMaxKeepAliveCount: 10, publishingEnabled: true });
  const item = await sub.monitor({ nodeId: opts.watch, attributeId: ua.AttributeIds.Value }, { samplingInterval: 10, queueSize: 10 }, ua.TimestampsToReturn.Both);
  await new Promise((done) => item.on("changed", (dv) => {
    out.changes.push(dv.value.value);
    if (out.changes.length === opts.changes) done();
  }));
  out.write = (await session.write({ nodeId: opts.write, attributeId: ua.AttributeIds.Value, value: { value: { dataType: "Int32", value: 42 } } })).name;
  out.written = (await session.read({ nodeId: opts.write, attributeId: ua.AttributeIds.Value })).value.value;
  out.mismatch = (await session.write({ nodeId: opts.write, attributeId: ua.AttributeIds.Value, value: { value: { dataType: "Double", value: 1 } } })).name;
  out.unknown = (await session.read({ nodeId: "ns=1;s=nowhere", attributeId: ua.AttributeIds.Value })).statusCode.name;
  await sub.terminate();
  await session.close();
  await client.disconnect();
  process.stdout.write(JSON.stringify(out) + "\n");
  process.exit(0);
}
main().catch((e) => { process.stderr.write(String(e && e.stack || e) + "\n"); process.exit(1); });
