#!/usr/bin/env python3
# timeline.py - whether a Trace Event file is what Perfetto wants.   SPDX-License-Identifier: MIT
"""timeline.py FILE…: each is JSON; slices of one track follow each other without overlap; each arrow
has both ends, which lie in slices of their tracks; each task is named; numbers are counted."""
import bisect
import collections
import json
import sys


def check(path):
    events = json.load(open(path, encoding="utf-8"))["traceEvents"]
    slices, names, arrows = collections.defaultdict(list), {}, collections.defaultdict(dict)
    for event in events:
        track = (event["pid"], event["tid"])
        assert event["ph"] in "MXCisf", event
        assert isinstance(event["ts"], int) and event["ts"] >= 0, event
        if event["ph"] == "X":
            assert isinstance(event["dur"], int) and event["dur"] >= 0, event
            slices[track].append((event["ts"], event["ts"] + event["dur"], event["name"]))
        elif event["ph"] in "sf":
            assert event["ph"] not in arrows[event["id"]], event
            arrows[event["id"]][event["ph"]] = (track, event["ts"])
        elif event["name"] == "thread_name":
            names[track] = event["args"]["name"]
    for track, list_ in slices.items():
        assert track in names, f"track {track} has no name"
        list_.sort()
        for before, after in zip(list_, list_[1:]):
            assert before[1] <= after[0], f"{names[track]}: {before} and {after} overlap"
    for number, ends in arrows.items():
        assert set(ends) == {"s", "f"}, f"arrow {number} has one end only"
        assert ends["s"][1] <= ends["f"][1], f"arrow {number} goes back in time"
        for track, time in ends.values():
            place = bisect.bisect_right(slices[track], (time, float("inf"))) - 1
            assert place >= 0 and time <= slices[track][place][1], f"arrow {number} is in no slice"
    assert slices, "nothing to see"
    tasks = {name: sum(to - by for by, to, _ in slices[track])
             for track, name in names.items() if track[0] == 1}
    print(f"{path}: {sum(map(len, slices.values()))} slices on {len(slices)} tracks, "
          f"{len(arrows)} arrows, tasks: {tasks}")


for argument in sys.argv[1:]:
    check(argument)
