-- Why cases were held, by month, and how often each reason came up.
SELECT month, reason, count_if(fact = 'held') AS held, count_if(fact = 'unheld') AS released
FROM facts
WHERE fact IN ('held', 'unheld')
GROUP BY month, reason
ORDER BY month, held DESC, reason
