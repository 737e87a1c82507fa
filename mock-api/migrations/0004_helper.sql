-- Who typed the filing in for the applicant (帮办), and when the applicant confirmed it; null for everybody else.
ALTER TABLE cases ADD COLUMN helper jsonb;
