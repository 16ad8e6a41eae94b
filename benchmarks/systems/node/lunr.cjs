// Lunr with its English pipeline: stop words, stems; title 10, tags 5, headings 2.

"use strict";
const fs = require("node:fs");
const lunr = require("lunr");
const { FIELDS, documents, keepShown, page, shown, withPhrase, words } = require("./posts.cjs");

const BOOSTS = { title: 10, tags: 5, headings: 2 };
const FORMS = { prefix: (word) => `+${word}*`, typo: (word) => `+${word}~1` };
let index, posts;

exports.build = ({ folder, file }) => {
  const built = lunr((builder) => {
    for (const field of FIELDS) builder.field(field, { boost: BOOSTS[field] ?? 1 });
    for (const document of documents(file)) builder.add(document);
  });
  fs.writeFileSync(`${folder}/index.json`, JSON.stringify(built));
  keepShown(file, `${folder}/shown.jsonl`);
};

exports.open = ({ folder }) => {
  index = lunr.Index.load(JSON.parse(fs.readFileSync(`${folder}/index.json`, "utf8")));
  posts = shown(`${folder}/shown.jsonl`);
};

// Lunr looks stop words up, and never finds them.
const contentWords = (text) => words(text).filter((word) => lunr.stopWordFilter(new lunr.Token(word)));

exports.rank = ({ text, limit }) =>
  index.search(contentWords(text).join(" ")).slice(0, limit).map(({ ref }) => ref);

exports.answer = ({ text, kind }) => {
  const form = FORMS[kind] ?? ((word) => `+${word}`);
  const query = contentWords(text).map(form).join(" ");
  const found = index.search(query).map(({ ref, matchData }) => ({ id: ref, terms: Object.keys(matchData.metadata) }));
  return page(kind === "phrase" ? withPhrase(found, posts, text) : found, posts);
};
