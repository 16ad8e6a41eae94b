// What every JavaScript system needs beside its index: documents, snippets, tag counts.

"use strict";
const fs = require("node:fs");

const FIELDS = ["title", "headings", "tags", "summary", "body"];
const PAGE = 10;
const TOP_TAGS = 20;
const WIDTH = 180;

// Each document of a file of JSON lines, with its searched fields as texts; reads a piece at a time.
function* documents(file) {
  for (const line of lines(file)) {
    const { id, title, sections, tags, summary, body } = JSON.parse(line);
    yield { id, title, headings: sections.map((section) => section.heading).join("\n"), tags: tags.join("\n"), summary, body };
  }
}

function* lines(file) {
  const handle = fs.openSync(file);
  const piece = Buffer.alloc(1 << 20);
  let rest = Buffer.alloc(0);
  for (let size; (size = fs.readSync(handle, piece)) > 0; ) {
    rest = Buffer.concat([rest, piece.subarray(0, size)]);
    for (let end; (end = rest.indexOf(10)) >= 0; rest = rest.subarray(end + 1)) yield rest.toString("utf8", 0, end);
  }
  fs.closeSync(handle);
}

const words = (text) => text.toLowerCase().match(/[\p{L}\p{N}_]+(?:['’][\p{L}\p{N}_]+)*/gu) ?? [];

const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

// The first place in a body that holds a word with one of the beginnings, such words marked.
function snippet(body, beginnings) {
  const literal = beginnings.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  if (!literal.length) return escaped(body.slice(0, WIDTH));
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${literal.join("|")})[\\p{L}\\p{N}]*`, "giu");
  const first = body.search(pattern);
  const start = Math.max(0, first - WIDTH / 3);
  const passage = body.slice(start, start + WIDTH);
  let end = 0;
  let html = "";
  for (const match of passage.matchAll(pattern)) {
    html += `${escaped(passage.slice(end, match.index))}<mark>${escaped(match[0])}</mark>`;
    end = match.index + match[0].length;
  }
  return html + escaped(passage.slice(end));
}

function topTags(posts) {
  const counts = new Map();
  for (const post of posts) for (const tag of post.tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return Object.fromEntries([...counts].sort((one, other) => other[1] - one[1]).slice(0, TOP_TAGS));
}

// A page of results. `found` holds all matches, best first: {id, terms}.
function page(found, posts) {
  const hits = found.slice(0, PAGE).map(({ id, terms }) => {
    const { title, body } = posts.get(id);
    return [id, title, snippet(body, terms)];
  });
  return { total: found.length, hits, tags: topTags(found.map(({ id }) => posts.get(id))) };
}

// Those of `found` whose title or body holds the phrase; neither MiniSearch nor Lunr knows phrases.
function withPhrase(found, posts, text) {
  const phrase = text.toLowerCase();
  return found.filter(({ id }) => {
    const { title, body } = posts.get(id);
    return title.toLowerCase().includes(phrase) || body.toLowerCase().includes(phrase);
  });
}

// What is shown of each post, by id.
function shown(file) {
  const posts = new Map();
  for (const line of lines(file)) {
    const { id, title, tags, body } = JSON.parse(line);
    posts.set(id, { title, tags, body });
  }
  return posts;
}

// Keep what is shown beside the index.
function keepShown(from, to) {
  const out = fs.openSync(to, "w");
  for (const line of lines(from)) {
    const { id, title, tags, body } = JSON.parse(line);
    fs.writeSync(out, JSON.stringify({ id, title, tags, body }) + "\n");
  }
  fs.closeSync(out);
}

module.exports = { FIELDS, documents, keepShown, page, shown, withPhrase, words };
