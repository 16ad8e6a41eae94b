// One JavaScript search system behind a pipe: a JSON request a line in, a JSON reply a line out.
// A reply tells the CPU time that the work itself has used so far; that of the pipe is not in it.

"use strict";
const readline = require("node:readline");

const system = require(`./${process.argv[2]}.cjs`);
let spent = 0;

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  const { act, ...request } = JSON.parse(line);
  const before = process.cpuUsage();
  const result = system[act](request) ?? null;
  const used = process.cpuUsage(before);
  spent += (used.user + used.system) / 1e6;
  process.stdout.write(JSON.stringify({ result, cpu: spent }) + "\n");
});
