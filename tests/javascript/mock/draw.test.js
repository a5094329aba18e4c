import assert from "node:assert/strict";
import { test } from "node:test";
import {
  blockSeconds,
  drawInterview,
  eligible,
  LENGTHS,
} from "../../../docs/assets/javascripts/practice/mock/draw.js";
import { bank, CHOICE, question } from "./helpers.js";

const questions = bank();
const byId = new Map(questions.map((each) => [each.id, each]));
const draws = (choice, count, weakness) =>
  Array.from({ length: count }, (_, seed) => drawInterview(questions, choice, `s${seed}`, weakness));
const askedIn = (all) => all.flatMap(({ blocks }) => blocks.map((block) => byId.get(block.question)));
const share = (list, fits) => list.filter(fits).length / list.length;

test("the same seed gives the same interview, whatever the order of the bank", () => {
  assert.deepEqual(
    drawInterview(questions, CHOICE, "k7"),
    drawInterview([...questions].reverse(), CHOICE, "k7"),
  );
  assert.notDeepEqual(
    drawInterview(questions, CHOICE, "k7").blocks,
    drawInterview(questions, CHOICE, "k8").blocks,
  );
});

for (const minutes of LENGTHS) {
  test(`${minutes} minutes are filled, nothing is asked twice, all fits the choice`, () => {
    for (const rounds of [["theory"], ["screen", "behavioral"], ["theory", "design", "coding"]]) {
      const choice = { ...CHOICE, rounds, minutes };
      const allowed = new Set(eligible(questions, choice).map(({ id }) => id));
      for (const { blocks, seconds, short } of draws(choice, 60)) {
        assert.equal(short, false);
        assert.ok(Math.abs(seconds / (minutes * 60) - 1) < 0.16, `${seconds} s of ${minutes} min`);
        assert.equal(
          seconds,
          blocks.reduce((sum, block) => sum + blockSeconds(block), 0),
        );
        assert.equal(new Set(blocks.map((block) => block.question)).size, blocks.length);
        for (const block of blocks) {
          assert.ok(allowed.has(block.question));
          assert.equal(new Set(block.followUps).size, block.followUps.length);
        }
      }
    }
  });
}

test("it begins with something easy, without follow-ups", () => {
  for (const { blocks } of draws(CHOICE, 200)) {
    assert.equal(blocks[0].warmUp, true);
    assert.equal(byId.get(blocks[0].question).level, "beginner");
    assert.equal(blocks[0].most, 0);
    assert.equal(
      blocks.slice(1).some(({ warmUp }) => warmUp),
      false,
    );
  }
});

test("without an easy question it begins at once", () => {
  const hard = questions.filter(({ level }) => level !== "beginner");
  assert.equal(drawInterview(hard, CHOICE, "a").blocks[0].warmUp, false);
});

test("what is asked often is drawn more often, and what is asked rarely is drawn, too", () => {
  const core = draws(CHOICE, 600).flatMap(({ blocks }) =>
    blocks.slice(1).map((block) => byId.get(block.question)),
  );
  const [high, med, low] = ["high", "med", "low"].map((name) =>
    share(core, ({ frequency }) => frequency === name),
  );
  assert.ok(high > med * 1.2 && med > low * 1.3, `${high} ${med} ${low}`);
  const seen = new Set(core.map(({ id }) => id));
  const allowed = eligible(questions, CHOICE).filter(({ whole }) => !whole);
  assert.deepEqual(
    allowed.filter(({ id }) => !seen.has(id)).map(({ id }) => id),
    [],
  );
});

test("the level of the position moves the level of the questions", () => {
  const advanced = (level) =>
    share(askedIn(draws({ ...CHOICE, level }, 300)), (each) => each.level === "advanced");
  assert.ok(advanced("junior") < 0.12, String(advanced("junior")));
  assert.ok(advanced("senior") > 2 * advanced("mid"), `${advanced("mid")} ${advanced("senior")}`);
});

test("weak topics come more often, but never alone", () => {
  const weakness = ({ topic }) => (topic === "topic-2" ? 1 : 0);
  const of = (all) => share(askedIn(all), ({ topic }) => topic === "topic-2");
  const [usual, weak] = [of(draws(CHOICE, 400)), of(draws(CHOICE, 400, weakness))];
  assert.ok(weak > usual * 1.25 && weak < 0.6, `${usual} ${weak}`);
});

test("the rounds take turns", () => {
  const choice = { ...CHOICE, rounds: ["screen", "coding"], minutes: 60 };
  const asked = askedIn(draws(choice, 200));
  const screen = share(asked, ({ rounds }) => rounds.includes("screen"));
  const coding = share(asked, ({ rounds }) => rounds.includes("coding"));
  assert.ok(screen > 0.4 && coding > 0.4, `${screen} ${coding}`);
});

test("a design round is one whole design; beside other rounds it takes half", () => {
  for (const { blocks, seconds } of draws({ ...CHOICE, rounds: ["design"], minutes: 45 }, 30)) {
    const whole = blocks.filter((block) => block.whole);
    assert.equal(whole.length, 1);
    assert.ok(whole[0].seconds >= 35 * 60 && whole[0].seconds <= 45 * 60, String(whole[0].seconds));
    assert.ok(seconds <= 46 * 60);
  }
  const mixed = drawInterview(questions, { ...CHOICE, rounds: ["design", "theory"], minutes: 60 }, "m");
  const half = mixed.blocks.find((block) => block.whole);
  assert.ok(half.seconds >= 24 * 60 && half.seconds <= 38 * 60, String(half.seconds));
  assert.ok(mixed.blocks.length > 3);
});

test("the mark makes a whole design, not the title", () => {
  const titled = question("titled", { kind: "design", rounds: ["design"], title: "Design the cache." });
  const marked = question("marked", { kind: "design", rounds: ["design"], whole: true });
  const { blocks } = drawInterview([titled, marked], { ...CHOICE, rounds: ["design"], minutes: 60 }, "s");
  assert.deepEqual(
    blocks.map((block) => [block.question, block.whole]),
    [
      ["marked", true],
      ["titled", false],
    ],
  );
});

test("a small bank gives a short interview and says so", () => {
  const { blocks, short } = drawInterview([question("a"), question("b")], CHOICE, "s");
  assert.equal(blocks.length, 2);
  assert.equal(short, true);
  assert.deepEqual(drawInterview([], CHOICE, "s").blocks, []);
});
