import assert from "node:assert/strict";
import { test } from "node:test";
import { drawInterview } from "../../../docs/assets/javascripts/practice/mock/draw.js";
import { interviewQuery, readInterview } from "../../../docs/assets/javascripts/practice/mock/share.js";
import { bank, CHOICE } from "./helpers.js";

const questions = bank();
const shelf = { questions, byId: new Map(questions.map((each) => [each.id, each])), topics: [] };

test("a link gives the same interview, whatever was weak before", () => {
  for (const rounds of [["theory"], ["design"], ["screen", "design", "coding"]]) {
    const choice = { ...CHOICE, rounds, minutes: 45 };
    const { blocks } = drawInterview(questions, choice, "k7f2q", ({ id }) => (id > "q50" ? 1 : 0));
    const query = interviewQuery(choice, "k7f2q", blocks);
    const read = readInterview(`?${query}`, shelf);
    assert.deepEqual(read.choice, choice);
    assert.equal(read.seed, "k7f2q");
    assert.equal(read.unknown, 0);
    const plain = (list) => list.map((b) => [b.question, b.most, b.followUps.slice(0, b.most), b.whole]);
    assert.deepEqual(plain(read.draw.blocks), plain(blocks));
    assert.ok(query.length < 600, query);
  }
});

test("questions that are gone are left out and counted", () => {
  const read = readInterview(
    "?role=mle&level=mid&rounds=theory&minutes=30&seed=a&ask=q01:02,gone:1,q05",
    shelf,
  );
  assert.deepEqual(
    read.draw.blocks.map(({ question }) => question),
    ["q01", "q05"],
  );
  assert.equal(read.unknown, 1);
});

for (const query of ["", "?questions=a", "?ask=", "?ask=nothing,known"]) {
  test(`${query || "nothing"} names no interview`, () => assert.equal(readInterview(query, shelf), null));
}

test("odd values become usual ones", () => {
  const { choice, seed } = readInterview("?ask=q01:0999&level=boss&minutes=-4&seed=%3Cb%3E", shelf);
  assert.deepEqual(choice, { role: "", level: "mid", rounds: [], minutes: 30 });
  assert.equal(seed, "b");
});
