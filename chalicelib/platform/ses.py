"""Amazon SES as the sender of email.

Version 1 of its API: it takes a whole mail and passes it on as it is.
"""

from collections.abc import Callable, Mapping
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from .senders import SendFailedError

_BAD_ADDRESS = "InvalidParameterValue"


class SesSender:
    """Sends email from one address, which SES knows to be the clinic's.

    With a configuration set, SES tells of mail that comes back, and gives its tags with that.
    """

    def __init__(
        self, make_client: Callable[[], Any], address: str, configuration_set: str = ""
    ) -> None:
        self._make_client = make_client
        self.address = address
        self._told_of = {"ConfigurationSetName": configuration_set} if configuration_set else {}

    def send(self, to: str, mime: bytes, tags: Mapping[str, str]) -> str:
        """Hand over one mail; SES's id. Raises SendFailedError."""
        try:
            answer = self._make_client().send_raw_email(
                Source=self.address,
                Destinations=[to],
                RawMessage={"Data": mime},
                Tags=[{"Name": name, "Value": value} for name, value in tags.items()],
                **self._told_of,
            )
        except ClientError as failure:
            code = str(failure.response["Error"]["Code"])
            raise SendFailedError(code, is_for_good=code == _BAD_ADDRESS) from failure
        except BotoCoreError as failure:
            raise SendFailedError(type(failure).__name__) from failure
        return str(answer["MessageId"])
