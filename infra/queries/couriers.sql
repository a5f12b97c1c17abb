-- Rides by month and courier: booked, arrived, failed, called back, and what they cost.
SELECT
  month,
  provider,
  count_if(fact = 'booked') AS booked,
  count_if(fact = 'arrived') AS arrived,
  count_if(fact = 'ride_failed') AS failed,
  count_if(fact = 'recalled') AS recalled,
  sum(rupiah) AS rupiah
FROM facts
WHERE provider IS NOT NULL
GROUP BY month, provider
ORDER BY month, provider
