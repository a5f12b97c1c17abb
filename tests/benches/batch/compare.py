"""Rows per second and memory of decree-batch, against a loader with pandas and boto3 (load.py), on one local cloud in one
run. Each takes the same number of rows of rulings that are not final yet, under case numbers of its own.

    cargo xtask demo --keep
    python3 -m venv .local/venv-bench
    .local/venv-bench/bin/pip install -r tests/benches/batch/requirements.txt
    .local/venv-bench/bin/python tests/benches/batch/compare.py --rows 2000

The cloud is an emulator in one Python process, and most of the time of both is its time: the table ends with what one call
costs there, and how many each makes. decree-batch runs as the development build, behind S3, SQS and Lambda as the emulator
plays them, and its cases set the stream and the relay in motion; the loader is called directly, and its tables have no stream.
Memory is the most that the process ever had (VmHWM); of decree-batch, of the largest of its processes.
"""

import argparse
import json
import os
import pathlib
import re
import subprocess
import sys
import time

import boto3
from botocore.config import Config

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from load import Loader  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[3]
HEADER = (
    "perkara_id;nomor_perkara;jenis_perkara_nama;tanggal_putusan;no_kutipan_akta_nikah;tgl_nikah;pihak1_nama;"
    "pihak1_nomor_indentitas;pihak1_tanggal_lahir;pihak1_telepon;pihak1_alamat;pihak2_nama;pihak2_nomor_indentitas;"
    "pihak2_tanggal_lahir;pihak2_telepon;pihak2_alamat"
)


def rows(first, count, year):
    for number in range(first, first + count):
        yield (
            f"CONTOH-U{year}-{number};{number}/Pdt.G/{year}/PA.Pas;Cerai Gugat;01-09-{year};0035/005/XII/1986;10-12-1986;"
            f"Contoh Ukur;357503550660{number % 9000 + 1:04};15-06-1960;081200000081;Jl. Contoh Ukur No. 1;"
            f"Contoh Ukuran;357503101058{number % 9000 + 1:04};10-10-1958;081200000082;Jl. Contoh Ukur No. 2"
        )


def peak(pid):
    status = pathlib.Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+)", status)[1])


def function_peaks():
    found = []
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if b"AWS_LAMBDA_FUNCTION_NAME=tuntas-decree-batch\0" in (entry / "environ").read_bytes() + b"\0":
                    found.append(peak(entry.name))
            except (OSError, TypeError):
                pass
    return found


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--rows", type=int, default=2000)
    arguments.add_argument("--cloud", type=pathlib.Path, default=ROOT / ".local/demo/cloud.json")
    arguments.add_argument("--only-load", action="store_true", help=argparse.SUPPRESS)
    given = arguments.parse_args()
    cloud = json.loads(given.cloud.read_text())
    session = boto3.Session(
        aws_access_key_id=cloud["accessKeyId"],
        aws_secret_access_key=cloud["secretAccessKey"],
        region_name=cloud["region"],
    )
    endpoint, outputs = cloud["endpoint"], cloud["outputs"]
    # A year per run, so that no case number was ever taken.
    year = 1990 + int(time.time() // 60) % 36
    folder = ROOT / ".local/bench"
    folder.mkdir(parents=True, exist_ok=True)
    s3 = session.client("s3", endpoint_url=endpoint, config=Config(s3={"addressing_style": "path"}))
    dynamodb = session.client("dynamodb", endpoint_url=endpoint)

    if given.only_load:
        loader = Loader(session, endpoint, "bench-cases", "bench-dossiers", "bench-evidence")
        start = time.monotonic()
        loader.load(folder / "python.csv", folder / "python.result.csv")
        print(json.dumps({"seconds": time.monotonic() - start, "calls": loader.calls, "peak": peak("self")}))
        return

    # decree-batch.
    name = f"ukur-{int(time.time())}.csv"
    file = folder / name
    file.write_text("\r\n".join([HEADER, *rows(1, given.rows, year)]) + "\r\n")
    sign = [sys.executable, ROOT / "docs/sign_file.py", "--key", cloud["courtKeys"]["PA.Pas"], "--kid", given_kid(cloud), file]
    subprocess.run(sign, check=True, stdout=subprocess.DEVNULL)
    bucket = outputs["CourtFilesBucket"]
    s3.put_object(Bucket=bucket, Key=f"inbox/PA.Pas/{name}.jws", Body=pathlib.Path(f"{file}.jws").read_bytes())
    start = time.monotonic()
    s3.put_object(Bucket=bucket, Key=f"inbox/PA.Pas/{name}", Body=file.read_bytes())
    most, summary = 0, None
    while summary is None:
        time.sleep(0.25)
        most = max([most, *function_peaks()])
        listed = s3.list_objects_v2(Bucket=bucket, Prefix=f"outbox/PA.Pas/{name}.").get("Contents", [])
        found = [one["Key"] for one in listed if one["Key"].endswith((".summary.json", ".refused.json"))]
        summary = json.loads(s3.get_object(Bucket=bucket, Key=found[0])["Body"].read()) if found else None
    ours = time.monotonic() - start
    if summary.get("accepted") != given.rows:
        raise SystemExit(f"not every row was accepted: {summary}")

    # The loader, in a process of its own.
    (folder / "python.csv").write_text("\n".join([HEADER, *rows(1 + given.rows, given.rows, year)]) + "\n")
    for table in ("bench-cases", "bench-dossiers"):
        try:
            dynamodb.create_table(
                TableName=table,
                KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
                AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in ("pk", "sk")],
                BillingMode="PAY_PER_REQUEST",
            )
        except dynamodb.exceptions.ResourceInUseException:
            pass
    try:
        s3.create_bucket(Bucket="bench-evidence", CreateBucketConfiguration={"LocationConstraint": cloud["region"]})
    except s3.exceptions.BucketAlreadyOwnedByYou:
        pass
    command = [sys.executable, __file__, "--only-load", "--cloud", given.cloud, "--rows", str(given.rows)]
    theirs = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)

    # What one call costs in the emulator, one after the other.
    key = {"pk": {"S": "x"}, "sk": {"S": "x"}}
    start = time.monotonic()
    for _ in range(200):
        dynamodb.get_item(TableName="bench-cases", Key=key)
    one = (time.monotonic() - start) / 200

    print(f"{given.rows} rows each, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
    print(f"{'':14}{'seconds':>9}{'rows/s':>9}{'memory':>12}")
    print(f"{'decree-batch':14}{ours:9.1f}{given.rows / ours:9.1f}{most / 1024:9.1f} MiB")
    print(f"{'pandas+boto3':14}{theirs['seconds']:9.1f}{given.rows / theirs['seconds']:9.1f}{theirs['peak'] / 1024:9.1f} MiB")
    print(f"one GetItem of the emulator: {one * 1000:.1f} ms; calls of the loader: {theirs['calls'] / given.rows:.1f} a row")


def given_kid(cloud):
    """The name under which the local cloud registered the court's key."""
    city = json.loads((ROOT / ".local/functions/decree-batch/city.json").read_text())
    return next(key["kid"] for key in city["courtKeys"]["keys"] if key.get("court") == "PA.Pas")


if __name__ == "__main__":
    main()
