"""Runs the queries of this folder as Athena would, with DuckDB over Parquet, and compares what they answer.

    check.py sample TEMPLATE              the invented steps in sample.json; the answers are those in expected.json
    check.py table TEMPLATE TABLE         the table of a running local cloud (AWS_ENDPOINT_URL); the answers are those
                                          counted from the journal's own entries

TEMPLATE is the synthesised stack: its tables of the catalogue are made here as they stand there.
"""

import collections
import gzip
import json
import pathlib
import sys
import tempfile

import duckdb
import sqlglot

HERE = pathlib.Path(__file__).parent
ZONE = "Asia/Jakarta"
# After every month of the data has ended.
NOW = "TIMESTAMPTZ '2999-01-01 00:00:00+00'"
TYPES = {"string": "VARCHAR", "int": "INTEGER", "bigint": "BIGINT"}


def translated(name):
    """A query in DuckDB's words, asked at the end of time."""
    text = (HERE / f"{name}.sql").read_text().replace("${timezone}", ZONE)
    (statement,) = sqlglot.transpile(text, read="athena", write="duckdb")
    return statement.replace("CURRENT_TIMESTAMP", NOW)


def catalogue(template):
    """Columns and partitions of the table `facts` in the stack."""
    resources = json.loads(pathlib.Path(template).read_text())["Resources"].values()
    (facts,) = (
        resource["Properties"]["TableInput"]
        for resource in resources
        if resource["Type"] == "AWS::Glue::Table" and resource["Properties"]["TableInput"]["Name"] == "facts"
    )
    return [(c["Name"], c["Type"]) for c in facts["StorageDescriptor"]["Columns"] + facts["PartitionKeys"]]


def write_export(folder, name, items, whole=True):
    """An export as DynamoDB writes it: items in gzipped lines, and a summary once all of them are there."""
    export = folder / "AWSDynamoDB" / name
    (export / "data").mkdir(parents=True)
    with gzip.open(export / "data" / "part.json.gz", "wt", encoding="utf-8") as part:
        for item in items:
            part.write(json.dumps({"Item": item}) + "\n")
    (export / "manifest-files.json").write_text(json.dumps({"itemCount": len(items)}) + "\n")
    if whole:
        (export / "manifest-summary.json").write_text(json.dumps({"version": "2020-06-30"}) + "\n")


def as_step(step):
    """A step as the table holds it."""
    return {
        "pk": {"S": f"DAY#{step['at'][:10]}#0"},
        "sk": {"S": f"{step['at']}#{step['case']}#{step['seq']}"},
        "case": {"S": step["case"]},
        "seq": {"N": str(step["seq"])},
        "at": {"S": step["at"]},
        "facts": {"S": json.dumps(step["facts"])},
    }


def answers(template, items):
    """Converts an export to Parquet and asks every saved query. Also tells how many facts there are."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        # An older export, and a younger one that is still being written: neither may be read.
        write_export(folder / "export", "01000000000000-00000000", items[: len(items) // 2])
        write_export(folder / "export", "01700000000000-11111111", items)
        write_export(folder / "export", "01800000000000-22222222", items[:1], whole=False)

        database = duckdb.connect()
        database.execute(
            f"""CREATE VIEW exported AS SELECT Item AS item, filename AS "$path" FROM read_json(
                '{folder}/export/**', format = 'newline_delimited', filename = true, columns = {{ Item:
                'STRUCT(pk STRUCT(S VARCHAR), "case" STRUCT(S VARCHAR), seq STRUCT(N VARCHAR),
                        "at" STRUCT(S VARCHAR), facts STRUCT(S VARCHAR))' }})"""
        )
        columns = catalogue(template)
        database.execute(f"CREATE TABLE facts ({', '.join(f'{name} {TYPES[kind]}' for name, kind in columns)})")
        insert = translated("facts")
        told = [column[0] for column in database.execute(insert.replace("INSERT INTO facts", "", 1)).description]
        assert told == [name for name, _ in columns], f"facts.sql gives {told}, the catalogue has {columns}"
        database.execute(insert)
        count = database.execute("SELECT count(*) FROM facts").fetchone()[0]
        of_aid = database.execute("SELECT count(*) FROM facts WHERE fact = 'aid'").fetchone()[0]
        assert of_aid == 0, f"facts.sql gives {of_aid} facts of aid"
        database.execute(insert)
        again = database.execute("SELECT count(*) FROM facts").fetchone()[0]
        assert count == again, f"running facts.sql again added {again - count} facts"

        database.execute(f"COPY facts TO '{folder}/facts' (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (month))")
        database.execute("DROP TABLE facts")
        database.execute(
            f"""CREATE VIEW facts AS SELECT * FROM read_parquet('{folder}/facts/*/*.parquet',
                hive_partitioning = true, hive_types = {{ month: VARCHAR }})"""
        )
        found = {}
        for query in sorted(path.stem for path in HERE.glob("*.sql")):
            if query != "facts":
                cursor = database.execute(translated(query))
                names = [column[0] for column in cursor.description]
                found[query] = [dict(zip(names, row)) for row in cursor.fetchall()]
        return count, found


def differences(found, wanted):
    """Where two sets of answers differ, a line for each query."""
    return [
        f"{query}:\n  found  {json.dumps(found.get(query))}\n  wanted {json.dumps(wanted[query])}"
        for query in wanted
        if found.get(query) != wanted[query]
    ]


def check_sample(template):
    steps = json.loads((HERE / "sample.json").read_text())
    count, found = answers(template, [as_step(step) for step in steps])
    wanted = json.loads((HERE / "expected.json").read_text())
    assert set(wanted) == set(found), f"expected.json answers {sorted(wanted)}, there are {sorted(found)}"
    return count, differences(found, wanted)


def counted(entries):
    """What the saved queries must answer in sum over all months, counted from the journal's entries one by one."""
    sums = collections.Counter()
    rulings, cases = {}, set()
    for case, event in entries:
        kind = event["type"]
        if kind in ("decree_accepted", "decree_repaired"):
            court = event.get("court") or rulings[case][0]
            rulings[case] = (court, event["kind"])
        if kind == "decree_accepted":
            sums["received", *rulings[case]] += 1
        elif kind == "register_updated" and case not in cases:
            cases.add(case)
            sums["registered", *rulings[case]] += 1
        elif kind == "returned_to_court":
            sums["returned", *rulings[case]] += 1
        elif kind == "courier_booked":
            sums["booked",] += 1
            sums["rupiah",] += (event.get("fare") or {}).get("rupiah") or 0
        elif kind == "decided":
            sums["decisions", event["officer"]] += 1
        elif kind == "viewed" and event["what"]["what"] != "look_up":
            sums["views", event["officer"]] += 1
        elif kind in ("hold_claimed", "printing_started") and event["ahead"] > 0:
            sums["out_of_turn", event["officer"]] += 1
        elif kind == "searched":
            sums["searches", event["officer"]] += 1
    return +sums


def answered(found):
    """The same from the answers."""
    sums = collections.Counter()
    for row in found["intake"]:
        for what in ("received", "registered", "returned"):
            sums[what, row["court"], row["kind"]] += row[what]
    for row in found["couriers"]:
        sums["booked",] += row["booked"]
        sums["rupiah",] += row["rupiah"] or 0
    for row in found["officers"]:
        sums["decisions", row["officer"]] += row["decisions"]
        sums["views", row["officer"]] += row["views"]
        sums["searches", row["officer"]] += row["searches"]
        sums["out_of_turn", row["officer"]] += row["out_of_turn"]
    return +sums


def check_table(template, table):
    import boto3

    pages = boto3.client("dynamodb").get_paginator("scan").paginate(TableName=table)
    items = [item for page in pages for item in page["Items"]]
    entries = sorted(
        (item["case"]["S"], int(item["seq"]["N"]), json.loads(item["body"]["S"]))
        for item in items
        if item.get("entity", {}).get("S") in ("event", "search-event")
    )
    count, found = answers(template, items)
    wanted, got = counted((case, event) for case, _, event in entries), answered(found)
    assert len(wanted) > 5, f"the journal holds too little to compare: {wanted}"
    return count, [
        f"{key}: the queries answer {got[key]}, the journal has {wanted[key]}"
        for key in sorted(wanted.keys() | got.keys(), key=str)
        if wanted[key] != got[key]
    ]


def main(arguments):
    match arguments:
        case ["sample", template]:
            count, wrong = check_sample(template)
        case ["table", template, table]:
            count, wrong = check_table(template, table)
        case _:
            sys.exit(__doc__)
    for line in wrong:
        print(line, file=sys.stderr)
    print(f"{count} facts, {len(wrong)} differences")
    sys.exit(1 if wrong else 0)


main(sys.argv[1:])
