// SPDX-License-Identifier: Apache-2.0
// The other side of NobleTest, by @noble/curves: JSON in a file, JSON on standard output.
//   node oprf.mjs evaluate FILE   {key: {secret, public}, points} -> {points, proof}
//   node oprf.mjs blind FILE      {inputs} -> {blinded: [{blind, point}]}
//   node oprf.mjs finish FILE     {inputs, blinded, evaluated, proof, public} -> {outputs} or {refused}
//   node oprf.mjs key FILE        {} -> {secret, public}
import { readFileSync } from 'node:fs';
import { p256_oprf } from '@noble/curves/nist.js';

const { voprf } = p256_oprf;
const hex = (bytes) => Buffer.from(bytes).toString('hex');
const bytes = (text) => new Uint8Array(Buffer.from(text, 'hex'));
const [work, file] = process.argv.slice(2);
const asked = JSON.parse(readFileSync(file, 'utf8'));

const works = {
  key() {
    const keys = voprf.generateKeyPair();
    return { secret: hex(keys.secretKey), public: hex(keys.publicKey) };
  },
  evaluate() {
    const { evaluated, proof } = voprf.blindEvaluateBatch(
      bytes(asked.key.secret), bytes(asked.key.public), asked.points.map(bytes));
    return { points: evaluated.map(hex), proof: hex(proof) };
  },
  blind() {
    const blinded = asked.inputs.map((input) => voprf.blind(bytes(input)));
    return { blinded: blinded.map((b) => ({ blind: hex(b.blind), point: hex(b.blinded) })) };
  },
  finish() {
    const items = asked.inputs.map((input, i) => ({
      input: bytes(input),
      blind: bytes(asked.blinded[i].blind),
      blinded: bytes(asked.blinded[i].point),
      evaluated: bytes(asked.evaluated[i]),
    }));
    try {
      const outputs = voprf.finalizeBatch(items, bytes(asked.public), bytes(asked.proof));
      return { outputs: outputs.map(hex) };
    } catch (e) {
      return { refused: true };
    }
  },
};
console.log(JSON.stringify(works[work]()));
