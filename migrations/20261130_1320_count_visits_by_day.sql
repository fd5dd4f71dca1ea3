-- Visits by day alone: of which address they were nobody asked, and the links of invitations, new passwords and reports are keys.
CREATE TABLE visit_day (
  day date PRIMARY KEY,
  views bigint NOT NULL CHECK (views > 0)
);
INSERT INTO visit_day (day, views) SELECT day, sum(views) FROM visit_count GROUP BY day;
DROP TABLE visit_count;
