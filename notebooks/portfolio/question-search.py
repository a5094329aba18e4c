# ---
# jupyter:
#   handbook:
#     data: [questions/*/*.md, tests/content/finder/queries.yml]
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Search over a question bank
#
# Somebody types what an interviewer asked them, in their own words. Which of the bank's questions belongs at
# the top? Three ways to compare words, measured on queries that were written before any of them existed. The
# evidence behind the worked example [question search](../../interview/examples/question-search.md).
#
# The documents are this handbook's questions and the queries those of the finder's own test; both are read
# whenever the handbook is built, so every number here moves when the bank grows.

# %%
import re
from collections import Counter
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import yaml
from sklearn.feature_extraction.text import TfidfVectorizer

from handbook.publish import figure, record

documents = []
for path in sorted(Path("questions").glob("*/*.md")):
    head, _, body = path.read_text("utf-8").removeprefix("---\n").partition("\n---\n")
    facts = yaml.safe_load(head)
    title = re.search(r"^# (.+)$", body, re.MULTILINE)[1]
    short = body.partition("## Short answer")[2].partition("\n## ")[0]
    documents.append(
        {
            "id": facts["id"],
            "topic": path.parent.name,
            "title": title,
            "asked": " ".join(facts.get("also_asked", [])),
            "short": short,
            "rest": body,
        }
    )
ids = [document["id"] for document in documents]
place_of = {name: place for place, name in enumerate(ids)}
queries = yaml.safe_load(Path("tests/content/finder/queries.yml").read_text("utf-8"))
texts = [query["query"] for query in queries]
answers = [[place_of[name] for name in query["answers"]] for query in queries]
development = np.array([query["half"] == "development" for query in queries])
held_out = ~development
labelled = sorted({place for each in answers for place in each})
lengths = [len(text.split()) for text in texts]
print(f"{len(documents)} questions, {len(queries)} queries, {development.sum()} for development")
print(f"{len(labelled)} questions are the answer to some query; a query has {np.mean(lengths):.1f} words")
record("documents", len(documents))
record("queries", len(queries))
record("development", int(development.sum()))
record("held-out", int(held_out.sum()))
record("labelled", len(labelled))
record("query-words", float(np.mean(lengths)))
record("one-answer", 100 * float(np.mean([len(each) == 1 for each in answers])), unit="%")
assert len(queries) >= 100 and development.sum() > 40 and held_out.sum() > 40

# %% [markdown]
# ## Rankers
#
# Each is a function from documents and queries to a matrix of scores, one row a query. BM25 is written out;
# the two cosines are scikit-learn's vectors.

# %%
WORD = re.compile(r"[a-z0-9]+")


def words(text: str) -> list[str]:
    return WORD.findall(text.lower())


def bm25(texts: list[str], typed: list[str], k1: float = 1.2, b: float = 0.75) -> np.ndarray:
    """Return the scores of Robertson and Zaragoza (2009), shape (n_queries, n_documents)."""
    counts = [Counter(words(text)) for text in texts]
    sizes = np.array([sum(count.values()) for count in counts])
    norm = k1 * (1 - b + b * sizes / sizes.mean())
    postings: dict[str, list[tuple[int, int]]] = {}
    for place, count in enumerate(counts):
        for word, times in count.items():
            postings.setdefault(word, []).append((place, times))
    scores = np.zeros((len(typed), len(texts)))
    for row, query in enumerate(typed):
        for word in words(query):
            found = postings.get(word, [])
            rarity = np.log(1 + (len(texts) - len(found) + 0.5) / (len(found) + 0.5))
            for place, times in found:
                scores[row, place] += rarity * times * (k1 + 1) / (times + norm[place])
    return scores


def tfidf(texts: list[str], typed: list[str]) -> np.ndarray:
    vectors = TfidfVectorizer(analyzer=words, sublinear_tf=True)
    return cosine(vectors, texts, typed)


def characters(texts: list[str], typed: list[str]) -> np.ndarray:
    vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)
    return cosine(vectors, texts, typed)


def cosine(vectors: TfidfVectorizer, texts: list[str], typed: list[str]) -> np.ndarray:
    known = vectors.fit_transform(texts)
    return (vectors.transform(typed) @ known.T).toarray()


def title_words(texts: list[str], typed: list[str]) -> np.ndarray:
    known = [set(words(text)) for text in texts]
    return np.array([[len(set(words(query)) & title) for title in known] for query in typed], dtype=float)


RANKERS = {"BM25": bm25, "TF-IDF": tfidf, "character n-grams": characters}
FIELDS = {
    "title": ["title"],
    "title, other wordings": ["title", "asked"],
    "and short answer": ["title", "asked", "short"],
    "everything": ["title", "asked", "short", "rest"],
}


def text_of(document: dict, fields: list[str]) -> str:
    return " ".join(document[field] for field in fields)


def places(scores: np.ndarray) -> np.ndarray:
    """Return the place of the first right answer for each query, counted from 1; ties count against it."""
    found = []
    for row, right in zip(scores, answers, strict=True):
        best = row[right].max()
        others = np.delete(row, right)
        found.append(1 + int((others >= best).sum()) if best > 0 else len(row))
    return np.array(found)


# %% [markdown]
# ## What is typed
#
# The committed queries; the same with two neighbouring letters of one longer word exchanged, as hurried
# fingers do it; and twenty about things that no question of the bank treats.


# %%
def with_slip(text: str, rng: np.random.Generator) -> str:
    parts = text.split()
    long = [place for place, part in enumerate(parts) if len(part) >= 5 and part.isalpha()]
    if not long:
        return text
    place = int(rng.choice(long))
    part = parts[place]
    at = int(rng.integers(1, len(part) - 2))
    parts[place] = part[:at] + part[at + 1] + part[at] + part[at + 2 :]
    return " ".join(parts)


slips = np.random.default_rng(1)
slipped = [with_slip(text, slips) for text in texts]
changed = np.mean([before != after for before, after in zip(texts, slipped, strict=True)])
print(f"{changed:.0%} of the queries have a slip, such as: {slipped[0]!r}")

FOREIGN = [
    "best pizza dough recipe for a home oven",
    "how to renew a passport abroad",
    "kubernetes ingress tls certificate expired",
    "css grid center a div",
    "react hook dependency array warning",
    "football offside rule explained",
    "cheapest flights to lisbon in may",
    "postgres vacuum full locks the table",
    "how long to boil an egg",
    "iphone screen repair price",
    "swift optional chaining",
    "tax return deadline freelancer",
    "guitar chords for beginners",
    "docker compose volume permission denied",
    "learn japanese kanji fast",
    "java garbage collector pause",
    "how to prune roses",
    "rust borrow checker lifetime error",
    "mortgage interest deduction",
    "excel vlookup returns n/a",
]
typed = [*texts, *slipped, *FOREIGN]

# %% [markdown]
# ## What is searched matters first
#
# On the development half alone: every ranker with every selection of fields.

# %%
scored: dict[tuple[str, str], np.ndarray] = {}
extra: dict[tuple[str, str], np.ndarray] = {}
for field_name, fields in FIELDS.items():
    corpus = [text_of(document, fields) for document in documents]
    for ranker, function in RANKERS.items():
        every = function(corpus, typed)
        scored[ranker, field_name], extra[ranker, field_name] = np.split(every, [len(texts)])
rank_of = {key: places(scores) for key, scores in scored.items()}


def mrr(ranks: np.ndarray) -> float:
    return float(np.mean(1 / ranks))


def top3(ranks: np.ndarray) -> float:
    return 100 * float(np.mean(ranks <= 3))


table = {
    ranker: [mrr(rank_of[ranker, field_name][development]) for field_name in FIELDS] for ranker in RANKERS
}
for ranker, row in table.items():
    print(f"{ranker:18}", "  ".join(f"{value:.3f}" for value in row))
chosen_fields = {ranker: list(FIELDS)[int(np.argmax(row))] for ranker, row in table.items()}
for ranker, field_name in chosen_fields.items():
    key = ranker.lower().replace(" ", "-")
    record(f"{key}-fields", field_name)
    record(f"{key}-dev-title", table[ranker][0])
    record(f"{key}-dev-best", max(table[ranker]))
    record(f"{key}-dev-everything", table[ranker][-1])

fig, ax = plt.subplots()
for (ranker, row), marker in zip(table.items(), "os^", strict=True):
    ax.plot(range(len(FIELDS)), row, marker=marker, label=ranker)
ax.set_xticks(range(len(FIELDS)), ["title", "+ other\nwordings", "+ short\nanswer", "everything"])
ax.set(ylabel="MRR, development queries", ylim=(0, 1), xlabel="what is searched")
gain = min(max(row) - row[0] for row in table.values())
apart = max(max(values) - min(values) for values in zip(*table.values(), strict=True))
assert gain > apart
ax.set_title("What is searched, then how")
ax.legend(loc="lower right")
figure(
    fig,
    "fields",
    alt="MRR on the development queries by fields searched. "
    + "; ".join(f"{ranker}: {', '.join(f'{value:.2f}' for value in row)}" for ranker, row in table.items())
    + ".",
    caption=(
        "Each line is a ranker. What it is given to search moves every line more than the lines are apart."
    ),
)

# %% [markdown]
# What a convenient test would have said: each title without its last third, to be found among the texts that
# hold it.

# %%
everything = [text_of(document, FIELDS["everything"]) for document in documents]
shortened = [
    " ".join(document["title"].split()[: -(len(document["title"].split()) // 3) or None])
    for document in documents
]
convenient = bm25(everything, shortened)
first = float(np.mean(convenient.argmax(axis=1) == np.arange(len(documents))))
print(f"BM25 finds {first:.0%} of shortened titles at the first place")
record("convenient-first", 100 * first, unit="%")
assert first > 0.6

# %% [markdown]
# ## The held-out half, once
#
# The rankers enter with the fields chosen above. The fusion adds reciprocal places of BM25 and character
# n-grams (Cormack, Clarke and Büttcher, 2009). The baseline counts the query's words in the title, which is
# what a plain filter box does; ties count against it, as they do against every ranker.

# %%
final = {ranker: scored[ranker, chosen_fields[ranker]] for ranker in RANKERS}
order = {name: (-scores).argsort(axis=1, kind="stable").argsort(axis=1) + 1 for name, scores in final.items()}
final["fusion"] = 1 / (60 + order["BM25"]) + 1 / (60 + order["character n-grams"])
final["words in the title"] = title_words([document["title"] for document in documents], texts)
ranks = {name: places(scores) for name, scores in final.items()}
rng = np.random.default_rng(0)
draws = rng.integers(0, held_out.sum(), (5_000, held_out.sum()))


def interval(values: np.ndarray) -> tuple[float, float]:
    low, high = np.quantile(values[draws].mean(axis=1), [0.025, 0.975])
    return float(low), float(high)


reciprocal = {name: 1 / found[held_out] for name, found in ranks.items()}
hits = {name: (found[held_out] <= 3).astype(float) for name, found in ranks.items()}
for name in final:
    low, high = interval(reciprocal[name])
    low3, high3 = interval(100 * hits[name])
    print(
        f"{name:18} MRR {reciprocal[name].mean():.3f} ({low:.2f} to {high:.2f}), "
        f"top 3 {100 * hits[name].mean():.0f} % ({low3:.0f} to {high3:.0f})"
    )
    key = name.lower().replace(" ", "-")
    record(f"{key}-mrr", float(reciprocal[name].mean()))
    record(f"{key}-mrr-low", low)
    record(f"{key}-mrr-high", high)
    record(f"{key}-top3", 100 * float(hits[name].mean()), unit="%")
    record(f"{key}-top3-low", low3, unit="%")
    record(f"{key}-top3-high", high3, unit="%")
development_mrr = {ranker: max(row) for ranker, row in table.items()}
chosen, *_ = sorted(RANKERS, key=lambda name: -development_mrr[name])
ahead, *_ = sorted(RANKERS, key=lambda name: -reciprocal[name].mean())
rival, *_ = [name for name in sorted(RANKERS, key=lambda name: -reciprocal[name].mean()) if name != chosen]
print(f"chosen on the development half: {chosen}; ahead on the held-out half: {ahead}")
record("chosen", chosen)
record("ahead", ahead)
record("rival", rival)
record("chosen-mrr", float(reciprocal[chosen].mean()))
record("chosen-mrr-low", interval(reciprocal[chosen])[0])
record("chosen-mrr-high", interval(reciprocal[chosen])[1])
record("chosen-top3", 100 * float(hits[chosen].mean()), unit="%")
record("chosen-top3-low", interval(100 * hits[chosen])[0], unit="%")
record("chosen-top3-high", interval(100 * hits[chosen])[1], unit="%")
record("chosen-dev", development_mrr[chosen])
record("rival-dev", development_mrr[rival])
record("rival-mrr", float(reciprocal[rival].mean()))
for key, first, other in [
    ("chosen-minus-rival", chosen, rival),
    ("chosen-minus-title", chosen, "words in the title"),
    ("fusion-minus-chosen", "fusion", chosen),
]:
    difference = reciprocal[first] - reciprocal[other]
    low, high = interval(difference)
    changed = int((difference != 0).sum())
    print(
        f"{first} - {other}: {difference.mean():+.3f} ({low:+.3f} to {high:+.3f}), {changed} queries differ"
    )
    record(key, float(difference.mean()))
    record(f"{key}-low", low)
    record(f"{key}-high", high)
    record(f"{key}-differ", changed)
    record(f"{key}-verdict", "excludes zero" if low > 0 or high < 0 else "includes zero")
both = 1 / ranks["BM25"] - 1 / ranks["character n-grams"]
both_half = 1.96 * float(both.std(ddof=1)) / np.sqrt(len(both))
record("pair-development", float(both[development].mean()))
record("pair-held-out", float(both[held_out].mean()))
record("pair-both", float(both.mean()))
record("pair-both-half-width", both_half)
record("pair-spread", float(both.std(ddof=1)))
apart_or_not = "can be told apart" if abs(both.mean()) > both_half else "can't be told apart"
record("pair-verdict", apart_or_not)
filter_box = reciprocal["words in the title"]
lowest = min(interval(reciprocal[ranker] - filter_box)[0] for ranker in RANKERS)
record("least-over-title", float(min((reciprocal[ranker] - filter_box).mean() for ranker in RANKERS)))
record("least-over-title-low", lowest)
assert lowest > 0
separate = reciprocal[chosen][draws].mean(1) - reciprocal[rival][rng.permutation(draws)].mean(1)
low, high = interval(reciprocal[chosen] - reciprocal[rival])
record("paired-width", high - low)
record("unpaired-width", float(np.ptp(np.quantile(separate, [0.025, 0.975]))))
print(
    f"BM25 less n-grams: {both[development].mean():+.3f} on development, "
    f"{both[held_out].mean():+.3f} held out, {both.mean():+.3f} +/- {both_half:.3f} over both, "
    f"spread {both.std(ddof=1):.2f}: {apart_or_not}"
)
assert reciprocal[chosen].mean() > 0.2

fig, ax = plt.subplots()
names = sorted(final, key=lambda name: reciprocal[name].mean())
for row, name in enumerate(names):
    low, high = interval(reciprocal[name])
    ax.plot([low, high], [row, row], color="C0", lw=2.4)
    ax.plot(reciprocal[name].mean(), row, "o", color="C0")
ax.set_yticks(range(len(names)), names)
ax.set(xlabel=f"MRR on {held_out.sum()} held-out queries", xlim=(0, 1), ylim=(-0.6, len(names) - 0.4))
ax.set_title("Overlap decides nothing")
figure(
    fig,
    "comparison",
    alt="MRR on the held-out queries with 95 % intervals. "
    + "; ".join(
        f"{name} {reciprocal[name].mean():.2f}, {interval(reciprocal[name])[0]:.2f} to "
        f"{interval(reciprocal[name])[1]:.2f}"
        for name in reversed(names)
    )
    + ".",
    caption=(
        "95 % bootstrap intervals over queries. All rankers answer the same queries, so that the difference "
        "between two is known more precisely than either; it has an interval of its own in the text."
    ),
)

# %% [markdown]
# ## One letter wrong
#
# The same held-out queries, with two letters exchanged.

# %%
losses = {}
for ranker in RANKERS:
    found = places(extra[ranker, chosen_fields[ranker]][: len(slipped)])
    losses[ranker] = mrr(ranks[ranker][held_out]) - mrr(found[held_out])
    print(f"{ranker:18} MRR {mrr(ranks[ranker][held_out]):.3f} -> {mrr(found[held_out]):.3f}")
    key = ranker.lower().replace(" ", "-")
    record(f"{key}-slip-mrr", mrr(found[held_out]))
    record(f"{key}-slip-loss", losses[ranker])
record("least-hurt", min(losses, key=lambda name: losses[name]))
record("most-hurt", max(losses, key=lambda name: losses[name]))

# %% [markdown]
# ## More questions, same queries
#
# A bank grows, and every new question is another chance to be wrong. Start from the questions that answer
# some query and add the others in random order.

# %%
others = np.setdiff1d(np.arange(len(documents)), labelled)
corpus = [text_of(document, FIELDS[chosen_fields[chosen]]) for document in documents]
shares = [0.0, 0.5, 1.0]
grown: dict[float, list[float]] = {share: [] for share in shares}
for seed in range(3):
    shuffled = np.random.default_rng(seed).permutation(others)
    for share in shares:
        if share == 1:
            grown[share].append(mrr(ranks[chosen]))  # the whole bank is ranked above
            continue
        if share == 0 and seed:
            continue  # nothing is drawn, so one run is enough
        kept = np.sort(np.concatenate([labelled, shuffled[: round(share * len(others))]])).astype(int)
        scores = np.full((len(texts), len(documents)), -1.0)
        scores[:, kept] = RANKERS[chosen]([corpus[place] for place in kept], texts)
        grown[share].append(mrr(places(scores)))
sizes = [len(labelled) + round(share * len(others)) for share in shares]
for size, share in zip(sizes, shares, strict=True):
    print(f"{size:4} questions: MRR {np.mean(grown[share]):.3f}")
record("grown-small", sizes[0])
record("grown-small-mrr", float(np.mean(grown[0.0])))
record("grown-large-mrr", float(np.mean(grown[1.0])))
record("grown-loss", float(np.mean(grown[0.0]) - np.mean(grown[1.0])))

# %% [markdown]
# ## Every miss, listed
#
# Held-out queries whose answer isn't among the first three of the chosen ranker, with a cause that a program
# can see. Whether the first hit would have served as well, only a reader can say.

# %%
vocabulary = set(words(" ".join(text_of(document, FIELDS["everything"]) for document in documents)))
COMMON = {"a", "an", "the", "of", "to", "is", "in", "and", "or", "for", "on", "my", "i", "what", "why", "how"}
COMMON |= {
    "when",
    "do",
    "does",
    "did",
    "you",
    "it",
    "with",
    "more",
    "than",
    "that",
    "which",
    "by",
    "at",
    "from",
}


def cause(query: int) -> str:
    asked = [word for word in words(texts[query]) if word not in COMMON]
    if any(word not in vocabulary for word in asked):
        return "a word that the bank has nowhere"
    right = set(words(" ".join(text_of(documents[place], FIELDS["everything"]) for place in answers[query])))
    if sum(word not in right for word in asked) * 2 >= len(asked):
        return "half of the words are not in the answer"
    return "the words are there, others have them more"


missed = np.flatnonzero(held_out & (ranks[chosen] > 3))
causes = Counter(cause(query) for query in missed)
for query in missed:
    first = documents[int(final[chosen][query].argmax())]
    print(f"{ranks[chosen][query]:4}  {texts[query]}")
    print(f"      first: {first['title']}  [{cause(query)}]")
for name, count in causes.most_common():
    print(f"{count:3}  {name}")
record("missed", len(missed))
record("missed-second-page", int((ranks[chosen][held_out] > 10).sum()))
same_topic = sum(
    documents[int(final[chosen][query].argmax())]["topic"]
    in {documents[place]["topic"] for place in answers[query]}
    for query in missed
)
unlabelled = sum(int(final[chosen][query].argmax()) not in labelled for query in missed)
record("missed-same-topic", same_topic)
record("missed-unlabelled", unlabelled)
for key, name in [
    ("unknown-word", "a word that the bank has nowhere"),
    ("gap", "half of the words are not in the answer"),
    ("others", "the words are there, others have them more"),
]:
    record(f"cause-{key}", causes[name])

# %% [markdown]
# ## When not to answer
#
# A box that always shows something misleads where nothing fits. Queries about things that no question of
# the bank treats, against the held-out ones, by the score of the first hit.

# %%
for ranker in RANKERS:
    inside = final[ranker][held_out].max(1)
    outside = extra[ranker, chosen_fields[ranker]][len(slipped) :].max(1)
    separation = float((inside[:, None] > outside[None]).mean())
    cut = float(np.quantile(outside, 0.9))
    kept = float((inside > cut).mean())
    print(f"{ranker:18} AUC {separation:.2f}; refusing 18 of 20 foreign queries keeps {kept:.0%} of ours")
    key = ranker.lower().replace(" ", "-")
    record(f"{key}-foreign-auc", separation)
    record(f"{key}-foreign-kept", 100 * kept, unit="%")
record("foreign", len(FOREIGN))

# %% [markdown]
# ## What it costs
#
# Times depend on the machine; these counts don't.

# %%
counts = [Counter(words(text_of(document, FIELDS[chosen_fields["BM25"]]))) for document in documents]
postings = Counter(word for count in counts for word in count)
touched = [sum(postings[word] for word in set(words(text))) for text in texts]
grams = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5))
width = grams.fit_transform(
    [text_of(document, FIELDS[chosen_fields["character n-grams"]]) for document in documents]
)
print(f"{len(postings):,} words, {sum(postings.values()):,} postings, {np.mean(touched):.0f} read a query")
print(f"{width.shape[1]:,} character n-grams, {width.nnz:,} entries")
record("words", len(postings))
record("postings", int(sum(postings.values())))
record("postings-query", float(np.mean(touched)))
record("grams", int(width.shape[1]))
record("gram-entries", int(width.nnz))
record("gram-ratio", width.nnz / sum(postings.values()))

# %% [markdown]
# ## What I would say
#
# Choose what is searched before choosing how. Report the paired difference with its interval over queries,
# and don't choose by the half that was to judge. Then read the misses: some are labels that the growing bank
# has left behind.
