import assert from "node:assert/strict";
import { test } from "node:test";
import { percent } from "../../../docs/assets/javascripts/practice/shared/text.js";

test("a share is said as whole per cent that stays on its line", () => {
  assert.deepEqual([0, 0.534, 0.996].map(percent), ["0\u00a0%", "53\u00a0%", "100\u00a0%"]);
});
