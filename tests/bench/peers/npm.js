// wink-nlp and compromise over the documents of a benchmark, for `make bench-peers`.
//
//     node npm.js FOLDER PEER DOCUMENTS BYTES RUNS
//
// FOLDER holds node_modules; DOCUMENTS has, for each, a 4-byte length and its bytes; of these the first BYTES
// are read. Prints "NAME SECONDS BYTES FOUND": the best of RUNS, CPU time, after a warm-up that lets the
// just-in-time compiler do its work.
'use strict';
const fs = require('fs');
const path = require('path');
const [folder, peer, file, limit, runs] = process.argv.slice(2);
const load = require('module').createRequire(path.join(folder, 'package.json'));

const packed = fs.readFileSync(file);
const documents = [];
let bytes = 0;
for (let at = 0; at + 4 <= packed.length && bytes < Number(limit);) {
  const size = packed.readUInt32LE(at);
  documents.push(packed.toString('utf8', at + 4, at + 4 + size));
  bytes += size;
  at += 4 + size;
}

function measure(name, read) {
  for (const text of documents.slice(0, 20)) read(text);
  let best = Infinity;
  let found = 0;
  for (let i = 0; i < Number(runs); i++) {
    found = 0;
    const start = process.cpuUsage();
    for (const text of documents) found += read(text);
    const spent = process.cpuUsage(start);
    best = Math.min(best, (spent.user + spent.system) / 1e6);
  }
  console.log(`${name} ${best} ${bytes} ${found}`);
}

if (peer === 'wink') {
  const winkNLP = load('wink-nlp');
  const model = load('wink-eng-lite-web-model');
  const tokens = winkNLP(model, ['sbd']);
  measure('tokens', (text) => tokens.readDoc(text).tokens().length());
  // As its documentation loads it, with everything; and with no more than entities need.
  for (const [name, pipe] of [['entities', undefined], ['bare', ['sbd', 'ner']]]) {
    const nlp = winkNLP(model, pipe);
    measure(name, (text) => nlp.readDoc(text).entities().out(nlp.its.detail).length);
  }
} else {
  const nlp = load('compromise');
  measure('tokens', (text) => nlp.tokenize(text).json().length);
  // Its "three" plugin: people, places, organizations, quotations, numbers.
  measure('entities', (text) => {
    const doc = nlp(text);
    return doc.topics().json().length + doc.quotations().json().length + doc.numbers().json().length;
  });
}
