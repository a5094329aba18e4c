"""Three diagrams such as chapters hold."""

import pytest

RECOMMENDER = """title: Recommendation system architecture
alt: Events become features and a model offline; the online path retrieves, ranks and re-ranks candidates.
caption: Everything above the request path is computed before the request.
groups:
  offline: {label: Offline training, hue: indigo, nodes: [log, feat, train, reg]}
  storage: {label: Online storage, hue: teal, nodes: [fs, vec]}
  serving: {label: Online serving, hue: orange, nodes: [gw, cand, rank, re]}
nodes:
  log:   [[0, 0], Event log, store]
  feat:  [[0, 1], Feature pipeline]
  train: [[0, 2], Training job]
  reg:   [[0, 3], Model registry, store]
  fs:    [[1, 1], Feature store, store]
  vec:   [[1, 2], Vector index, store]
  re:    [[2, 0], Re-ranking|and filters]
  rank:  [[2, 1], Ranking service]
  cand:  [[2, 2], Candidate generation]
  gw:    [[2, 3], API gateway, pill]
edges:
  - log -> feat
  - feat -> train
  - train -> reg
  - gw -> cand
  - cand -> rank
  - rank -> re
  - "feat.s -> fs.n: materialise"
  - "train.s -> vec.n: embeddings"
  - "fs.s -> rank.n: features"
  - "vec.s -> cand.n: ANN top-k"
  - "reg.s -> rank.n: deploy"
  - "re.n -> log.s: impressions"
"""

FRAUD = """title: Card-fraud detection, stream and batch
alt: A payment is scored with stream and batch features; reviews and chargebacks come back as labels.
caption: Two paths write one feature store.
groups:
  online: {label: Decision path (50 ms), hue: orange, nodes: [pay, score, rules, dec]}
  stream: {label: Streaming, hue: teal, nodes: [kafka, flink]}
  feats: {label: Features, hue: green, nodes: [fs]}
  batch: {label: Batch (nightly), hue: indigo, nodes: [lake, spark, train, reg]}
  review: {label: Humans, hue: purple, nodes: [case]}
nodes:
  pay: [[0, 0], Payment request, pill]
  score: [[0, 1], Scoring service]
  rules: [[0, 2], Rules engine]
  dec: [[0, 3], Approve or block, pill]
  case: [[1, 3], Case review queue]
  kafka: [[1, 0], Transaction stream, store]
  flink: [[1, 1], Window counters]
  fs: [[1, 2], Feature store, store]
  lake: [[2, 0], Data lake, store]
  spark: [[2, 1], Nightly aggregates]
  train: [[2, 2], Model training]
  reg: [[2, 3], Model registry, store]
edges:
  - pay -> score
  - "score -> rules: score"
  - rules -> dec
  - "dec -> case: grey zone"
  - pay -> kafka
  - kafka -> flink
  - "flink -> fs: 1 min to 1 h windows"
  - "fs -> score: online read, 5 ms"
  - kafka -> lake
  - lake -> spark
  - spark -> fs: 30-day history
  - spark -> train
  - train -> reg
  - "reg -> score: weekly release"
  - "case -> lake: labels"
"""

TRAINING = """title: Training pipeline
alt: Data is validated, split by time and trained on; a gate compares with the champion before release.
caption: Drift starts a new run but never skips the gate.
groups:
  data: {label: Data, hue: teal, nodes: [raw, val, split]}
  fit: {label: Training, hue: indigo, nodes: [feat, tune, fit]}
  gate: {label: Release, hue: orange, nodes: [eval, reg, can]}
nodes:
  raw: [[0, 0], Raw tables, store]
  val: [[0, 1], Validate schema and ranges]
  split: [[0, 2], Split by time]
  quar: [[0, 3], Quarantine, store]
  feat: [[1, 0], Fit feature pipeline]
  tune: [[1, 1], Hyper-parameter search]
  fit: [[1, 2], Refit best model]
  mon: [[1, 3], Monitoring]
  eval: [[2, 0], Evaluate by slice]
  reg: [[2, 1], Model registry, store]
  can: [[2, 2], Canary 5 %, pill]
edges:
  - raw -> val
  - val -> split
  - "val -> quar: rejected rows"
  - "split -> feat: train"
  - feat -> tune
  - "tune -> fit: best of 50"
  - "split -> eval: test week"
  - fit -> eval
  - "eval -> reg: champion beaten"
  - reg -> can
  - can -> mon
  - "mon -> raw: drift alert"
"""

FIVE = """title: Five columns and two ways
alt: A request passes five services and comes back.
caption: Requests and answers run side by side.
nodes:
  a: [[0, 0], Client, pill]
  b: [[0, 1], API gateway]
  c: [[0, 2], Feature service]
  d: [[0, 3], Ranking service]
  e: [[0, 4], Model server]
  f: [[2, 2], Audit log, store]
edges:
  - a -> b
  - b -> a
  - b -> c
  - c -> d
  - d -> e
  - e -> a
  - c -> f
  - d -> f
  - e -> f
  - b -> f
"""

DIAGRAMS = {"recommender": RECOMMENDER, "fraud": FRAUD, "training": TRAINING, "five": FIVE}


@pytest.fixture(params=sorted(DIAGRAMS))
def diagram(request: pytest.FixtureRequest) -> str:
    """Return the YAML of one diagram after the other."""
    return DIAGRAMS[str(request.param)]


@pytest.fixture
def recommender() -> str:
    """Return the YAML of the recommender."""
    return RECOMMENDER
