-- What officers did, by month: figures that would show a broker at work, and prove nothing.
SELECT
  month,
  officer,
  count_if(deed = 'decided') AS decisions,
  count_if(deed = 'decided' AND json_extract_scalar(detail, '$.overrides') = 'true') AS overrides,
  count_if(deed IN ('claimed', 'printing') AND json_extract_scalar(detail, '$.ahead') <> '0') AS out_of_turn,
  count_if(deed = 'viewed') AS views,
  count_if(deed = 'searched') AS searches
FROM facts
WHERE fact = 'officer'
GROUP BY month, officer
ORDER BY month, officer
