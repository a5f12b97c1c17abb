-- Makes Parquet of the months that have ended: one row for each fact, from the latest export that is whole.
-- A month is made once. The monthly schedule runs this; running it again adds nothing.
INSERT INTO facts
WITH
  -- An export is whole when its summary lies beside it. Its name begins with the time at which it was asked for.
  latest AS (
    SELECT max(regexp_extract("$path", 'AWSDynamoDB/([^/]+)/manifest-summary', 1)) AS name
    FROM exported
  ),
  steps AS (
    SELECT
      item."case".s AS case_id,
      CAST(item.seq.n AS integer) AS seq,
      item."at".s AS recorded,
      item.facts.s AS facts
    FROM exported
    CROSS JOIN latest
    WHERE regexp_extract("$path", 'AWSDynamoDB/([^/]+)/data/', 1) = latest.name
      AND item.pk.s LIKE 'DAY#%'
  ),
  told AS (
    SELECT
      case_id, seq, position, recorded, fact,
      date_format(from_iso8601_timestamp(recorded) AT TIME ZONE '${timezone}', '%Y-%m-%d') AS day,
      coalesce(json_extract(fact, '$.timing'), fact) AS timing
    FROM steps
    CROSS JOIN UNNEST(CAST(json_parse(facts) AS ARRAY(JSON))) WITH ORDINALITY AS t (fact, position)
    -- The id of a referral can be computed from its case: a row of it would say whom an aid office was told of.
    WHERE json_extract_scalar(fact, '$.fact') <> 'aid'
  ),
  timed AS (
    SELECT
      case_id, seq, position, timing,
      from_iso8601_timestamp(json_extract_scalar(timing, '$.received')) AS received,
      from_iso8601_timestamp(json_extract_scalar(timing, '$.known')) AS known,
      from_iso8601_timestamp(json_extract_scalar(timing, '$.at')) AS reached
    FROM told
    WHERE json_extract_scalar(timing, '$.received') IS NOT NULL
  ),
  -- Spans with the court for repair. One that had not ended counts until the fact.
  spans AS (
    SELECT
      case_id, seq, position, received, known, reached,
      from_iso8601_timestamp(json_extract_scalar(span, '$[0]')) AS gone,
      coalesce(from_iso8601_timestamp(json_extract_scalar(span, '$[1]')), reached) AS back
    FROM timed
    CROSS JOIN UNNEST(CAST(json_extract(timing, '$.away') AS ARRAY(JSON))) AS s (span)
  ),
  away AS (
    SELECT
      case_id, seq, position,
      sum(greatest(0, date_diff('millisecond', greatest(gone, received), least(back, reached)))) AS of_receipt,
      sum(greatest(0, date_diff('millisecond', greatest(gone, known), least(back, reached)))) AS of_finality
    FROM spans
    GROUP BY case_id, seq, position
  ),
  lasting AS (
    SELECT
      timed.case_id, timed.seq, timed.position,
      date_diff('millisecond', received, reached) - coalesce(of_receipt, 0) AS from_receipt,
      date_diff('millisecond', known, reached) - coalesce(of_finality, 0) AS from_finality
    FROM timed
    LEFT JOIN away
      ON away.case_id = timed.case_id AND away.seq = timed.seq AND away.position = timed.position
  )
SELECT
  told.case_id,
  told.seq,
  told.position,
  told.recorded,
  told.day,
  json_extract_scalar(fact, '$.fact') AS fact,
  json_extract_scalar(fact, '$.court') AS court,
  json_extract_scalar(fact, '$.kind') AS kind,
  json_extract_scalar(fact, '$.reason') AS reason,
  coalesce(json_extract_scalar(fact, '$.fare.provider'), json_extract_scalar(fact, '$.provider')) AS provider,
  CAST(json_extract_scalar(fact, '$.fare.rupiah') AS bigint) AS rupiah,
  json_extract_scalar(fact, '$.officer') AS officer,
  json_extract_scalar(fact, '$.deed') AS deed,
  json_extract_scalar(timing, '$.divorced') AS divorced_on,
  lasting.from_receipt AS milliseconds_from_receipt,
  lasting.from_finality AS milliseconds_from_finality,
  json_format(fact) AS detail,
  substr(told.day, 1, 7) AS month
FROM told
LEFT JOIN lasting
  ON lasting.case_id = told.case_id AND lasting.seq = told.seq AND lasting.position = told.position
WHERE substr(told.day, 1, 7) < date_format(current_timestamp AT TIME ZONE '${timezone}', '%Y-%m')
  AND substr(told.day, 1, 7) NOT IN (SELECT month FROM facts)
