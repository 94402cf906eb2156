"""The free room of a container, kept as every largest cuboid that is still empty."""

from __future__ import annotations

# Near corner and far corner
Space = tuple[int, int, int, int, int, int]


def cut(spaces: list[Space], block: Space, least: tuple[int, int], *, stand: bool) -> list[Space]:
    """The free spaces once a block stands there.

    `least`: the narrowest and the lowest room that still takes a box. `stand`: every floor of a
    space lies fully on boxes or on the container.
    """
    near_x, near_y, near_z, far_x, far_y, far_z = block
    clear, pieces = [], []
    for space in spaces:
        x1, y1, z1, x2, y2, z2 = space
        if (
            near_x >= x2
            or far_x <= x1
            or near_y >= y2
            or far_y <= y1
            or near_z >= z2
            or far_z <= z1
        ):
            clear.append(space)
        else:
            pieces += _around(space, block, least, stand)
    if stand:
        return _on_floors(clear, pieces, far_z, least[0])
    return clear + _largest(clear, pieces)


def _around(space: Space, block: Space, least: tuple[int, int], stand: bool) -> list[Space]:
    """What is left of a space beside, before, behind, below and above the block."""
    x1, y1, z1, x2, y2, z2 = space
    near_x, near_y, near_z, far_x, far_y, far_z = block
    narrow, low = least
    found = []
    if near_x - x1 >= narrow:
        found.append((x1, y1, z1, near_x, y2, z2))
    if x2 - far_x >= narrow:
        found.append((far_x, y1, z1, x2, y2, z2))
    if near_y - y1 >= narrow:
        found.append((x1, y1, z1, x2, near_y, z2))
    if y2 - far_y >= narrow:
        found.append((x1, far_y, z1, x2, y2, z2))
    if near_z - z1 >= low:
        found.append((x1, y1, z1, x2, y2, near_z))
    if z2 - far_z >= low:
        found += _above(space, block, narrow, stand)
    return found


def _above(space: Space, block: Space, narrow: int, stand: bool) -> list[Space]:
    x1, y1, _, x2, y2, z2 = space
    if stand:
        x1, y1 = max(x1, block[0]), max(y1, block[1])
        x2, y2 = min(x2, block[3]), min(y2, block[4])
    return [(x1, y1, block[5], x2, y2, z2)] if x2 - x1 >= narrow and y2 - y1 >= narrow else []


def _size(space: Space) -> int:
    x1, y1, z1, x2, y2, z2 = space
    return (x1 - x2) * (y2 - y1) * (z2 - z1)


def _largest(clear: list[Space], pieces: list[Space]) -> list[Space]:
    """The pieces that lie in no other space."""
    kept: list[Space] = []
    for piece in sorted(dict.fromkeys(pieces), key=_size) if len(pieces) > 1 else pieces:
        x1, y1, z1, x2, y2, z2 = piece
        for one in clear:
            if (
                one[0] <= x1
                and one[3] >= x2
                and one[1] <= y1
                and one[4] >= y2
                and one[2] <= z1
                and one[5] >= z2
            ):
                break
        else:
            if not within_any(piece, kept):
                kept.append(piece)
    return kept


def within_any(space: Space, others: list[Space]) -> bool:
    """Whether a space lies in one of the others."""
    x1, y1, z1, x2, y2, z2 = space
    for one in others:
        if (
            one[0] <= x1
            and one[3] >= x2
            and one[1] <= y1
            and one[4] >= y2
            and one[2] <= z1
            and one[5] >= z2
        ):
            return True
    return False


def _on_floors(clear: list[Space], pieces: list[Space], floor: int, narrow: int) -> list[Space]:
    """Floors of one height that touch carry boxes across their seam."""
    level = [space for space in clear if space[2] == floor]
    level += [space for space in pieces if space[2] == floor]
    joined: list[Space] = []
    place = 1
    while place < len(level):
        for before in level[:place]:
            for wider in _across(level[place], before, narrow):
                if not within_any(wider, level):
                    level.append(wider)
                    joined.append(wider)
        place += 1
    new = _largest(clear, pieces + joined)
    return [space for space in clear if not within_any(space, new)] + new


def _across(one: Space, other: Space, narrow: int) -> list[Space]:
    """The spaces over both floors, along and across, where they touch or overlap."""
    x1, y1, floor, x2, y2, top = one
    left, front, _, right, back, ceiling = other
    top = min(top, ceiling)
    found = []
    if x1 <= right and left <= x2:
        low, high = max(y1, front), min(y2, back)
        if high - low >= narrow:
            found.append((min(x1, left), low, floor, max(x2, right), high, top))
    if y1 <= back and front <= y2:
        low, high = max(x1, left), min(x2, right)
        if high - low >= narrow:
            found.append((low, min(y1, front), floor, high, max(y2, back), top))
    return found
