// SPDX-License-Identifier: Apache-2.0
// The official SDKs, each case with a key of its own; prints what they saw, as one JSON object.
import OpenAI from "openai";
import Anthropic from "@anthropic-ai/sdk";

const base = process.argv[2];
const messages = [{ role: "user", content: "Hello" }];

const openai = (apiKey) => new OpenAI({ apiKey, baseURL: base + "/v1" });
const anthropic = (apiKey) => new Anthropic({ apiKey, baseURL: base });

const error = (e) => ({
  name: e.constructor.name,
  status: e.status,
  message: e.message,
  code: e.code ?? e.error?.error?.type,
});

const cases = {
  async openaiPlain() {
    const reply = await openai("o-plain").chat.completions.create({ model: "m", messages });
    return { text: reply.choices[0].message.content, tokens: reply.usage.total_tokens };
  },
  async openaiStream() {
    const stream = await openai("o-stream").chat.completions.create({ model: "m", messages, stream: true });
    let text = "";
    let chunks = 0;
    for await (const chunk of stream) {
      text += chunk.choices[0].delta.content;
      chunks++;
    }
    return { text, chunks };
  },
  async openaiCancelled() {
    const stream = await openai("o-cancel").chat.completions.create({ model: "endless", messages, stream: true });
    for await (const chunk of stream) {
      stream.controller.abort();
      break;
    }
    return { left: true };
  },
  async openaiThrottled() {
    const reply = await openai("o-throttled").chat.completions.create({ model: "m", messages });
    return { text: reply.choices[0].message.content };
  },
  async openaiSlowed() {
    return openai("o-slowed").chat.completions.create({ model: "m", messages }).catch(error);
  },
  async openaiRefused() {
    return openai("o-refused").chat.completions.create({ model: "m", messages }).catch(error);
  },
  async openaiResponses() {
    const reply = await openai("o-responses").responses.create({ model: "m", input: "Hello" });
    return { text: reply.output_text };
  },
  async anthropicPlain() {
    const reply = await anthropic("a-plain").messages.create({ model: "m", max_tokens: 100, messages });
    return { text: reply.content[0].text, tokens: reply.usage.output_tokens };
  },
  async anthropicStream() {
    const stream = anthropic("a-stream").messages.stream({ model: "m", max_tokens: 100, messages });
    return { text: await stream.finalText() };
  },
  async anthropicCancelled() {
    const stream = await anthropic("a-cancel").messages.create({
      model: "endless", max_tokens: 100, messages, stream: true,
    });
    for await (const event of stream) {
      stream.controller.abort();
      break;
    }
    return { left: true };
  },
  async anthropicThrottled() {
    const reply = await anthropic("a-throttled").messages.create({ model: "m", max_tokens: 100, messages });
    return { text: reply.content[0].text };
  },
  async anthropicSlowed() {
    return anthropic("a-slowed").messages.create({ model: "m", max_tokens: 100, messages }).catch(error);
  },
  async anthropicRefused() {
    return anthropic("a-refused").messages.create({ model: "m", max_tokens: 100, messages }).catch(error);
  },
};

const seen = {};
for (const [name, run] of Object.entries(cases)) {
  seen[name] = await run().catch((e) => ({ unexpected: String(e) }));
}
console.log(JSON.stringify(seen));
