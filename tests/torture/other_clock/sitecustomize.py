"""Python imports this before anything else when its folder is on PYTHONPATH. It gives the process the clock that CLOCK says."""

from __future__ import annotations

import datetime
import os
import time
from typing import Any, Self

SHIFT_SECONDS = float(os.environ["CLOCK"]) - time.time()
real_time, real_time_ns = time.time, time.time_ns


def now() -> float:
    return real_time() + SHIFT_SECONDS


def shifted(function: Any) -> Any:
    return lambda seconds=None: function(now() if seconds is None else seconds)


class LikeReal(type):
    """A date that's of the real class counts as one of the other class too."""

    def __instancecheck__(cls, instance: Any) -> bool:
        return isinstance(instance, cls.__bases__[0])


class OtherDate(datetime.date, metaclass=LikeReal):
    @classmethod
    def today(cls) -> Self:
        return cls.fromtimestamp(now())


class OtherDatetime(datetime.datetime, metaclass=LikeReal):
    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> Self:
        return cls.fromtimestamp(now(), tz)

    @classmethod
    def utcnow(cls) -> Self:
        return cls.fromtimestamp(now(), datetime.UTC).replace(tzinfo=None)

    @classmethod
    def today(cls) -> Self:
        return cls.fromtimestamp(now())


time.time, time.time_ns = now, lambda: real_time_ns() + int(SHIFT_SECONDS * 1e9)
time.localtime, time.gmtime = shifted(time.localtime), shifted(time.gmtime)
datetime.date, datetime.datetime = OtherDate, OtherDatetime  # type: ignore[misc]
