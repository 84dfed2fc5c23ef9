"""What follows from one generation of a store: made once, never changed, and replaced as a whole by the next one's."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import WeakValueDictionary

from search.scope import EVERYTHING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from search.scope import Scope

_Value = TypeVar("_Value")
VECTORS = "vectors"  # the name of the indexes
SCOPES = 8  # of which what follows is kept, those used last


class Once:
    """Values by name, each made by the thread that asks first, while others that want the same wait for it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._values: dict[str, tuple[Lock, list[Any]]] = {}

    def made(self, name: str) -> Any:  # noqa: ANN401 - whatever was made
        """Return the value that was made for this name; None while there is none."""
        with self._lock:
            made = self._values.get(name, (None, []))[1]
        return made[0] if made else None

    def forget(self, name: str) -> None:
        """Let who asks next make it again."""
        with self._lock:
            self._values.pop(name, None)

    def get(self, name: str, make: Callable[[], _Value]) -> _Value:
        """Return what ``make`` gave for this name; where it raised, the next one who asks tries again."""
        with self._lock:
            own, made = self._values.setdefault(name, (Lock(), []))
        if not made:
            with own:
                if not made:
                    made.append(make())
        value: _Value = made[0]
        return value


class Generation:
    """All that follows from one generation. Snapshots of it hold it; it goes when the last of them does.

    ``earlier``: by name, what followed from an earlier one and what this one's can be made of.
    """

    def __init__(self, number: tuple[int, int], earlier: Mapping[str, Any] | None = None) -> None:
        self.number = number
        self._earlier = dict(earlier or {})
        self._followed: set[str] = set()
        self._lock = Lock()
        self._all = Once()
        self._scopes: OrderedDict[Scope, Once] = OrderedDict()

    def follow(self, name: str, make: Callable[[Any | None], _Value]) -> _Value:
        """Return what ``make`` makes, once, of what followed under this name from an earlier generation, or of None.

        So that a write costs what it changes, whatever the store holds. Where it gives None, it is asked again.
        """
        with self._lock:
            self._followed.add(name)
        value = self._all.get(name, lambda: make(self._earlier.get(name)))
        if value is None:
            self._all.forget(name)
            return value
        with self._lock:
            self._earlier.pop(name, None)
        return value

    def followed(self) -> dict[str, Any]:
        """Return by name what the next generation's can be made of: of this one, else of an earlier one."""
        with self._lock:
            earlier, names = dict(self._earlier), sorted(self._followed)
        own = {name: self._all.made(name) for name in names}
        return earlier | {name: value for name, value in own.items() if value is not None}

    def of(self, scope: Scope = EVERYTHING) -> Once:
        """Return what follows from the documents of a scope."""
        if scope == EVERYTHING:
            return self._all
        with self._lock:
            found = self._scopes.setdefault(scope, Once())
            self._scopes.move_to_end(scope)
            if len(self._scopes) > SCOPES:
                self._scopes.popitem(last=False)
        return found


class Generations:
    """The latest generation of a store, and each earlier one for as long as somebody reads it.

    Its number: how often the file was replaced under our hands, and how many writes it has seen.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._latest = Generation((0, 0))
        self._held: WeakValueDictionary[tuple[int, int], Generation] = WeakValueDictionary()
        self._held[self._latest.number] = self._latest

    def at(self, number: tuple[int, int]) -> Generation:
        """Return the generation with this number; who asked for it has to hold it."""
        with self._lock:
            found = self._held.get(number)
            if found is None:
                latest = self._latest
                later = latest.number[0] == number[0] and latest.number < number
                found = Generation(number, latest.followed() if later else None)
                self._held[number] = found
                if latest.number < number:
                    self._latest = found
            return found
