"""How alike two names are, as named numbers: words aligned one to one, sounds, letters, order, what is left over."""

from __future__ import annotations

from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler, Levenshtein

from vidsyn.matching.screening.names import ScreenedName

# name → (group of the explanation, monotone direction)
FEATURES: dict[str, tuple[str, int]] = {
    "same_words": ("words", 1),  # the same words in any order
    "ratio": ("letters", 1),
    "ratio_sorted": ("letters", 1),
    "ratio_joined": ("letters", 1),  # spaces left out
    "aligned_asked": ("words", 1),  # part of the asked name's weight that found its like
    "aligned_listed": ("words", 1),  # the same of the listed name
    "same_asked": ("words", 1),  # part of the asked weight whose very words are listed
    "same_listed": ("words", 1),
    "worst": ("words", 1),  # likeness of the least alike pair of aligned words
    "left_asked": ("rest", -1),  # weight of the asked words without a like
    "left_listed": ("rest", -1),
    "skeleton_aligned": ("sounds", 1),  # part of the words whose consonants are the same
    "skeleton_ratio": ("sounds", 1),  # consonants of the whole, words sorted
    "skeleton_joined": ("sounds", 1),
    "initials": ("words", 0),  # words met by an initial only
    "begins": ("letters", 1),  # the shorter is how the longer begins
    "words_asked": ("size", 0),
    "words_listed": ("size", 0),
    "letters_asked": ("size", 0),
    "weight": ("size", 0),  # how much the aligned words tell
    "form_differs": ("form", -1),
    "digits_differ": ("rest", -1),
    "foreign": ("script", 0),  # one is in another script than the other
    "vowel_poor": ("script", 0),
    "person": ("kind", 0),
}
NAMES = tuple(FEATURES)
_LIKE = 0.78  # from here two words are taken for one


def pair_features(asked: ScreenedName, listed: ScreenedName, *, person: bool) -> list[float]:
    """The numbers, in the order of `NAMES`."""
    pairs, initials = _aligned(asked, listed)
    weight_asked, weight_listed = sum(asked.weights) or 1.0, sum(listed.weights) or 1.0
    met_asked = sum(asked.weights[i] * like for i, _, like in pairs)
    met_listed = sum(listed.weights[j] * like for _, j, like in pairs)
    left_asked = weight_asked - sum(asked.weights[i] for i, _, _ in pairs)
    left_listed = weight_listed - sum(listed.weights[j] for _, j, _ in pairs)
    sounds = sum(asked.skeletons[i] == listed.skeletons[j] for i, j, _ in pairs)
    one, other = asked.joined, listed.joined
    short, long = sorted((one, other), key=len)
    bones_asked, bones_listed = " ".join(sorted(asked.skeletons)), " ".join(sorted(listed.skeletons))
    numbers = {word for word in asked.words if word.isdigit()} ^ {
        word for word in listed.words if word.isdigit()
    }
    return [
        float(asked.sorted_text == listed.sorted_text),
        Levenshtein.normalized_similarity(" ".join(asked.words), " ".join(listed.words)),
        Levenshtein.normalized_similarity(asked.sorted_text, listed.sorted_text),
        fuzz.ratio(one, other) / 100,
        met_asked / weight_asked,
        met_listed / weight_listed,
        sum(asked.weights[i] for i, _, like in pairs if like == 1.0) / weight_asked,
        sum(listed.weights[j] for _, j, like in pairs if like == 1.0) / weight_listed,
        min((like for _, _, like in pairs), default=0.0),
        left_asked,
        left_listed,
        sounds / max(len(asked.words), len(listed.words), 1),
        fuzz.ratio(bones_asked, bones_listed) / 100,
        fuzz.ratio("".join(asked.skeletons), "".join(listed.skeletons)) / 100,
        float(initials),
        float(len(short) >= 6 and long.startswith(short)),
        float(min(len(asked.words), 8)),
        float(min(len(listed.words), 8)),
        float(min(len(one), 40)),
        min(met_listed, 60.0),
        float(bool(asked.form and listed.form and asked.form != listed.form)),
        float(min(len(numbers), 3)),
        float(asked.foreign != listed.foreign),
        float(asked.vowel_poor != listed.vowel_poor),
        float(person),
    ]


def _aligned(asked: ScreenedName, listed: ScreenedName) -> tuple[list[tuple[int, int, float]], int]:
    """Pairs of words taken for one (place, place, likeness), the best first, each word once; and how many initials."""
    vowel_poor = asked.vowel_poor or listed.vowel_poor
    found = []
    for i, word in enumerate(asked.words):
        for j, other in enumerate(listed.words):
            like = _likeness(word, other, asked.skeletons[i], listed.skeletons[j], vowel_poor=vowel_poor)
            if like:
                found.append((like, -abs(i - j), i, j))
    found.sort(reverse=True)
    pairs, used_asked, used_listed, initials = [], set(), set(), 0
    for like, _, i, j in found:
        if i not in used_asked and j not in used_listed:
            used_asked.add(i)
            used_listed.add(j)
            pairs.append((i, j, like))
            initials += (len(asked.words[i]) == 1) != (len(listed.words[j]) == 1)
    return pairs, initials


def _likeness(one: str, other: str, bones: str, other_bones: str, *, vowel_poor: bool) -> float:
    if one == other:
        return 1.0
    if len(one) == 1 or len(other) == 1:
        return 0.8 if one[0] == other[0] else 0.0
    if one.isdigit() or other.isdigit():
        return 0.0
    like = JaroWinkler.similarity(one, other)
    if bones == other_bones and len(bones) > 1:
        like = max(like, 0.9 if vowel_poor or len(bones) > 2 else 0.84)
    elif vowel_poor and len(bones) > 1:
        like = max(like, JaroWinkler.similarity(bones, other_bones) * 0.92)
    return like if like >= _LIKE else 0.0
