"""核验成果包的校验码，只照 docs/bundle.md 写成，与公评的程序没有一行共用。用法：bundle.py 成果包.json"""
import hashlib
import json
import sys


def h(text):
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def order(text):
    return text.encode("utf-16-be")


def canonical(value):
    if isinstance(value, dict):
        pairs = sorted(value.items(), key=lambda pair: order(pair[0]))
        return "{" + ",".join(canonical(key) + ":" + canonical(one) for key, one in pairs) + "}"
    if isinstance(value, list):
        return "[" + ",".join(canonical(one) for one in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def root(lines):
    level = [h("leaf\n" + line) for line in lines]
    while len(level) > 1:
        pairs = [level[i : i + 2] for i in range(0, len(level), 2)]
        level = [pair[0] if len(pair) == 1 else h("node\n" + "\n".join(pair)) for pair in pairs]
    return h("tree\n%d\n%s" % (len(lines), level[0] if level else ""))


def faults(source):
    bundle = json.loads(source)
    if canonical(bundle) + "\n" != source:
        yield "not canonical"
    head = bundle["head"]
    if h("head\n" + canonical(head)) != bundle["hash"]:
        yield "head"
    for sheet in ("documents", "facts", "determinations", "outputs"):
        rows = bundle[sheet]
        if root([canonical(row) for row in rows]) != head[sheet]:
            yield sheet
        places = [(order(row["kind"]), order(row["id"])) for row in rows]
        if any(a >= b for a, b in zip(places, places[1:])):
            yield sheet + " out of order"
    for sealed, one in bundle["texts"].items():
        if h("text\n%s\n%s" % (one["salt"], one["text"])) != sealed:
            yield "text " + sealed


with open(sys.argv[1], encoding="utf-8", newline="") as file:
    found = list(faults(file.read()))
print("\n".join(found) or "whole")
sys.exit(1 if found else 0)
