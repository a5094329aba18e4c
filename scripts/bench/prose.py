"""Text for synthetic pages: sentences from a small grammar with the vocabulary of machine learning.

The words matter for measurements: the search index and the compression of pages depend on them.
"""

import random
import string


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(" ".join(phrase.split()) for phrase in text.split("|"))


_NOUNS = _phrases(
    """
    the gradient | the loss | a validation split | the learning rate | an ensemble of trees | the posterior
    | a kernel | the embedding table | an attention head | the residual | a confusion matrix | the
    calibration curve | the feature store | a random forest | the covariance | the prior | a mini-batch |
    the optimiser | the bootstrap | a hold-out set | the hinge loss | the decision boundary | a latent
    factor | the ranking model | the reward | the regulariser | a tokeniser | the encoder | the decoder | a
    linear probe | the Hessian | the sampling scheme | a stratified fold | the treatment effect | the
    confidence interval | an exposure bias | the retrieval stage | the momentum term | a dropout mask | the
    null hypothesis | the data pipeline | an online metric
    """
)
_VERBS = _phrases(
    """
    reduces | amplifies | approximates | depends on | is bounded by | converges to | overfits | is estimated
    from | shrinks | is orthogonal to | dominates | stabilises | is compared with | explains | is biased
    towards | hides | is invariant to | trades variance for | is cheaper than | saturates with | leaks into
    | is learnt jointly with
    """
)
_TAILS = _phrases(
    """
    when the classes are imbalanced | after a few epochs | under covariate shift | for heavy-tailed noise |
    as the sample grows | in the presence of collinear features | at serving time | if labels arrive late |
    with a cold start | in high dimensions | once the cache is warm | for rare events | across seeds | on
    the long tail of users | before any tuning | given a fixed budget | without a control group | during
    backpropagation | near the optimum | on out-of-domain data
    """
)
_OPENERS = _phrases(
    """
    In practice | By contrast | More precisely | As a rule | In an interview | On paper | For this reason |
    Equivalently | At scale | To first order | Empirically | Put differently | In the worst case |
    Historically
    """
)
_JOINERS = _phrases(
    """
    because | although | whereas | so that | unless | while
    """
)
INLINE = (
    r"$\theta$",
    r"$\hat{y} = \mathbf{w}^\top \mathbf{x} + b$",
    r"$p(y \mid x)$",
    r"$\mathcal{O}(nd^2)$",
    r"$\lambda \lVert w \rVert_2^2$",
    r"$\sigma(z)$",
    r"$\mathbb{E}[X]$",
    r"$\nabla_\theta \mathcal{L}$",
    r"$\epsilon \sim \mathcal{N}(0, \sigma^2)$",
    r"$x_i \in \mathbb{R}^d$",
    r"$\alpha = 0.05$",
)
DISPLAY = (
    r"\mathcal{L}(\theta) = -\frac{1}{n} \sum_{i=1}^{n} \left[ y_i \log \hat{p}_i"
    r" + (1 - y_i) \log (1 - \hat{p}_i) \right]",
    r"\hat{\beta} = \arg\min_\beta \lVert y - X\beta \rVert_2^2 = (X^\top X)^{-1} X^\top y",
    r"\operatorname{Attention}(Q, K, V) = \operatorname{softmax}\left( \frac{QK^\top}{\sqrt{d_k}} \right) V",
    r"\begin{aligned} p(\theta \mid D) &= \frac{p(D \mid \theta)\, p(\theta)}{p(D)} \\"
    r" &\propto p(\theta) \prod_{i=1}^n p(x_i \mid \theta) \end{aligned}",
    r"\mathrm{KL}(p \,\Vert\, q) = \int p(x) \log \frac{p(x)}{q(x)}\, dx \ge 0",
    r"\operatorname{Var}(\bar{X}) = \frac{\sigma^2}{n}, \quad"
    r" \bar{X} \pm z_{1-\alpha/2} \frac{\hat\sigma}{\sqrt{n}}",
    r"\mathbf{H} = \begin{pmatrix} \frac{\partial^2 f}{\partial x_1^2} & \cdots \\"
    r" \vdots & \ddots \end{pmatrix}",
)


class Writer:
    """Writes the same text for the same seed."""

    def __init__(self, seed: int) -> None:
        """Start with a seed."""
        self.random = random.Random(seed)
        self._titles: set[str] = set()

    def clause(self) -> str:
        """Write a clause without capital or full stop."""
        pick = self.random.choice
        return f"{pick(_NOUNS)} {pick(_VERBS)} {pick(_NOUNS)} {pick(_TAILS)}"

    def sentence(self) -> str:
        """Write a sentence, at times with an opener, a second clause, code or a formula."""
        pick, chance = self.random.choice, self.random.random()
        text = self.clause()
        if chance < 0.35:
            text = f"{text}, {pick(_JOINERS)} {self.clause()}"
        if chance > 0.7:
            text = f"{pick(_OPENERS)}, {text}"
        text = text[0].upper() + text[1:]
        extra = self.random.random()
        if extra < 0.2:
            text += f", with {pick(INLINE)}"
        elif extra < 0.25:
            text += f", where ${self._quantity()}$ is known"
        elif extra < 0.3:
            name = "".join(self.random.choices(string.ascii_lowercase, k=5))
            text += f" (see `{name}_score`)"
        elif extra < 0.4:
            text += f", about **{self.random.randint(2, 98)} %** of the time"
        return f"{text}."

    def paragraph(self, sentences: int = 5) -> str:
        """Write about this many sentences."""
        count = max(1, sentences + self.random.randint(-1, 1))
        return " ".join(self.sentence() for _ in range(count))

    def short_answer(self) -> str:
        """Write what the bank asks of a short answer: 40 to 100 words."""
        sentences = [self.sentence()]
        while sum(len(sentence.split()) for sentence in sentences) < 45:
            sentences.append(self.sentence())
        return " ".join(sentences)

    def title(self) -> str:
        """Write a short heading, another each time."""
        first, second = (noun.partition(" ")[2] for noun in self.random.sample(_NOUNS, 2))
        title = f"{first[0].upper()}{first[1:]} and {second}"
        if title in self._titles:
            return self.title()
        self._titles.add(title)
        return title

    def formula(self) -> str:
        """Write a display formula; a number makes it one that no other page has."""
        return f"$$\n{self.random.choice(DISPLAY)}, \\quad {self._quantity()}\n$$"

    def _quantity(self) -> str:
        return f"{self.random.choice('abcdkmnw')}_{{{self.random.randint(1, 999)}}}"

    def table(self, rows: int = 5) -> str:
        """Write a table of four columns."""
        names = [self.random.choice(_NOUNS).partition(" ")[2] for _ in range(4)]
        lines = [f"| {' | '.join(names)} |", "| --- | --- | --- | --- |"]
        for _ in range(rows):
            cells = [self.random.choice(_TAILS) for _ in range(3)]
            lines.append(f"| {' | '.join(cells)} | {self.random.random():.3f} |")
        return "\n".join(lines)
