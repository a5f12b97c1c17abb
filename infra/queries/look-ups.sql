-- Cases that one officer looked up, by their facts or by a search, and people whom one officer searched for, three times or more in a month, most
-- often first. A person is the id of the searches for them, which says nothing of whom.
SELECT month, officer, IF(deed = 'searched', 'person', 'case') AS asked_for, case_id, count(*) AS times
FROM facts
WHERE deed IN ('searched', 'found') OR (deed = 'viewed' AND json_extract_scalar(detail, '$.look_up') = 'true')
GROUP BY month, officer, IF(deed = 'searched', 'person', 'case'), case_id
HAVING count(*) >= 3
ORDER BY month, times DESC, officer, case_id
