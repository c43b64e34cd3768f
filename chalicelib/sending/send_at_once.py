"""Send what can go at once as soon as it is filed: nobody waits a minute for a receipt or a code.

The table's stream calls this after the answer was given, so it costs whoever asked nothing. Who
sends a message is decided as among several workers of the job; what this one misses, for whatever
reason, the job finds a minute later.
"""

from collections.abc import Mapping
from typing import Any

from ..messaging.read_filed import messages_filed
from ..messaging.send_due import send_filed
from ..platform.jobs import JobReport, TimeLeft
from ..platform.runtime import Runtime
from .for_nothing import FOR_NOTHING
from .job_names import SEND_AT_ONCE
from .send_messages import TELLERS


def send_at_once(run: Runtime, event: Mapping[str, Any], time_left: TimeLeft) -> JobReport:
    """Send the messages that this event of the stream tells of, if it is time for them."""
    return send_filed(run, SEND_AT_ONCE, TELLERS, messages_filed(event), time_left, FOR_NOTHING)
