-- The totals of a province from documents and plan; figures are whole numbers of millionths.
-- `plan`, `document` and `asked` are there: the plan's JSON; the documents that count; which totals are asked for.

CREATE TABLE indicator AS
SELECT i.key AS place, i.value ->> 'code' AS code, i.value ->> 'over_units' AS rule, i.value ->> 'entry' AS entry,
       i.value ->> 'factor' AS factor, i.value ->> 'named_unit' AS named, i.value ->> 'total_source' AS source,
       i.value ->> 'entry' IN ('ratio', 'growth') AS pair,
       i.value ->> 'over_units' IN ('ratio_of_sums', 'sum_then_growth')
           OR (i.value ->> 'over_units' = 'sum' AND i.value ->> 'entry' IN ('ratio', 'growth')) AS adds_pairs
FROM plan, json_each(plan.body, '$.indicators') AS i;

CREATE TABLE unit AS
SELECT u.value ->> 'code' AS code, u.value ->> 'level' AS level, u.value ->> 'parent' AS parent,
       u.value ->> 'valid_from' AS since, coalesce(u.value ->> 'valid_to', '9999') AS until
FROM plan, json_each(plan.body, '$.units') AS u;

CREATE TABLE assignment AS
SELECT a.key AS place, a.value ->> 'subject' AS subject, a.value ->> 'unit' AS unit, a.value ->> 'role' AS role,
       a.value ->> 'valid_from' AS since, coalesce(a.value ->> 'valid_to', '9999') AS until
FROM plan, json_each(plan.body, '$.assignments') AS a WHERE a.value ->> 'subject_kind' = 'indicator';

-- who answers for the whole, on the last day of each period
CREATE TABLE lead AS
SELECT asked.receiver, asked.period, assignment.subject AS code, assignment.unit, min(assignment.place)
FROM asked JOIN assignment ON assignment.role = 'lead' AND asked.day BETWEEN assignment.since AND assignment.until
GROUP BY asked.receiver, asked.period, assignment.subject;

-- whose parts make the whole
CREATE TABLE part AS
SELECT DISTINCT asked.receiver, asked.period, indicator.code, unit.code AS unit
FROM asked
JOIN unit ON unit.parent = asked.receiver AND asked.day BETWEEN unit.since AND unit.until
JOIN assignment ON assignment.role = 'part' AND asked.day BETWEEN assignment.since AND assignment.until
    AND assignment.unit IN (unit.code, '@' || unit.level)
JOIN indicator ON indicator.code = assignment.subject AND coalesce(indicator.named, unit.code) = unit.code;

-- whose answers are asked for: of one source the lead, else the named unit, else every part but the lead's
CREATE TABLE wanted AS
SELECT receiver, period, code, unit FROM part JOIN indicator USING (code)
    LEFT JOIN lead USING (receiver, period, code, unit)
WHERE rule NOT IN ('single_source', 'named_unit') AND lead.unit IS NULL
UNION
SELECT receiver, period, code, lead.unit FROM lead JOIN indicator USING (code) WHERE rule = 'single_source'
UNION
SELECT receiver, period, code, part.unit FROM part JOIN indicator USING (code)
WHERE rule = 'single_source' AND (receiver, period, code) NOT IN (SELECT receiver, period, code FROM lead)
UNION
SELECT asked.receiver, asked.period, code, named FROM asked, indicator WHERE rule = 'named_unit';

-- every number a document gives, as a whole number of millionths
CREATE TABLE number AS
SELECT receiver, period, unit, code, name,
       CAST(substr(text, 1, instr(text, '.') - 1) AS INTEGER) * 1000000
           + CAST(substr(substr(text, instr(text, '.') + 1) || '000000', 1, 6) AS INTEGER) AS millionths
FROM (
    SELECT d.receiver, d.period, d.unit, l.value ->> 'indicator' AS code, o.key AS name,
           o.atom || iif(instr(o.atom, '.'), '', '.') AS text
    FROM document AS d, json_each(d.body, '$.lines') AS l, json_each(l.value, '$.observation') AS o
    WHERE o.key IN ('value', 'numerator', 'denominator') AND o.atom IS NOT NULL
);

CREATE TABLE figure AS
SELECT d.receiver, d.period, d.unit, l.value ->> 'indicator' AS code, l.value ->> '$.observation.state' AS state,
       max(n.millionths) FILTER (WHERE n.name = 'value') AS value,
       max(n.millionths) FILTER (WHERE n.name = 'numerator') AS numerator,
       max(n.millionths) FILTER (WHERE n.name = 'denominator') AS denominator
FROM document AS d, json_each(d.body, '$.lines') AS l
LEFT JOIN number AS n ON (n.receiver, n.period, n.unit, n.code) = (d.receiver, d.period, d.unit, l.value ->> 'indicator')
WHERE l.value ->> 'observation' IS NOT NULL
GROUP BY d.receiver, d.period, d.unit, l.value ->> 'indicator';

CREATE TABLE answer AS
SELECT wanted.*, figure.state, figure.value, figure.numerator, figure.denominator,
       CASE
           WHEN figure.state = 'not_applicable' THEN 'not applicable'
           WHEN figure.state = 'not_available' THEN 'not available'
           WHEN figure.state = 'figure' AND adds_pairs
               THEN iif(figure.numerator IS NOT NULL AND figure.denominator IS NOT NULL, 'in', 'missing')
           WHEN figure.state = 'figure' AND rule = 'count_true'
               THEN iif(figure.value IN (0, 1000000), 'in', 'missing')
           WHEN figure.state = 'figure' AND pair THEN
               iif((figure.numerator IS NOT NULL AND figure.denominator > 0)
                   OR (figure.numerator IS NULL AND figure.denominator IS NULL AND figure.value IS NOT NULL),
                   'in', 'missing')
           WHEN figure.state = 'figure' AND figure.value IS NOT NULL THEN 'in'
           ELSE 'missing'
       END AS place
FROM wanted JOIN indicator USING (code) LEFT JOIN figure USING (receiver, period, code, unit);

CREATE TABLE together AS
SELECT asked.receiver, asked.period, indicator.code,
       count(answer.unit) AS asked_for,
       sum(answer.place = 'in') AS entered,
       sum(answer.place IN ('missing', 'not available')) AS lacking,
       sum(answer.value) FILTER (WHERE answer.place = 'in') AS value,
       sum(answer.numerator) FILTER (WHERE answer.place = 'in') AS numerator,
       sum(answer.denominator) FILTER (WHERE answer.place = 'in') AS denominator,
       group_concat(answer.unit, ' ') FILTER (WHERE answer.place = 'missing') AS missing
FROM asked, indicator LEFT JOIN answer
    ON (answer.receiver, answer.period, answer.code) = (asked.receiver, asked.period, indicator.code)
GROUP BY asked.receiver, asked.period, indicator.code;

-- both ways of getting the whole, side by side; the units' is none where one agency is the only source
CREATE TABLE both AS
SELECT t.*, i.place AS row, i.source AS preferred, i.entry, i.factor, i.pair, i.rule,
       figure.value AS lead_value, figure.numerator AS lead_numerator, figure.denominator AS lead_denominator,
       figure.state = 'figure' AND iif(i.pair AND figure.numerator IS NOT NULL, figure.denominator > 0,
                                       figure.value IS NOT NULL) AS led,
       t.entered > 0 AND NOT (i.rule = 'single_source' AND lead.unit IS NOT NULL) AS united,
       t.asked_for > 0 AND coalesce(t.lacking, 0) = 0 AS whole
FROM together AS t JOIN indicator AS i USING (code)
LEFT JOIN lead USING (receiver, period, code)
LEFT JOIN figure ON (figure.receiver, figure.period, figure.code, figure.unit)
    = (t.receiver, t.period, t.code, lead.unit);

CREATE VIEW total AS
SELECT *, CASE
    WHEN NOT coalesce(led, 0) THEN iif(united, 'units', NULL)
    WHEN NOT united OR (preferred = 'units' AND NOT whole) THEN 'lead'
    ELSE preferred END AS chosen
FROM both;
