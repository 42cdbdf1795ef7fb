-- Whether pages of advice were of use: counts, and nothing of who said so.

-- statement: advice_answer_add
-- parameters: page text, month text, answer text
-- changes: one
INSERT INTO advice_answer (page, month, answer, times) VALUES ($1, $2, $3, 1)
ON CONFLICT (page, month, answer) DO UPDATE SET times = advice_answer.times + 1;

-- statement: advice_answers_since
-- parameters: month text
-- columns: page text, answer text, times integer
-- rows: 5000
SELECT page, answer, CAST(SUM(times) AS BIGINT) FROM advice_answer WHERE month >= $1 GROUP BY page, answer ORDER BY page, answer;
