"""Amazon SES as the sender of email.

Version 1 of its API: it takes a whole mail and passes it on as it is.
"""

from collections.abc import Callable
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from .senders import SendFailedError

_BAD_ADDRESS = "InvalidParameterValue"


class SesSender:
    """Sends email from one address, which SES knows to be the clinic's."""

    def __init__(self, make_client: Callable[[], Any], address: str) -> None:
        self._make_client = make_client
        self.address = address

    def send(self, to: str, mime: bytes) -> str:
        """Hand over one mail; SES's id. Raises SendFailedError."""
        try:
            answer = self._make_client().send_raw_email(
                Source=self.address, Destinations=[to], RawMessage={"Data": mime}
            )
        except ClientError as failure:
            code = str(failure.response["Error"]["Code"])
            raise SendFailedError(code, is_for_good=code == _BAD_ADDRESS) from failure
        except BotoCoreError as failure:
            raise SendFailedError(type(failure).__name__) from failure
        return str(answer["MessageId"])
