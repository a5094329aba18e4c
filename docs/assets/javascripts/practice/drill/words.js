// What the page says of a run.
// @ts-check

/** @typedef {import("./python.js").Outcome} Outcome */
/** @typedef {import("./python.js").Verdict} Verdict */
/** @typedef {import("./python.js").Failure} Failure */

/** @typedef {{ state: "passed" | "failed" | "ended", headline: string, detail: string }} Summary */

/**
 * @param {number} bytes
 */
export function megabytes(bytes) {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

/** @param {number} seconds */
export function duration(seconds) {
  if (seconds < 0.1) return "under 0.1 s";
  return seconds < 10 ? `${seconds.toFixed(1)} s` : `${Math.round(seconds)} s`;
}

/** @param {number} count @param {string} noun */
function counted(count, noun) {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** @param {Verdict} verdict @param {number} seconds @returns {Summary} */
function judged(verdict, seconds) {
  const [passed, failed] = [verdict.passed.length, verdict.failures.length];
  const stage = verdict.failures.find((failure) => !failure.test.startsWith("test_"));
  if (stage) {
    const headline = stage.test === "tests" ? "The tests do not run on this code" : "The code does not run";
    return { state: "failed", headline, detail: "No test was started." };
  }
  const time = `Tested in ${duration(seconds)}.`;
  if (!failed && passed)
    return { state: "passed", headline: `All ${counted(passed, "test")} passed`, detail: time };
  const headline = `${failed} of ${counted(passed + failed, "test")} failed`;
  return { state: "failed", headline, detail: time };
}

/**
 * @param {Outcome} outcome
 * @param {number} limit seconds
 * @returns {Summary}
 */
export function summarise(outcome, limit) {
  const during = (/** @type {string} */ test) => (test ? ` The test that did not end: “${test}”` : "");
  switch (outcome.kind) {
    case "verdict":
      return judged(outcome.verdict, outcome.seconds);
    case "timeout":
      return {
        state: "ended",
        headline: `Stopped after ${limit} s`,
        detail: `A loop without end, or too slow for the sizes that the tests use.${during(outcome.message)}`,
      };
    case "stopped":
      return {
        state: "ended",
        headline: "Stopped",
        detail: `You stopped the run.${during(outcome.message)}`,
      };
    case "unloaded":
      return {
        state: "ended",
        headline: "Python could not be loaded",
        detail: `${outcome.message}. Check the connection and run again.`,
      };
    default:
      return {
        state: "ended",
        headline: "Python itself broke down",
        detail: explainBreakdown(outcome.message),
      };
  }
}

/** @param {string} message of the worker */
export function explainBreakdown(message) {
  if (/call stack|recursion/i.test(message)) {
    return "The recursion is too deep for a browser. Is there a case that ends it? The next run starts afresh.";
  }
  if (/exit\(/.test(message)) return "The code ended the interpreter. The next run starts afresh.";
  if (/memory|null function|out of bounds/i.test(message)) {
    return "Most likely the memory is used up (1 GB is the limit here). The next run starts afresh.";
  }
  return `It said: ${message}. The next run starts afresh.`;
}

/**
 * The part of a failure's message that its evidence does not tell already.
 * @param {Failure} failure
 */
export function remark(failure) {
  const { message, evidence } = failure;
  const [kind] = message.split(":", 1);
  let text = kind === "AssertionError" ? message.slice(kind.length + 1).trim() : message;
  if (evidence.got) text = text.split(/\n (?:ACTUAL|x): /)[0];
  if (evidence.got && text === `expected ${evidence.expected}, got ${evidence.got}`) return "";
  if (text === "the assertion does not hold") return "What the test demands does not hold.";
  return text.replace(/ \(line \d+: [^\n]*\)$/, "").trim();
}
