"""Asks a running server everything that schema/openapi.yaml has, and holds what comes back to it. Prints "N passed, M failed"."""
import gzip
import http.client
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.parse

import yaml
from jsonschema import Draft202012Validator

RAWI, TOP, SCRATCH = sys.argv[1:4]
LEDGER = os.path.join(SCRATCH, "desk.db")
with open(os.path.join(TOP, "schema/openapi.yaml"), encoding="utf-8") as file:
    API = yaml.safe_load(file)
CODES = API["components"]["schemas"]["ProblemCode"]["enum"]
good, bad, seen = 0, 0, set()


def check(name, condition, more=""):
    global good, bad
    if condition:
        good += 1
    else:
        bad += 1
        print(f"FAILED: {name} {more}"[:2000])


def serve(*options, env=None):
    """A server on a free port; it, and the port."""
    process = subprocess.Popen([RAWI, "serve", "--ledger", LEDGER, "--port", "0", *options], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                               text=True, env={**os.environ, **(env or {})})
    line = process.stdout.readline()
    return process, int(re.search(r":(\d+)/", line).group(1)) if line else 0


def ask(method, path, body=None, headers=None, port=None, host="127.0.0.1"):
    connection = http.client.HTTPConnection(host, port or PORT, timeout=30)
    connection.request(method, path, body=body, headers=headers or {})
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer, content


def schema_for(operation, answer):
    response = operation["responses"].get(str(answer.status))
    if response is None:
        return None, "status %d is not in the file" % answer.status
    if "$ref" in response:
        response = API["components"]["responses"][response["$ref"].rsplit("/", 1)[1]]
    if "content" not in response:
        return None, ""
    kind = answer.headers.get("Content-Type", "").split(";")[0]
    if kind not in response["content"]:
        return None, "content type %r is not in the file" % kind
    return response["content"][kind]["schema"], ""


def validated(method, template, path, **options):
    """Asks, and holds the answer to the file. Gives status and body, parsed where it is JSON."""
    operation = API["paths"][template][method.lower()]
    answer, content = ask(method, "/api/v1" + path, **options)
    seen.add((method, template, answer.status))
    schema, trouble = schema_for(operation, answer)
    body = content
    kind = answer.headers.get("Content-Type", "")
    if "json" in kind and "ndjson" not in kind:
        body = json.loads(content)
        if schema is not None and not trouble:
            errors = list(Draft202012Validator({**schema, "components": API["components"]}).iter_errors(body))
            trouble = "; ".join(f"{list(e.absolute_path)}: {e.message[:300]}" for e in errors[:3])
    check(f"{method} {path} is {answer.status} as the file says", not trouble, trouble)
    return answer.status, body


def get(template, path=None, **parameters):
    query = urllib.parse.urlencode([(k, v) for k, given in parameters.items() for v in (given if isinstance(given, list) else [given])])
    return validated("GET", template, (path or template) + ("?" + query if query else ""))[1]


def post(body, expect=201):
    status, answer = validated("POST", "/corrections", "/corrections", body=json.dumps(body), headers={"Content-Type": "application/json"})
    check(f"{body['kind']} gives {expect}", status == expect, str(answer))
    return answer


def words_stand(report, words):
    text = report["text"]
    begin, end = words["utf16"]
    first, last = words["bytes"]
    units = text.encode("utf-16-le")[2 * begin:2 * end].decode("utf-16-le")
    return units == words["text"] and text.encode()[first:last].decode() == words["text"]


def lists():
    ledger = get("/ledger")
    check("the ledger has events", ledger["events"] > 5 and ledger["reports"] > 10, ledger)
    page = get("/events", sort="reports", limit=5)
    check("the most told comes first", page["items"][0]["reports"] == max(e["reports"] for e in page["items"]))
    for sort in ("newest", "oldest", "reports", "origins"):
        ids, cursor = [], None
        while True:
            part = get("/events", sort=sort, limit=7, **({"cursor": cursor} if cursor else {}))
            ids += [e["event"] for e in part["items"]]
            cursor = part["next"]
            if not cursor:
                break
        check(f"pages by {sort} give each event once", len(ids) == len(set(ids)) == part["total"] == ledger["events"], f"{len(ids)} {ledger['events']}")
    facets = {f["facet"]: f["values"] for f in get("/events/facets")["facets"]}
    check("every attribute has a facet", len(facets) == 15 and all(facets[f] for f in ("type", "status", "country", "place", "source", "grade", "actor")))
    for facet, values in facets.items():
        for value in values[:2]:
            found = get("/events", **{facet: value["value"], "limit": 1})["total"]
            exact = facet not in ("origins_min", "reports_min")
            check(f"{facet}={value['value']} leaves what its facet says", found == value["events"] if exact else found >= value["events"], f"{found} {value}")
    two = [v["value"] for v in facets["type"][:2]]
    check("two values are either", get("/events", type=two)["total"] == sum(v["events"] for v in facets["type"][:2]))
    own = {v["value"]: v["events"] for f in get("/events/facets", type=two[0])["facets"] if f["facet"] == "type" for v in f["values"]}
    check("a facet does not count its own filter", own == {v["value"]: v["events"] for v in facets["type"]})
    light, where, when = get("/events/light"), get("/events/map"), get("/events/timeline", unit="month")
    check("light rows are all events", len(light["rows"]) == ledger["events"] and all(r[5] is None or r[5] < len(light["places"]) for r in light["rows"]))
    check("the map has all events", sum(p["events"] for p in where["places"]) + where["unplaced"] == ledger["events"])
    check("unplaced is a filter", get("/events", placed="false")["total"] == where["unplaced"])
    check("the timeline has all dated events", sum(c["events"] for c in when["columns"]) >= ledger["events"] - when["undated"])
    check("undated is a filter", get("/events", dated="false")["total"] == when["undated"])
    check("nothing was known before", get("/events", as_of="2001")["total"] == 0)
    check("a box", get("/events", bbox="-180,-90,180,90")["total"] == ledger["events"] - where["unplaced"])
    check("words", 0 < get("/events", q="مقتل")["total"] < ledger["events"])
    check("a name that means nothing", get("/events", within="Nowhereland")["total"] == 0)
    check("a time", get("/events", **{"from": "2024-11", "to": "2024-12"})["total"] > 0)
    return page["items"][0]["event"]


def one_event(event):
    whole = get("/events/{event}", f"/events/{event}")
    numbers = {c["claim"] for c in whole["claims"]}
    check("accounts cover the claims", {c for a in whole["accounts"] for c in a["claims"]} == numbers)
    nodes = {n["node"] for n in whole["chain"]["nodes"]}
    check("edges lead from node to node", all(e["from"] in nodes and e["to"] in nodes for e in whole["chain"]["edges"]) and nodes)
    folded = {n["report"] for n in whole["chain"]["nodes"] if n["report"]} | {c for n in whole["chain"]["nodes"] for c in n["copies"]}
    check("each report is a node or folded into one", folded == {r["report"] for r in whole["reports"]})
    check("it has a history", whole["history"] and whole["history"][-1]["claims"] == len(numbers))
    check("grades have reasons", whole["grades"] and all(g["reason"] for g in whole["grades"]))
    for value in (v for d in whole["contradictions"] + whole["revisions"] for v in d["values"]):
        check("a side has its words", len(value["words"]) == len(value["claims"]) > 0)
    check("no such event", validated("GET", "/events/{event}", "/events/ev0")[0] == 404)
    return whole


def reports_and_sources(whole):
    number = whole["reports"][0]["report"]
    report = get("/reports/{report}", f"/reports/{number}")
    for claim in report["claims"]:
        found = [claim["trigger"], claim["sentence"]] + [l["name"] for l in claim["chain"]] + [q["words"] for q in claim["quantities"] if q["words"]]
        check("words stand where it is said", all(words_stand(report, w) for w in found))
    check("marks have claims", report["marks"] and all(m["claims"] for m in report["marks"]))
    copied = next((r["report"] for n in whole["chain"]["nodes"] for r in [{"report": c} for c in n["copies"]]), None)
    if copied:
        copy = get("/reports/{report}", f"/reports/{copied}")
        passages = [p for c in copy["copies"] for p in c["passages"]]
        check("copied passages stand in the text", passages and all(words_stand(copy, p["here"]) for p in passages))
    status, raw = validated("GET", "/reports/{report}/raw", f"/reports/{number}/raw")
    check("bytes as they came", status == 200 and len(raw) == report["row"]["bytes"])
    check("no such report", validated("GET", "/reports/{report}", "/reports/99999")[0] == 404 == validated("GET", "/reports/{report}/raw", "/reports/99999/raw")[0])
    rows = get("/reports", limit=3)
    check("a page of reports goes on", rows["next"] and get("/reports", limit=3, cursor=rows["next"])["items"][0]["report"] > rows["items"][-1]["report"])
    source = get("/sources", limit=5)["items"][0]
    one = get("/sources/{source}", f"/sources/{source['source']}")
    check("a source said what it said", sum(one["statuses"].values()) == one["row"]["claims"] == source["claims"])
    check("no such source", validated("GET", "/sources/{source}", "/sources/99999")[0] == 404)
    claims = get("/claims", source=str(source["source"]), limit=3)
    check("claims of a source", claims["items"] and all(any(l["source"] == source["source"] for l in c["chain"]) for c in claims["items"]))
    claim = claims["items"][0]["claim"]
    check("one claim", get("/claims/{claim}", f"/claims/{claim}")["claim"] == claim)
    check("no such claim", validated("GET", "/claims/{claim}", "/claims/99999")[0] == 404 == validated("GET", "/claims/{claim}", "/claims/x")[0])
    for where in ("reports", "claims"):
        hits = get("/search", q="مصدر أمني", **{"in": where})["items"]
        check(f"search in {where}", hits and all(h["words"] for h in hits))
    check("nothing to search", validated("GET", "/search", "/search?q=")[0] == 400)
    check("entities by name", get("/entities", q="بغداد", kind="place")["items"][0]["name_en"] == "Baghdad")
    check("entities by English name", any(e["name_en"] == "Mosul" for e in get("/entities", q="mosul")["items"]))


def exports(event):
    for kind, template in (("events", "/events/export"), ("claims", "/claims/export")):
        for form in ("csv", "jsonl", "acled", "gdelt", "geojson", "jsonld"):
            status, body = validated("GET", template, f"{template}?format={form}")
            check(f"{kind} as {form}", status == 200 and len(body) > 0)
    body = validated("GET", "/events/export", f"/events/export?format=jsonl&event={event}")[1]
    check("one event exported", [json.loads(line)["event"] for line in body.decode().splitlines()] == [event])
    check("a filter that cannot be asked", validated("GET", "/claims/export", "/claims/export?format=csv&weapon=spoon")[0] == 400)
    check("no format", validated("GET", "/events/export", "/events/export")[0] == 400)


def corrections(event):
    who = {"who": "layla", "why": "a test"}
    tag = ask("GET", "/api/v1/events?limit=1")[0].headers["ETag"]
    whole = get("/events/{event}", f"/events/{event}")
    queue = get("/review", limit=5)
    check("something to review", queue["items"])
    item = next(i for i in queue["items"] + get("/review", kind="reading")["items"] if i["kind"] == "reading")
    post({"kind": "accept", "claims": [item["claim"]["claim"]], **who})
    check("what is accepted leaves the queue", item["item"] not in [i["item"] for i in get("/review", kind="reading", limit=200)["items"]])
    post({"kind": "comment", "event": event, **who, "why": "وصلنا تصحيح من الصحيفة"})
    check("what was corrected is another state", ask("GET", "/api/v1/events?limit=1", headers={"If-None-Match": tag})[0].status == 200)
    check("a comment stands at its event", any(c["kind"] == "comment" for c in get("/events/{event}", f"/events/{event}")["corrections"]))

    claim = whole["claims"][0]
    report = claim["report"]
    baghdad = get("/entities", q="بغداد", kind="place")["items"][0]["entity"]
    fixed = post({"kind": "field", "claims": [claim["claim"]], "field": "place", "value": baghdad, **who})
    now = get("/claims/{claim}", f"/claims/{fixed['claims'][0]}")
    check("the claim has the person's place", now["place"]["entity"]["entity"] == baghdad and not now["superseded"] and now["corrections"])
    check("the old reading is superseded", get("/claims/{claim}", f"/claims/{claim['claim']}")["superseded"])
    counted = post({"kind": "field", "claims": fixed["claims"][:1], "field": "killed", "value": [7, None], **who})
    now = get("/claims/{claim}", f"/claims/{counted['claims'][0]}")
    check("the claim has the person's figure", [7, None] in [[q["min"], q["max"]] for q in now["quantities"] if q["of"] == "killed"])
    check("and still the place", now["place"]["entity"]["entity"] == baghdad)
    post({"kind": "field", "claims": [claim["claim"]], "field": "status", "value": "denied", **who}, 409)
    post({"kind": "field", "claims": counted["claims"][:1], "field": "place", "value": "nowhere", **who}, 400)
    post({"kind": "field", "claims": counted["claims"][:1], "field": "time", "value": "gestern", **who}, 400)
    for correction in (counted, fixed):
        post({"kind": "undo", "correction": correction["correction"], **who})
    back = [c for c in get("/reports/{report}", f"/reports/{report}")["claims"] if c["trigger"] == claim["trigger"]][0]
    check("undone, it is as it was", back["place"] == claim["place"] and back["quantities"] == claim["quantities"])
    check("the ledger is whole", subprocess.run([RAWI, "verify", "--ledger", LEDGER], capture_output=True).returncode == 0)

    two = [e["event"] for e in get("/events", sort="reports", limit=2)["items"]]
    merged = post({"kind": "merge", "events": two, **who})
    check("merged events are one", len(merged["events"]) == 1)
    post({"kind": "undo", "correction": merged["correction"], **who})
    check("undone, they are two", {e["event"] for e in get("/events", sort="reports", limit=2)["items"]} == set(two))
    claims = get("/events/{event}", f"/events/{two[0]}")["claims"]
    apart = post({"kind": "split", "event": two[0], "claims": [claims[-1]["claim"]], **who})
    check("split off, it is elsewhere", two[0] not in apart["events"] and apart["events"])
    post({"kind": "undo", "correction": apart["correction"], **who})
    post({"kind": "exclude", "event": two[0], "claims": [claims[-1]["claim"]], **who})
    log = get("/corrections", who="layla", limit=4)
    check("the log says who did what, newest first", log["items"][0]["kind"] == "exclude" and log["next"] and not log["items"][1]["kind"] == "exclude")
    check("a claim's corrections", get("/corrections", event=event)["items"])
    for body, status in (({"kind": "merge", "events": ["ev0", "ev1"]}, 404), ({"kind": "party"}, 400), ({"kind": "undo", "correction": "d999"}, 404),
                         ({"kind": "undo", "correction": "n999"}, 404), ({"kind": "accept", "claims": [99999]}, 404), ({"kind": "merge", "events": [two[0]] * 2}, 409)):
        post({**body, **who}, status)
    said = post({"kind": "field", "claims": [back["claim"]], "field": "time", "value": "gestern", **who}, 400)
    check("a problem has a code, and what it speaks of", said["code"] == "no-value" and said["values"] == {"field": "time", "value": "gestern"}, said)
    check("not JSON", validated("POST", "/corrections", "/corrections", body="x=1", headers={"Content-Type": "text/plain"})[0] == 415)
    check("too large", validated("POST", "/corrections", "/corrections", body="x" * (2 << 20), headers={"Content-Type": "application/json"})[0] == 413)


def adding():
    before = get("/ledger")["reports"]
    lines = "\n".join(json.dumps({"id": f"t{i}", "outlet": "صحيفة الرصيف", "published": "2024-11-09",
                                  "text": f"قال قائد الشرطة إن {i + 3} جنود قتلوا في هجوم على نقطة تفتيش جنوب كركوك أمس."}, ensure_ascii=False) for i in range(3))
    bytes_of = {"Content-Type": "application/octet-stream"}
    status, job = validated("POST", "/reports", "/reports?name=new.jsonl", body=(lines + "\n{broken").encode(), headers=bytes_of)
    check("adding begins", status == 202)
    for _ in range(900):
        job = get("/jobs/{job}", f"/jobs/{job['job']}")
        if job["state"] in ("done", "failed", "stopped"):
            break
        time.sleep(0.1)
    check("three are added, one is not understood", job["state"] == "done" and job["reports"] == 3 and job["failed"] == 1 and job["troubles"], job)
    check("each has its outcome", [o["outcome"] for o in job["outcomes"]] == ["read"] * 3 + ["refused", "carrier"] and job["outcome_counts"] == {"read": 3, "refused": 1, "carrier": 1}
          and job["outcomes"][0]["new"] and job["outcomes"][0]["version"] == 1 and get("/reports/{report}", f"/reports/{job['outcomes'][0]['number']}")["row"]["name"] == "t0"
          and job["outcomes"][0]["found"]["outlet"] == "given" and job["outcomes"][3]["why"], job["outcomes"])
    check("they are there", get("/ledger")["reports"] == before + 3 and get("/events", outlet="صحيفة الرصيف")["total"] > 0)
    story = "أعلن المحافظ أن قوات الأمن اعتقلت خمسة مسلحين في سامراء يوم 3 آذار 2024.".encode()
    for known in (0, 1):
        job = validated("POST", "/reports", "/reports?name=" + urllib.parse.quote("خبر.txt"), body=story, headers=bytes_of)[1]
        while job["state"] not in ("done", "failed", "stopped"):
            time.sleep(0.1)
            job = get("/jobs/{job}", f"/jobs/{job['job']}")
        check("a file is called by its name, and known when it comes again", job["known"] == known and len(get("/reports", name="خبر.txt")["items"]) == 1, job)
    check("jobs are listed", get("/jobs")["items"][0]["job"] == job["job"])
    check("a job can be stopped", validated("DELETE", "/jobs/{job}", f"/jobs/{job['job']}")[0] == 202)
    check("no such job", validated("GET", "/jobs/{job}", "/jobs/99")[0] == 404 == validated("DELETE", "/jobs/{job}", "/jobs/99")[0])
    check("a form cannot send reports", validated("POST", "/reports", "/reports?name=a", body="x", headers={"Content-Type": "text/plain"})[0] == 415)
    check("no name", validated("POST", "/reports", "/reports", body="x", headers=bytes_of)[0] == 400)


def manners():
    answer, _ = ask("GET", "/api/v1/events?limit=1")
    tag = answer.headers["ETag"]
    check("policies for the browser", "default-src 'none'" in answer.headers["Content-Security-Policy"] and answer.headers["X-Content-Type-Options"] == "nosniff")
    check("no other origin may read", "Access-Control-Allow-Origin" not in answer.headers)
    status, _ = validated("GET", "/events", "/events?limit=1", headers={"If-None-Match": tag})
    check("the same state is not sent twice", status == 304)
    check("nor by a tag among others", ask("GET", "/api/v1/events?limit=1", headers={"If-None-Match": f'"other", {tag}'})[0].status == 304)
    check("another state is", ask("GET", "/api/v1/events?limit=1", headers={"If-None-Match": '"other"'})[0].status == 200)
    for path in ("/", "/api/v1/nothing", "/api/v1/events?limit=0", "/../../etc/passwd"):
        policy = ask("GET", path)[0].headers["Content-Security-Policy"]
        check(f"{path} comes with a policy that lets no script in", "default-src 'none'" in policy and "script-src 'self';" in policy and "unsafe" not in policy and "http" not in policy)
    answer, content = ask("GET", "/api/v1/events?limit=5", headers={"Accept-Encoding": "gzip"})
    check("gzip", answer.headers.get("Content-Encoding") == "gzip" and json.loads(gzip.decompress(content))["items"])
    answer, _ = ask("GET", "/api/v1/events?limit=5", headers={"Accept-Encoding": "br"})
    check("nothing but gzip, the rest costs too much", "Content-Encoding" not in answer.headers)
    answer, content = ask("GET", "/api/v1/events/export?format=geojson", headers={"Accept-Encoding": "gzip"})
    check("an export unpacks to what it is", json.loads(gzip.decompress(content) if answer.headers.get("Content-Encoding") else content)["type"] == "FeatureCollection")
    answer, content = ask("HEAD", "/api/v1/ledger")
    check("HEAD", answer.status == 200 and content == b"")
    for path, status in (("/api/v1/nothing", 404), ("/api/v2/events", 404), ("/api/v1/", 404), ("/api/v1/events?colour=red", 400), ("/api/v1/events?limit=0", 400), ("/api/v1/events?type=PARTY", 400),
                         ("/api/v1/events?cursor=x", 400), ("/api/v1/events?as_of=soon", 400), ("/api/v1/events?from=gestern", 400), ("/api/v1/events?limit=1&limit=2", 400)):
        answer, content = ask("GET", path)
        check(f"{path} is refused with a problem", answer.status == status and answer.headers["Content-Type"] == "application/problem+json" and json.loads(content)["detail"] and json.loads(content)["code"] in CODES, content)
    for method in ("PUT", "PATCH", "DELETE", "OPTIONS", "POST"):
        check(f"{method} is not taken", ask(method, "/api/v1/events")[0].status == 405)
    for host, status in (("evil.example", 403), (f"evil.example:{PORT}", 403), ("127.0.0.1:1", 403), (f"localhost:{PORT}", 200), (f"LOCALHOST:{PORT}", 200)):
        check(f"Host {host} gives {status}", ask("GET", "/api/v1/health", headers={"Host": host})[0].status == status)
    own = f"http://127.0.0.1:{PORT}"
    for origin, status in (("http://evil.example", 403), ("null", 403), (own, 200), (f"https://127.0.0.1:{PORT}", 403)):
        check(f"Origin {origin} gives {status}", ask("GET", "/api/v1/health", headers={"Origin": origin})[0].status == status)
    body = json.dumps({"kind": "comment", "report": 1, "who": "x", "why": "y"})
    for headers in ({"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Host": f"evil.example:{PORT}"}):
        check(f"{headers} cannot write", ask("POST", "/api/v1/corrections", body=body, headers={"Content-Type": "application/json", **headers})[0].status == 403)
        check(f"{headers} is told nothing that lets it read", "Access-Control-Allow-Origin" not in ask("OPTIONS", "/api/v1/events", headers=headers)[0].headers)
    smuggled()
    limits()
    for path in ("/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/assets/../../../etc/passwd", "/..%5c..%5cetc", "/api/v1/../../etc/passwd", "//etc/passwd"):
        answer, content = ask("GET", path)
        check(f"{path} leads nowhere", b"root:" not in content and answer.status in (200, 400, 404, 503))
    check("too long an address", ask("GET", "/api/v1/events?q=" + "x" * 20000)[0].status in (400, 414))
    answer, content = ask("GET", "/")
    check("the page, or how to build it", answer.headers["Content-Type"].startswith("text/html") and (answer.status == 200 or b"npm run build" in content))


def limits():
    """What is too large is refused; what never ends is given up (slow_sender)."""
    too_much = ask("POST", "/api/v1/reports?name=a.txt", body=bytes(65 << 20), headers={"Content-Type": "application/octet-stream"})
    check("a body of 65 MiB is refused, and why is said", too_much[0].status == 413 and json.loads(too_much[1])["title"], too_much)
    answer, _ = ask("GET", "/api/v1/health", headers={"X-Long": "x" * 9000})
    check("too long a header", answer.status in (400, 414, 431), answer.status)
    check("no number, no body", ask("POST", "/api/v1/corrections", headers={"Content-Type": "application/json"})[0].status == 400)


def slow_sender():
    """Begins a request and never ends it; the server has to give it up."""
    s = socket.create_connection(("127.0.0.1", PORT), timeout=15)
    s.sendall(f"POST /api/v1/corrections HTTP/1.1\r\nHost: 127.0.0.1:{PORT}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{{".encode())
    return s


def given_up(s):
    try:
        received = s.recv(65536)
    except TimeoutError:
        received = b"nothing: it still waits"
    s.close()
    check("who does not go on sending is given up within the limit", not received or received.startswith(b"HTTP/1.1 4"), received[:200])


class Crowd:
    """A server of its own, with more callers than it serves at once: idle ones, one who sends a little now and then, and behind
    them one who asks. Begun early, looked at late, so that no test waits for it."""

    def __init__(self):
        self.server, self.port = serve()
        self.idle = [self.call(b"") for _ in range(40)]
        self.last = self.call(b"GET /api/v1/health HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n\r\n" % self.port)

    def call(self, sent):
        s = socket.create_connection(("127.0.0.1", self.port), timeout=20)
        s.sendall(sent)
        return s

    def looked_at(self):
        received = b""
        while part := self.last.recv(65536):
            received += part
        check("who comes after 40 idle callers is answered", received.startswith(b"HTTP/1.1 200"), received[:200])
        check("idle callers are sent away", all(s.recv(10) == b"" for s in self.idle))
        for s in self.idle:
            s.close()

    def stopped(self):
        """A stop waits neither for idle or slow callers, nor for one who takes nothing of a long answer, nor for a job."""
        lines = "\n".join(json.dumps({"id": f"j{i}", "text": f"قتل {i + 2} جنود في هجوم على حاجز قرب تلعفر يوم {i % 28 + 1} أيار 2024." * 8}, ensure_ascii=False) for i in range(6000)).encode()
        head = f"Host: 127.0.0.1:{self.port}\r\n".encode()
        callers = [self.call(b""), self.call(b"GET /api/v1/events HTTP/1.1\r\n" + head),
                   self.call(b"POST /api/v1/corrections HTTP/1.1\r\n" + head + b"Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"),
                   self.call(b"GET /api/v1/events/export?format=jsonld HTTP/1.1\r\n" + head + b"\r\n")]
        job = ask("POST", "/api/v1/reports?name=many.jsonl", body=lines, headers={"Content-Type": "application/octet-stream"}, port=self.port)
        begin = time.monotonic()
        self.server.terminate()
        check("a stop ends well though callers idle, send slowly and a file is being read", job[0].status == 202 and self.server.wait(60) == 0)
        took = time.monotonic() - begin
        check("within ten seconds", took < 10, f"{took:.1f} s")
        for s in callers:
            s.close()


def patience():
    """A question that takes longer than it may is refused: here, longer than nothing."""
    process, port = serve("--patience", "0")
    try:
        answer, content = ask("GET", "/api/v1/claims?limit=200&sort=newest", port=port)
        problem = json.loads(content)
        check("a question past its time is refused with 503", answer.status == 503 and problem["code"] == "too-slow" and answer.headers["Content-Type"] == "application/problem+json", content[:300])
    finally:
        process.terminate()
        check("it ends when told to at once", process.wait(20) == 0)


def smuggled():
    """What is left of a refused body is not taken for a request of its own."""
    inner = b"POST /api/v1/corrections HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Type: application/json\r\nContent-Length: 60\r\n\r\n" % PORT + b'{"kind":"comment","report":1,"who":"smuggler","why":"none"  }'
    outer = b"POST /api/v1/corrections HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nOrigin: http://evil.example\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n" % (PORT, len(inner)) + inner
    with socket.create_connection(("127.0.0.1", PORT), timeout=10) as s:
        s.sendall(outer)
        received = s.recv(65536)
        s.sendall(b"GET /api/v1/health HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n\r\n" % PORT)
        while part := s.recv(65536):
            received += part
    check("a refused body is no request", received.count(b"HTTP/1.1 ") == 2 and not get("/corrections", who="smuggler")["items"], received[:400])


def tokens():
    refused = subprocess.run([RAWI, "serve", "--ledger", LEDGER, "--address", "0.0.0.0", "--port", "0"], capture_output=True, text=True, env={**os.environ, "RAWI_TOKEN": ""})
    check("another address needs a token", refused.returncode == 1 and "token" in refused.stderr)
    process, port = serve("--address", "0.0.0.0", env={"RAWI_TOKEN": "secret"})
    try:
        for headers, status in (({}, 401), ({"Authorization": "Bearer secre"}, 401), ({"Authorization": "Bearer secret"}, 200), ({"Cookie": "a=b; rawi-token=secret"}, 200)):
            check(f"{headers} gives {status}", ask("GET", "/api/v1/health", headers=headers, port=port)[0].status == status)
        check("the page needs it too", ask("GET", "/", port=port)[0].status == 401)
        answer, _ = ask("GET", "/?token=secret", port=port)
        check("the page keeps it in a cookie", answer.status == 303 and "HttpOnly" in answer.headers["Set-Cookie"] and "SameSite=Strict" in answer.headers["Set-Cookie"])
        check("a wrong one is none", ask("GET", "/?token=x", port=port)[0].status == 401)
        taken = subprocess.run([RAWI, "serve", "--ledger", LEDGER, "--port", str(port)], capture_output=True, text=True)
        check("a port that is taken is said", taken.returncode == 1 and "taken" in taken.stderr, taken.stderr)
    finally:
        process.terminate()
        check("it ends when told to", process.wait(20) == 0)


def page_files():
    web = os.path.join(SCRATCH, "web")
    os.makedirs(os.path.join(web, "assets"))
    open(os.path.join(web, "index.html"), "w").write("<!doctype html><title>desk</title>")
    open(os.path.join(web, "assets", "a-1.js"), "w").write("1" * 5000)
    os.symlink("/etc/passwd", os.path.join(web, "passwd.txt"))
    process, port = serve("--web", web)
    try:
        answer, content = ask("GET", "/", port=port)
        check("the page", answer.status == 200 and b"desk" in content)
        check("the page of a path of its own", b"desk" in ask("GET", "/events/ev12", port=port)[1])
        check("a hashed file is kept", "immutable" in ask("GET", "/assets/a-1.js", port=port)[0].headers["Cache-Control"])
        for encoding, packed in (("gzip, br", True), ("br", False)):
            answer, content = ask("GET", "/assets/a-1.js", headers={"Accept-Encoding": encoding}, port=port)
            check(f"a file for who takes {encoding}", (answer.headers.get("Content-Encoding") == "gzip") == packed and (gzip.decompress(content) if packed else content) == b"1" * 5000)
        answer = ask("GET", "/", port=port)[0]
        check("what is not there", ask("GET", "/assets/b.js", port=port)[0].status == 404)
        check("a link out of the folder is not followed", ask("GET", "/passwd.txt", port=port)[0].status == 404)
        check("an unchanged file is not sent twice", ask("GET", "/", headers={"If-None-Match": answer.headers["ETag"]}, port=port)[0].status == 304)
    finally:
        process.terminate()
        process.wait(20)


shutil.rmtree(os.path.join(SCRATCH, "web"), ignore_errors=True)
subprocess.run([RAWI, "add", "--ledger", LEDGER, os.path.join(TOP, "examples")], check=True, capture_output=True)
check("no ledger is refused", subprocess.run([RAWI, "serve", "--ledger", os.path.join(SCRATCH, "none.db"), "--port", "0"], capture_output=True).returncode == 1)
server, PORT = serve()
try:
    crowd, slow = Crowd(), slow_sender()
    get("/health")
    validated("GET", "/openapi.yaml", "/openapi.yaml")
    chosen = lists()
    whole_event = one_event(chosen)
    reports_and_sources(whole_event)
    exports(chosen)
    manners()
    corrections(chosen)
    adding()
    tokens()
    page_files()
    given_up(slow)
    patience()
    crowd.looked_at()
    crowd.stopped()
    asked = {(method, path) for method, path, _ in seen}
    left = {(m.upper(), p) for p, item in API["paths"].items() for m in item} - asked
    check("every path of the file was asked", not left, left)
    check("every path answered well", {(m, p) for m, p, status in seen if status < 300} == asked, asked - {(m, p) for m, p, s in seen if s < 300})
finally:
    server.terminate()
    check("the server ends when told to", server.wait(20) == 0)
print(f"{good} passed, {bad} failed")
sys.exit(bad > 0)
