// node-opcua's own client as the yardstick of the benchmark: it monitors the
// server's counters and prints, as one JSON line, what bench/main.go compares.
"use strict";
globalThis.crypto ??= require("crypto").webcrypto; // node 18 has it elsewhere
const opts = JSON.parse(process.argv[2]);
const fs = require("fs");
const ua = require("node-opcua");

async function main() {
  const client = ua.OPCUAClient.create({ endpointMustExist: false, keepSessionAlive: false, requestedSessionTimeout: 120000,
    connectionStrategy: { maxRetry: 100, initialDelay: 500, maxDelay: 1000 } });
  await client.connect(opts.endpoint);
  const session = await client.createSession();
  const sub = await session.createSubscription2({ requestedPublishingInterval: opts.publishMs, requestedLifetimeCount: 600, requestedMaxKeepAliveCount: 10,
    maxNotificationsPerPublish: 10000, publishingEnabled: true, priority: 0 });
  const last = new Float64Array(opts.tags).fill(-1);
  let values = 0, gaps = 0, measuring = false;
  const late = [];
  const begun = Date.now();
  for (let from = 0; from < opts.tags; from += 1000) {
    const items = [];
    for (let i = from; i < Math.min(opts.tags, from + 1000); i++) items.push({ nodeId: "ns=1;s=T" + i, attributeId: ua.AttributeIds.Value });
    const group = await sub.monitorItems(items, { samplingInterval: 0, queueSize: opts.queue, discardOldest: true }, ua.TimestampsToReturn.Both);
    group.on("changed", (item, value, index) => {
      const i = from + index;
      const v = value.value.value;
      values++;
      if (last[i] > 0 && v > last[i] + 1) gaps += v - last[i] - 1;
      last[i] = v;
      if (measuring && (values & 7) === 0 && value.sourceTimestamp) late.push(Date.now() - value.sourceTimestamp.getTime());
    });
  }
  const subscribeMs = Date.now() - begun;
  await new Promise((r) => setTimeout(r, opts.warmMs));
  const v0 = values, g0 = gaps, c0 = process.cpuUsage(), t0 = process.hrtime.bigint();
  measuring = true;
  await new Promise((r) => setTimeout(r, opts.runMs));
  measuring = false;
  const seconds = Number(process.hrtime.bigint() - t0) / 1e9;
  const cpu = process.cpuUsage(c0);
  late.sort((a, b) => a - b);
  const q = (p) => late.length ? late[Math.floor(p * (late.length - 1))] : -1;
  const rss = Number(/VmRSS:\s+(\d+)/.exec(fs.readFileSync("/proc/self/status", "utf8"))[1]) / 1024;
  process.stdout.write(JSON.stringify({ client: "node-opcua", rate: (values - v0) / seconds, gaps: gaps - g0, p50: q(0.5), p95: q(0.95), p99: q(0.99),
    cpu: (cpu.user + cpu.system) / 1e6 / seconds * 100, rss, subscribeMs }) + "\n");
  await session.close(true);
  await client.disconnect();
  process.exit(0);
}
main().catch((e) => { process.stderr.write(String(e && e.stack || e) + "\n"); process.exit(1); });
