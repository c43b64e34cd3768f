"""The drill, step by step: brought up beside, equipped, checked, told, and perhaps switched to."""

from dataclasses import dataclass
from datetime import datetime

from infra.restore.add_indexes import add_indexes
from infra.restore.bring_along import bring_along
from infra.restore.bring_up import BringUp
from infra.restore.carry_settings import carry_settings
from infra.restore.check_items import check_items, gap_of, tally_items
from infra.restore.compare_table import compare_table
from infra.restore.equip_table import Equip, table_defined
from infra.restore.errors import RestoreError
from infra.restore.find_origin import find_origin
from infra.restore.parse_moment import written
from infra.restore.set_maxima import set_maxima
from infra.restore.stage import Stage
from infra.restore.switch_stage import switch_stage
from infra.restore.table_names import name_of


@dataclass(frozen=True)
class RestoreTable:
    """Restores a stage's table to ``at``. Stopped after any call, it may be run again."""

    stage: Stage
    at: datetime
    switches: bool = False
    """Point the stage at the restored table; else nothing of the stage is changed."""
    accepts: bool = False
    """Switch in spite of what the check finds."""

    def run(self) -> str:
        """Carry out the drill; the restored table's name. Raises RestoreError with what to do."""
        stage = self.stage
        in_use = stage.data["SettingTable"]
        if in_use == name_of(stage.target.stage, self.at):
            return self._finish(in_use, self.at)
        origin = find_origin(stage, self.at)
        bring_up = BringUp(stage, origin)
        table = bring_up.table
        if in_use == table:
            return self._finish(in_use, origin.at)
        if origin.at != self.at:
            stage.say(f"the nearest backup before {written(self.at)} is of {written(origin.at)}")
        bring_up.run()
        self._equip(in_use, table)
        wrong = self._check(table, origin.at)
        bring_along(self.stage, in_use, table, origin.at)
        if not self.switches:
            stage.say(f"{in_use} is in use, as before; {table} stands beside it")
            stage.say("to switch, repeat the command with ARGS=--switch")
            return table
        if wrong and not self.accepts:
            raise RestoreError(
                f"the stage still uses {in_use}, since the check of {table} found: "
                f"{'; '.join(wrong)}. Look into it; ARGS='--switch --accept-findings' switches all "
                "the same"
            )
        switch_stage(stage, table)
        return self._after(in_use, table, origin.at)

    def _finish(self, table: str, at: datetime) -> str:
        """Go on where a switch was stopped after the data stack named the table, if that is asked.

        Without that, nothing is to do: nobody said that the API stack may be deployed.
        """
        if not self.switches:
            self.stage.say(f"{table} is in use already, so there is nothing to bring up")
            self.stage.say(
                "if a switch was stopped halfway, repeating the command with ARGS=--switch ends it"
            )
            return table
        before = self.stage.table_before(table)
        self.stage.say(f"{table} is in use already; making sure that all of the stage uses it")
        switch_stage(self.stage, table)
        if before is None or self.stage.describe(before) is None:
            return table
        return self._after(before, table, at)

    def _equip(self, in_use: str, table: str) -> None:
        stage = self.stage
        if stage.describe(in_use) is not None:
            carry_settings(stage, in_use, table)
        else:
            set_maxima(stage.dynamodb, stage.pause, table, table_defined())
        parameters = stage.stacks.parameters(stage.target.data_stack)
        is_protected = parameters.get("Protection") == "on"
        Equip(stage.dynamodb, stage.pause, is_protected).run(table)
        add_indexes(stage, table)
        stage.say("expiry, stream, recovery, protection and tags are as they have to be")

    def _check(self, table: str, at: datetime) -> list[str]:
        stage = self.stage
        found = stage.existing(table)
        wrong = compare_table(found, table_defined())
        key = found.get("SSEDescription", {}).get("KMSMasterKeyArn")
        if key != stage.data["KeyArn"]:
            wrong.append("it is not encrypted with the stage's key")
        tally = tally_items(stage.dynamodb, table)
        for kind, count in sorted(tally.kinds.items()):
            stage.say(f"  {count:>9,} {kind}")
        stage.say(gap_of(tally, at))
        wrong += check_items(stage.dynamodb, table, tally, at)
        for sentence in wrong:
            stage.say(f"WRONG: {sentence}")
        stage.say(f"checked: {len(wrong)} things wrong")
        return wrong

    def _after(self, before: str, table: str, at: datetime) -> str:
        """What came into the table before until the last function had switched."""
        bring_along(self.stage, before, table, at)
        self.stage.say(f"{table} is in use; {before} is kept as it is")
        return table
