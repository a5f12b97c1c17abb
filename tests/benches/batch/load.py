"""A loader as one would write it in an afternoon: pandas reads the file, boto3 writes each row. The same job as
decree-batch does for a file of rulings that are not final yet: check the columns, keep the row as evidence, look whether the
case is known, and write case, names and dossier in one transaction; at the end a result as CSV.

It is the yardstick of compare.py and writes to tables of its own.
"""

import concurrent.futures
import csv
import datetime
import hashlib
import json
import re
import threading
import uuid

import pandas

WORKERS = 8
CASE_NUMBER = re.compile(r"^\d{1,5}/Pdt\.G/(19|20)\d{2}/PA\.Pas$")
FORMS = ("%d %B %Y", "%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d")


class Loader:
    def __init__(self, session, endpoint, cases, dossiers, bucket):
        client = lambda name: session.client(name, endpoint_url=endpoint)
        self.dynamodb, self.s3 = client("dynamodb"), client("s3")
        self.cases, self.dossiers, self.bucket = cases, dossiers, bucket
        self.calls, self.lock = 0, threading.Lock()
        for one in (self.dynamodb, self.s3):
            one.meta.events.register("before-send.*", self.count)

    def count(self, **_):
        with self.lock:
            self.calls += 1

    def date(self, text, column, faults):
        for form in FORMS:
            try:
                return datetime.datetime.strptime(text, form).date().isoformat()
            except ValueError:
                pass
        faults.append((column, "date_form"))
        return None

    def body(self, row):
        faults = []
        if not CASE_NUMBER.match(row["nomor_perkara"]):
            faults.append(("nomor_perkara", "case_number_form"))
        for column in ("pihak1_nomor_indentitas", "pihak2_nomor_indentitas"):
            if not re.fullmatch(r"\d{16}", row[column]):
                faults.append((column, "nik_length"))
        if not re.fullmatch(r"(08|\+62)\d{7,12}", row["pihak1_telepon"]):
            faults.append(("pihak1_telepon", "phone_form"))
        for column in ("pihak1_nama", "pihak2_nama", "pihak1_alamat", "no_kutipan_akta_nikah"):
            if not row[column]:
                faults.append((column, "field_missing"))
        return {
            "reference": row["perkara_id"],
            "caseNumber": row["nomor_perkara"],
            "kind": "gugat" if "gugat" in row["jenis_perkara_nama"].lower() else "talak",
            "rulingDate": self.date(row["tanggal_putusan"], "tanggal_putusan", faults),
            "marriage": {
                "certificateNumber": row["no_kutipan_akta_nikah"],
                "date": self.date(row["tgl_nikah"], "tgl_nikah", faults),
            },
            "petitioner": self.party(row, "pihak1", faults),
            "respondent": self.party(row, "pihak2", faults),
        }, faults

    def party(self, row, party, faults):
        return {
            "nik": row[f"{party}_nomor_indentitas"],
            "name": row[f"{party}_nama"],
            "birthDate": self.date(row[f"{party}_tanggal_lahir"], f"{party}_tanggal_lahir", faults),
            "contact": {"phone": row.get(f"{party}_telepon", ""), "address": row.get(f"{party}_alamat", "")},
        }

    def known(self, pk):
        key = {"pk": {"S": pk}, "sk": {"S": "LOOKUP"}}
        return self.dynamodb.get_item(TableName=self.cases, Key=key, ConsistentRead=True).get("Item")

    def put(self, table, pk, sk, **more):
        item = {"pk": {"S": pk}, "sk": {"S": sk}, **{name: {"S": value} for name, value in more.items()}}
        return {"Put": {"TableName": table, "Item": item, "ConditionExpression": "attribute_not_exists(pk)"}}

    def take(self, number, row):
        body, faults = self.body(row)
        if faults:
            return [(number, "refused", "", code, column) for column, code in faults]
        text = json.dumps(body).encode()
        digest = hashlib.sha256(text).hexdigest()
        hashed = lambda *parts: hashlib.sha256("\0".join(parts).encode()).hexdigest()
        idem, perkara, ref = hashed("batch", digest), hashed(row["nomor_perkara"]), hashed(row["perkara_id"])
        for name in (f"IDEM#{idem}", f"REF#{ref}", f"PERKARA#{perkara}"):
            found = self.known(name)
            if found:
                return [(number, "known", found["case"]["S"], "", "")]
        self.s3.put_object(Bucket=self.bucket, Key=f"decrees/{digest}.json", Body=text, IfNoneMatch="*")
        case = str(uuid.uuid4())
        event = json.dumps({"type": "decree_accepted", "evidence": digest})
        writes = [
            self.put(self.cases, f"CASE#{case}", "EV#0000000001", body=event, hash=hashed(event)),
            self.put(self.cases, f"TIP#{case[-2:]}", case, hash=hashed(event)),
            self.put(self.cases, f"IDEM#{idem}", "LOOKUP", case=case),
            self.put(self.cases, f"PERKARA#{perkara}", "LOOKUP", case=case),
            self.put(self.cases, f"REF#{ref}", "LOOKUP", case=case),
            self.put(self.cases, f"TRACK#{hashed(case, 'p')}", "LOOKUP", case=case),
            self.put(self.cases, f"TRACK#{hashed(case, 'r')}", "LOOKUP", case=case),
            self.put(self.dossiers, f"CASE#{case}", "DECREE", decree=text.decode()),
            self.put(self.dossiers, f"CONTACT#{case}#p", "CONTACT", contact=json.dumps(body["petitioner"]["contact"])),
        ]
        self.dynamodb.transact_write_items(TransactItems=writes)
        return [(number, "accepted", case, "", "")]

    def load(self, path, result):
        rows = pandas.read_csv(path, sep=";", dtype=str, keep_default_na=False)
        with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
            taken = pool.map(self.take, range(2, len(rows) + 2), rows.to_dict("records"))
            lines = [line for lines in taken for line in lines]
        with open(result, "w", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(["row", "outcome", "case", "code", "column"])
            writer.writerows(lines)
        return len(rows)
