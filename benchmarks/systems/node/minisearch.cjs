// MiniSearch with the settings of its README: title twice, prefixes, typing mistakes up to a fifth of a word.
// A single letter is no prefix: nearly every post would match, and titles such as "Go 1.13" would be lost.

"use strict";
const fs = require("node:fs");
const MiniSearch = require("minisearch");
const { FIELDS, documents, keepShown, page, shown, withPhrase, words } = require("./posts.cjs");

const OPTIONS = { fields: FIELDS, searchOptions: { boost: { title: 2 } } };
const FUZZY = 0.2;
let index, posts;

exports.build = ({ folder, file }) => {
  const built = new MiniSearch(OPTIONS);
  for (const document of documents(file)) built.add(document);
  fs.writeFileSync(`${folder}/index.json`, JSON.stringify(built));
  keepShown(file, `${folder}/shown.jsonl`);
};

exports.open = ({ folder }) => {
  index = MiniSearch.loadJSON(fs.readFileSync(`${folder}/index.json`, "utf8"), OPTIONS);
  posts = shown(`${folder}/shown.jsonl`);
};

exports.rank = ({ text, limit }) =>
  index.search(words(text).join(" "), { prefix: (term) => term.length > 1, fuzzy: FUZZY }).slice(0, limit).map(({ id }) => id);

// All words; prefixes and mistakes only where they are asked for, which spares work.
exports.answer = ({ text, kind }) => {
  const options = { combineWith: "AND", prefix: kind === "prefix", fuzzy: kind === "typo" ? FUZZY : false };
  const found = index.search(words(text).join(" "), options);
  return page(kind === "phrase" ? withPhrase(found, posts, text) : found, posts);
};
