"""Similarity of two names as named numbers: words aligned one to one, sounds, letters, order, leftovers."""

from __future__ import annotations

from itertools import pairwise

from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler, Levenshtein

from vidsyn.matching.screening.lexicon import lexicon
from vidsyn.matching.screening.names import ScreenedName, vowels

# name → (group of the explanation, monotone direction)
FEATURES: dict[str, tuple[str, int]] = {
    "same_words": ("words", 1),  # the same words in any order
    "ratio": ("letters", 1),
    "ratio_sorted": ("letters", 1),
    "ratio_joined": ("letters", 1),  # spaces left out
    "aligned_asked": ("words", 1),  # share of the queried name's weight that is aligned
    "aligned_listed": ("words", 1),  # … of the listed name's
    "same_asked": ("words", 1),  # share of the queried weight whose exact words are listed
    "same_listed": ("words", 1),
    "worst": ("words", 1),  # similarity of the least similar aligned pair
    "left_asked": ("rest", -1),  # weight of the unaligned queried words
    "left_listed": ("rest", -1),
    "left_both": ("rest", -1),  # the smaller of the two: each has words that the other lacks
    "heaviest_asked": ("rest", -1),  # weight of the heaviest unaligned queried word
    "heaviest_listed": ("rest", -1),
    "skeleton_aligned": ("sounds", 1),  # share of the words whose consonants are the same
    "skeleton_ratio": ("sounds", 1),  # consonants of the whole name, words sorted
    "skeleton_joined": ("sounds", 1),
    "consonants": ("size", 0),  # number in the shorter name: few are weak evidence
    "vowels_differ": (
        "sounds",
        -1,
    ),  # difference between the vowels of aligned words, where both have any
    "heaviest_same": ("words", 1),  # weight of the heaviest identical word
    "initials": ("words", 0),  # words matched by an initial only
    "known_short": ("words", 0),  # given names matched by another form of them
    "turned": ("order", 0),  # share of neighbouring pairs in reverse order
    "begins": ("letters", 1),  # the longer name begins with the shorter
    "acronym": ("acronym", 1),  # one is the initials of the other
    "words_asked": ("size", 0),
    "words_listed": ("size", 0),
    "letters_asked": ("size", 0),
    "weight": ("size", 0),  # weight of the aligned words
    "form_differs": ("form", -1),
    "digits_differ": ("rest", -1),
    "foreign": ("script", 0),  # one is in another script than the other
    "vowel_poor": ("script", 0),
    "person": ("kind", 0),
}
NAMES = tuple(FEATURES)
_LIKE = 0.78  # from this similarity two words count as one
_MERGED = 0.93  # from here words written together count as one word
_LENGTHS = 0.6  # Jaro-Winkler of `_MERGED` or more needs two thirds of the letters on either side
_SHORT_FORM = 0.86


class Alignment:
    """Which words of two names are aligned: each word's similarity to its counterpart, 0 where it has none."""

    __slots__ = ("asked", "initials", "listed", "places", "short_forms", "sounds")

    def __init__(self, asked: int, listed: int) -> None:
        self.asked = [0.0] * asked
        self.listed = [0.0] * listed
        self.places: list[tuple[int, int]] = []
        self.initials = self.short_forms = self.sounds = 0

    def join(self, i: int, j: int, like: float) -> None:
        self.asked[i] = self.listed[j] = like
        self.places.append((i, j))


def pair_features(asked: ScreenedName, listed: ScreenedName, *, person: bool) -> list[float]:
    """Compute the numbers, in the order of `NAMES`."""
    found = aligned(asked, listed, person=person)
    met = _weighed(asked, listed, found)
    one, other = asked.joined, listed.joined
    short, long = (one, other) if len(one) < len(other) else (other, one)
    whole = asked.sorted_text == listed.sorted_text
    return [
        float(whole),
        Levenshtein.normalized_similarity(asked.spaced, listed.spaced),
        1.0 if whole else Levenshtein.normalized_similarity(asked.sorted_text, listed.sorted_text),
        fuzz.ratio(one, other) / 100,
        *met[:4],
        min([like for like in found.asked if like], default=0.0),
        *met[4:9],
        found.sounds / max(len(asked.words), len(listed.words), 1),
        fuzz.ratio(asked.sorted_bones, listed.sorted_bones) / 100,
        fuzz.ratio(asked.joined_bones, listed.joined_bones) / 100,
        float(min(len(asked.joined_bones), len(listed.joined_bones), 20)),
        min(_vowels_differ(asked, listed, found), 3.0),
        max([asked.weights[i] for i, like in enumerate(found.asked) if like == 1.0], default=0.0),
        float(found.initials),
        float(found.short_forms),
        _turned(found.places),
        float(len(short) >= 6 and long.startswith(short)),
        float(bool(one) and (one == listed.initials or other == asked.initials)),
        float(min(len(asked.words), 8)),
        float(min(len(listed.words), 8)),
        float(min(len(one), 40)),
        min(met[9], 60.0),
        float(bool(asked.form and listed.form and asked.form != listed.form)),
        float(min(len(asked.digits ^ listed.digits), 3)),
        float(asked.foreign != listed.foreign),
        float(asked.vowel_poor != listed.vowel_poor),
        float(person),
    ]


def _vowels_differ(asked: ScreenedName, listed: ScreenedName, found: Alignment) -> float:
    if asked.vowel_poor or listed.vowel_poor:
        return 0.0
    differ = 0.0
    for i, j in found.places:
        if found.asked[i] < 1.0:
            one, other = vowels(asked.words[i]), vowels(listed.words[j])
            if one and other and one != other:
                differ += Levenshtein.normalized_distance(one, other)
    return differ


def _turned(places: list[tuple[int, int]]) -> float:
    if len(places) < 2:
        return 0.0
    order = [j for _, j in sorted(places)]
    return sum(one > two for one, two in pairwise(order)) / (len(order) - 1)


def _weighed(asked: ScreenedName, listed: ScreenedName, found: Alignment) -> tuple[float, ...]:
    """Return aligned and identical shares of both, leftovers of both, the smaller, the heaviest left, and the
    aligned weight.

    A misspelt generic word looks rare by itself; aligned, it weighs no more than its counterpart.
    """
    mine, theirs = list(asked.weights), list(listed.weights)
    for i, j in found.places:
        mine[i] = theirs[j] = min(mine[i], theirs[j])
    met_mine, same_mine, left_mine, heaviest_mine = _summed(mine, found.asked)
    met_theirs, same_theirs, left_theirs, heaviest_theirs = _summed(theirs, found.listed)
    all_mine, all_theirs = sum(mine) or 1.0, sum(theirs) or 1.0
    return (
        met_mine / all_mine,
        met_theirs / all_theirs,
        same_mine / all_mine,
        same_theirs / all_theirs,
        left_mine,
        left_theirs,
        min(left_mine, left_theirs),
        heaviest_mine,
        heaviest_theirs,
        met_theirs,
    )


def _summed(weights: list[float], likes: list[float]) -> tuple[float, float, float, float]:
    """Return (weight aligned, weight identical, weight left over, the heaviest left over)."""
    met = same = left = heaviest = 0.0
    for weight, like in zip(weights, likes, strict=True):
        if like:
            met += weight * like
            if like == 1.0:
                same += weight
        else:
            left += weight
            heaviest = max(heaviest, weight)
    return met, same, left, heaviest


def aligned(asked: ScreenedName, listed: ScreenedName, *, person: bool) -> Alignment:
    """Align words, most similar pairs first, each word once; then words written together or apart."""
    found = Alignment(len(asked.words), len(listed.words))
    for i, word in enumerate(asked.words):
        for j, other in enumerate(listed.words):
            if word == other and not found.listed[j]:
                found.join(i, j, 1.0)
                found.sounds += 1
                break
    if all(found.asked) or all(found.listed):
        return found
    _align_like(asked, listed, found, person=person)
    _align_merged(asked.words, listed.words, found.asked, found.listed)
    _align_merged(listed.words, asked.words, found.listed, found.asked)
    return found


def _align_like(asked: ScreenedName, listed: ScreenedName, found: Alignment, *, person: bool) -> None:
    vowel_poor = asked.vowel_poor or listed.vowel_poor
    foreign = asked.foreign != listed.foreign
    likes = []
    for i, word in enumerate(asked.words):
        if not found.asked[i]:
            bones = asked.skeletons[i]
            for j, other in enumerate(listed.words):
                if not found.listed[j]:
                    like = _likeness(word, other, bones, listed.skeletons[j], vowel_poor, foreign)
                    if like < _SHORT_FORM and person and _short_form(word, other):
                        like = _SHORT_FORM
                    if like:
                        likes.append((like, -abs(i - j), i, j))
    likes.sort(reverse=True)
    for like, _, i, j in likes:
        if not found.asked[i] and not found.listed[j]:
            found.join(i, j, like)
            word, other = asked.words[i], listed.words[j]
            found.sounds += asked.skeletons[i] == listed.skeletons[j]
            found.initials += (len(word) == 1) != (len(other) == 1)
            found.short_forms += person and like == _SHORT_FORM and _short_form(word, other)


def _short_form(word: str, other: str) -> bool:
    given = lexicon().given
    return word in given and given[word] == given.get(other)


def _align_merged(
    apart: tuple[str, ...], together: tuple[str, ...], one: list[float], two: list[float]
) -> None:
    """Align `xiao long` with `xiaolong`: adjacent unaligned words that are one word on the other side."""
    if one.count(0.0) < 2 or all(two):
        return
    wholes = [j for j, whole in enumerate(together) if not two[j] and len(whole) >= 4]
    for j in wholes:
        whole = together[j]
        for i in range(len(apart) - 1):
            for end in (i + 2, i + 3):
                if end > len(apart) or any(one[i:end]):
                    break
                text = "".join(apart[i:end])
                # Words of more different lengths are never that similar: skip comparing their letters.
                if len(text) > len(whole) / _LENGTHS:
                    break
                if len(text) > len(whole) * _LENGTHS:
                    like = JaroWinkler.similarity(text, whole)
                    if like >= _MERGED:
                        two[j] = like
                        one[i:end] = [like] * (end - i)


def _likeness(
    one: str,
    other: str,
    bones: str,
    other_bones: str,
    vowel_poor: bool,
    foreign: bool,
) -> float:
    if len(one) == 1 or len(other) == 1:
        return 0.8 if one[0] == other[0] else 0.0
    if one.isdigit() or other.isdigit():
        return 0.0
    like = JaroWinkler.similarity(one, other)
    if bones == other_bones:
        if len(bones) > 1:
            like = max(like, 0.9 if vowel_poor or len(bones) > 2 else 0.84)
        elif foreign:
            like = max(like, 0.8)
    elif vowel_poor and len(bones) > 1:
        like = max(like, JaroWinkler.similarity(bones, other_bones) * 0.92)
    return like if like >= _LIKE else 0.0
