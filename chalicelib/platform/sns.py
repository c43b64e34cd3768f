"""Amazon SNS as the sender of text messages."""

from collections.abc import Callable
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from .senders import SendFailedError

_TRANSACTIONAL = {
    "AWS.SNS.SMS.SMSType": {"DataType": "String", "StringValue": "Transactional"},
}


class SnsSender:
    """Sends text messages through SNS. A clinic that has none of its own has no sender at all."""

    def __init__(self, make_client: Callable[[], Any]) -> None:
        self._make_client = make_client

    def send(self, to: str, text: str) -> str:
        """Hand over one text; SNS's id. Raises SendFailedError."""
        try:
            answer = self._make_client().publish(
                PhoneNumber=to, Message=text, MessageAttributes=_TRANSACTIONAL
            )
        except ClientError as failure:
            raise SendFailedError(str(failure.response["Error"]["Code"])) from failure
        except BotoCoreError as failure:
            raise SendFailedError(type(failure).__name__) from failure
        return str(answer["MessageId"])
