-- How long it took, by month, in whole minutes: half, nine of ten and 99 of 100 took no longer. Time with the court for repair is left out.
WITH
  times AS (
    SELECT month, fact, 'receipt' AS since, (milliseconds_from_receipt - milliseconds_from_receipt % 60000) / 60000 AS minutes
    FROM facts
    WHERE milliseconds_from_receipt IS NOT NULL
    UNION ALL
    SELECT month, fact, 'finality' AS since, (milliseconds_from_finality - milliseconds_from_finality % 60000) / 60000 AS minutes
    FROM facts
    WHERE milliseconds_from_finality IS NOT NULL
  ),
  ranked AS (
    SELECT
      month, fact, since, minutes,
      row_number() OVER (PARTITION BY month, fact, since ORDER BY minutes) AS place,
      count(*) OVER (PARTITION BY month, fact, since) AS n
    FROM times
  )
SELECT
  month,
  fact,
  since,
  max(n) AS n,
  min(CASE WHEN place * 100 >= n * 50 THEN minutes END) AS p50,
  min(CASE WHEN place * 100 >= n * 90 THEN minutes END) AS p90,
  min(CASE WHEN place * 100 >= n * 99 THEN minutes END) AS p99
FROM ranked
GROUP BY month, fact, since
ORDER BY month, fact, since
