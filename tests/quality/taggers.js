// What wink-nlp and compromise take each word of a text for, for tests/quality/groups.lua.
//
//     node taggers.js FOLDER < TEXTS
//
// FOLDER holds node_modules (tests/bench/peers/run.lua sets it up); TEXTS has, for each text, a 4-byte length and its
// bytes. Prints a line for each text: "wink FIRST END CLASS FIRST END CLASS … compromise FIRST END CLASS …", in bytes, with
// the classes of Universal Dependencies.
'use strict';
const fs = require('fs');
const path = require('path');
const load = require('module').createRequire(path.join(process.argv[2], 'package.json'));
const nlp = load('wink-nlp')(load('wink-eng-lite-web-model'), ['sbd', 'pos']);
const compromise = load('compromise');

// compromise's tags as classes, the first that a word has.
const CLASSES = [['ProperNoun', 'PROPN'], ['Pronoun', 'PRON'], ['Modal', 'AUX'], ['Auxiliary', 'AUX'], ['Copula', 'AUX'],
  ['Verb', 'VERB'], ['Value', 'NUM'], ['Noun', 'NOUN'], ['Adjective', 'ADJ'], ['Adverb', 'ADV'], ['Negative', 'ADV'],
  ['Preposition', 'ADP'], ['Determiner', 'DET'], ['Conjunction', 'CCONJ']];

// Gives each word, as it is found from where the last one ended, with its place in bytes.
function placed(text, words) {
  const out = [];
  let at = 0;
  let bytes = 0;
  for (const [word, tag] of words) {
    const from = word ? text.indexOf(word, at) : -1;
    if (from < 0) continue;
    bytes += Buffer.byteLength(text.slice(at, from));
    const size = Buffer.byteLength(word);
    out.push(bytes, bytes + size, tag);
    bytes += size;
    at = from + word.length;
  }
  return out.join(' ');
}

const packed = fs.readFileSync(0);
for (let at = 0; at + 4 <= packed.length;) {
  const size = packed.readUInt32LE(at);
  const text = packed.toString('utf8', at + 4, at + 4 + size);
  at += 4 + size;
  const wink = [];
  nlp.readDoc(text).tokens().each(t => wink.push([t.out(), t.out(nlp.its.pos)]));
  const other = [];
  for (const sentence of compromise(text).json({ offset: false })) {
    for (const term of sentence.terms) {
      const known = CLASSES.find(c => term.tags.includes(c[0]));
      other.push([term.text, known ? known[1] : 'X']);
    }
  }
  console.log('wink ' + placed(text, wink) + ' compromise ' + placed(text, other));
}
