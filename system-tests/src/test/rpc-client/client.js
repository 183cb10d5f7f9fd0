// Sends what comes by standard input, one {"method", "params"} a line, to the gateway whose URL is in the environment, and prints
// what comes back, one a line: {"result"}, {"error"}, or {"event", "params"}.
const { Client } = require("rpc-websockets");
const readline = require("readline");

const client = new Client(process.env.RPC_URL, { autoconnect: true, reconnect: false });
const print = (what) => console.log(JSON.stringify(what));

client.on("me.statechange", (params) => print({ event: "me.statechange", params }));
client.on("error", (error) => print({ failure: String(error.message) }));
client.on("close", () => process.exit(0));
client.on("open", async () => {
  // Not before: lines that come when nobody waits for them are lost.
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const { method, params } = JSON.parse(line);
    try {
      print({ result: await client.call(method, params) });
    } catch (error) {
      print({ error: { code: error.code, message: error.message } });
    }
  }
  client.close();
});
