import assert from "node:assert/strict";
import { test } from "node:test";
import { baseOf } from "../../../docs/assets/javascripts/practice/shared/site.js";

for (const [page, base, expected] of [
  ["https://a.example/practice/cards/", "../..", "https://a.example/"],
  ["https://a.example/book/practice/cards/", "../..", "https://a.example/book/"],
  ["https://a.example/book/practice/cards/index.html?x=1#y", "../..", "https://a.example/book/"],
  ["http://127.0.0.1:8000/", ".", "http://127.0.0.1:8000/"],
  ["https://a.example/lost/page", "/book/", "https://a.example/book/"],
  ["file:///copy/practice/cards/index.html", "../..", "file:///copy/"],
]) {
  test(`the site of ${page} begins at ${expected}`, () => {
    assert.equal(baseOf(page, JSON.stringify({ base })), expected);
  });
}

test("a page without the theme's configuration stands at the top", () => {
  assert.equal(baseOf("https://a.example/page.html", undefined), "https://a.example/");
  assert.equal(baseOf("https://a.example/page.html", "{"), "https://a.example/");
});
