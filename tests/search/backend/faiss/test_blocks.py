"""A file of arrays comes back as it was written, and nothing of it that was damaged is trusted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from search.backend.faiss.blocks import BLOCK, read_blocks, write_blocks

if TYPE_CHECKING:
    from pathlib import Path

ROWS = (np.arange((2 * BLOCK + 5) * 3) % 251 - 125).astype(np.int8).reshape(-1, 3)
ROWS_AT = 21  # in the file
ARRAYS = {"keys": np.arange(7), "signs": np.arange(12, dtype=np.uint8).reshape(4, 3)}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with two blocks and a part of one."""
    made = tmp_path / "x.vectors"
    write_blocks(made, {"store": "a"}, ARRAYS, (ROWS[start : start + BLOCK] for start in range(0, len(ROWS), BLOCK)))
    return made


def test_what_was_written_is_read(path: Path) -> None:
    """Arrays with their types and shapes, rows, and what the writer said."""
    found = read_blocks(path)
    assert found is not None
    assert found.made_of == {"store": "a"}
    assert {name: (array.dtype, array.tolist()) for name, array in found.arrays.items()} == {
        name: (array.dtype, array.tolist()) for name, array in ARRAYS.items()
    }
    assert np.array_equal(found.rows, ROWS)
    assert found.damaged() == []
    assert [file.name for file in path.parent.iterdir()] == ["x.vectors"]


def test_an_empty_file_of_arrays(tmp_path: Path) -> None:
    """Without rows there are no blocks."""
    write_blocks(tmp_path / "x", {}, {"keys": np.zeros(0, dtype=np.int64)}, [])
    found = read_blocks(tmp_path / "x")
    assert found is not None
    assert (found.rows.shape, found.arrays["keys"].shape, found.damaged()) == ((0, 0), (0,), [])


def test_a_flipped_bit_in_a_block_is_noticed_where_it_is(path: Path) -> None:
    """The file opens, since what is small is sound; the block is known as damaged, and the others are not."""
    data = bytearray(path.read_bytes())
    data[ROWS_AT + BLOCK * 3 + 5] ^= 1
    path.write_bytes(data)
    found = read_blocks(path)
    assert found is not None
    assert [found.is_sound(block) for block in range(3)] == [True, False, True]
    assert found.damaged() == [1]


def test_damage_elsewhere_makes_it_no_file(path: Path) -> None:
    """Whichever byte of what comes after the rows is changed, or is missing."""
    whole = path.read_bytes()
    after = ROWS_AT + ROWS.nbytes
    for place in range(after, len(whole)):
        damaged = bytearray(whole)
        damaged[place] ^= 4
        path.write_bytes(damaged)
        assert read_blocks(path) is None, place
    for length in (0, 10, after, len(whole) - 1):
        path.write_bytes(whole[:length])
        assert read_blocks(path) is None, length


def test_a_missing_file_is_not_a_damaged_one(tmp_path: Path) -> None:
    """Whoever opens it makes it without a warning."""
    with pytest.raises(OSError, match="absent"):
        read_blocks(tmp_path / "absent")
