"""Why each block went where it went, how sure that is, and what stays in doubt."""

from __future__ import annotations

import math
from dataclasses import dataclass

from extractors.document import Doubt, Page
from extractors.page.drafts import Choice, Layout, Step, debt
from extractors.page.pieces import Piece
from extractors.page.reunion import Moved

SURE = 0.6
"""A confidence below this is said as a doubt."""
QUOTE = 14


@dataclass(frozen=True, slots=True)
class Verdict:
    reasons: tuple[str, ...]
    confidence: float  # 0.5 when only what follows decided
    rival: int = -1  # the draft it might belong to instead


def verdicts(layout: Layout, steps: list[Step], moved: dict[int, Moved]) -> list[Verdict]:
    """A verdict for every block of the best reading; for what the joint move took elsewhere its own."""
    return [_moved(moved[at]) if at in moved else _verdict(layout, at, step) for at, step in enumerate(steps)]


def _moved(move: Moved) -> Verdict:
    confidence = 1 / (1 + math.exp(-min(30.0, move.gain)))
    return Verdict(move.reasons, round(max(0.5, confidence), 3), move.rival)


def _verdict(layout: Layout, at: int, step: Step) -> Verdict:
    move = step.move
    repaid = debt(move.draft, layout) if move.draft and move.first == at else 0.0  # what follows gave it
    others = [(score, other.first) for score, other in step.options if other.first != move.first]
    score, rival = max(others, default=(-math.inf, -1))
    confidence = 1 / (1 + math.exp(min(30.0, score - step.score + repaid))) if others else 1.0
    reasons = tuple(f"{why} {weight:+.1f}" for weight, why in move.comparisons if why and abs(weight) >= 0.05)
    return Verdict(reasons, round(max(0.5, confidence), 3), rival)


def doubts(page: Page, layout: Layout, choices: list[Choice], pieces: list[Piece], given: list[Verdict]) -> list[Doubt]:
    """What a person should look at: blocks that might go elsewhere, lines and column heads that went nowhere."""
    numbers = {piece.first: number for number, piece in enumerate(pieces, 1)}
    columns = {piece.column for piece in pieces}
    found = []
    for at, (choice, verdict) in enumerate(zip(choices, given, strict=True)):
        span = layout.blocks[at].span
        text = "“" + page[span][:QUOTE] + ("…" if span.end - span.begin > QUOTE else "") + "”"
        message = ""
        if choice.role == "stray":
            message = f"{text}未归入任何一篇" + (
                ",页上另有相同的一行" if layout.texts.runs[at] in layout.repeated else ""
            )
        elif choice.role == "column" and at not in columns:
            message = f"栏目{text}下没有归入稿件"
        elif choice.role == "column" and layout.look(at) != "column" and not layout.blocks[at].numbered:
            message = f"{text}不是已知栏目,因其位置读作栏目"
        elif verdict.confidence < SURE and choice.draft in numbers:
            message = f"{text}归入第{numbers[choice.draft]}篇"
            other = numbers.get(verdict.rival)
            message += f",也可能属于第{other}篇" if other else ",也可能另起一篇" if verdict.rival == at else ""
        if message:
            found.append(Doubt("assembly", span, message))
    return found
