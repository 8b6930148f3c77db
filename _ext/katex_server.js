// Reads one formula a line as JSON, writes its HTML or the error, a line each.
const katex = require("katex");
const lines = require("readline").createInterface({ input: process.stdin });

lines.on("line", (line) => {
  const { tex, displayMode } = JSON.parse(line);
  let reply;
  try {
    reply = { html: katex.renderToString(tex, { displayMode, strict: "error" }) };
  } catch (error) {
    reply = { error: error.message };
  }
  console.log(JSON.stringify(reply));
});
