-- Cases whose people one officer looked at three times or more in a month, most often first.
SELECT month, officer, case_id, count(*) AS times
FROM facts
WHERE deed = 'viewed' AND json_extract_scalar(detail, '$.look_up') = 'true'
GROUP BY month, officer, case_id
HAVING count(*) >= 3
ORDER BY month, times DESC, officer, case_id
