"""One peer that is a Python package, on the lists that the generator writes; prints how many passages it names."""

import json
import pathlib
import sys


def lists(folder):
    patterns = (folder / "patterns.txt").read_bytes().splitlines()
    return patterns, (folder / "corpus.txt").read_bytes()


def hyperscan(folder):
    """Literals in one database, every end reported; Python is called for the first hit of each alone."""
    import hyperscan as engine

    patterns, corpus = lists(folder)
    database = engine.Database()
    flags = engine.HS_FLAG_SINGLEMATCH
    database.compile(
        expressions=patterns, ids=list(range(len(patterns))), elements=len(patterns), flags=flags, literal=True
    )
    found = set()
    database.scan(corpus, match_event_handler=lambda number, *_: found.add(number))
    return len({patterns[number] for number in found})


def ahocorasick(folder):
    """Every occurrence, overlapping ones too: the answer that the others are held against."""
    from ahocorasick_rs import BytesAhoCorasick

    patterns, corpus = lists(folder)
    automaton = BytesAhoCorasick(patterns)
    return len({patterns[number] for number, *_ in automaton.find_matches_as_indexes(corpus, overlapping=True)})


def rapidfuzz(folder, cited_only=False):
    """The nearest place of every passage, by letters: in the text that it is cited from, or in all."""
    from rapidfuzz.fuzz import partial_ratio_alignment

    claims = [json.loads(line) for line in open(folder / "claims.jsonl", encoding="utf-8")]
    texts = {}
    for path in sorted((folder / "seeds").rglob("*.txt")):
        texts[path.stem] = path.read_text(encoding="utf-8")
    n_found = 0
    for claim in claims:
        among = [texts[claim["source"]]] if cited_only else texts.values()
        best = 70
        found = None
        for text in among:
            hit = partial_ratio_alignment(claim["text"], text, score_cutoff=best)
            if hit is not None:
                found, best = hit, max(best, hit.score)
        n_found += found is not None
    return n_found


def main():
    peer, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    peers = {
        "hyperscan": hyperscan,
        "ahocorasick": ahocorasick,
        "rapidfuzz": rapidfuzz,
        "rapidfuzz-cited": lambda folder: rapidfuzz(folder, cited_only=True),
    }
    print(peers[peer](folder))


if __name__ == "__main__":
    main()
