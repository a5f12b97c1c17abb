-- Decrees by month, court and kind: what came in, what was registered, what was completed.
SELECT
  month,
  court,
  kind,
  count_if(fact = 'received') AS received,
  count_if(fact = 'registered') AS registered,
  count_if(fact = 'completed') AS completed,
  count_if(fact = 'closed') AS closed,
  count_if(fact = 'returned') AS returned,
  count_if(fact = 'reversed') AS reversed
FROM facts
WHERE court IS NOT NULL
GROUP BY month, court, kind
ORDER BY month, court, kind
