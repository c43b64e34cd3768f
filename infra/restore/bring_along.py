"""Brings along what a table has to know of what was done in another one, before it takes over."""

from datetime import datetime

from infra.restore.keep_sent import keep_sent
from infra.restore.list_since import lines_of, list_since
from infra.restore.replay_erasures import replay_erasures
from infra.restore.stage import Stage


def bring_along(stage: Stage, used: str, taking_over: str, at: datetime) -> None:
    """Have ``taking_over`` know the erasures and the sent messages of the table ``used``.

    What came into that one after ``at`` is listed for whoever has to see to it.
    """
    if stage.describe(used) is None:
        stage.say(f"{used} is gone: nobody can tell what came in since, nor who was erased")
        return
    erased = replay_erasures(stage.dynamodb, used, taking_over)
    sent = keep_sent(stage.dynamodb, used, taking_over)
    stage.say(f"brought along: {erased} erasures, {sent} messages that were sent since")
    for line in lines_of(list_since(stage.dynamodb, used, taking_over, at), used):
        stage.say(line)
