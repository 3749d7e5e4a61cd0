"""Short codes for questions, for links that have to be short. An id is permanent, and so is its code."""

import base64
import hashlib

CODE_BYTES = 3
"""The bytes used of an id's hash: enough for a thousand questions to differ. A check refuses any two that don't."""


def question_code(name: str) -> str:
    """The code of a question.

    Args:
        name: Its id, or an id it had before.

    Returns:
        Four letters, digits, "-" or "_".
    """
    return base64.urlsafe_b64encode(hashlib.sha256(name.encode()).digest()[:CODE_BYTES]).decode()
