-- Alerts that nobody has taken up, as the duty screen asks for them every few seconds.
CREATE INDEX work_alerts_waiting ON work (opened_at, id, person_id, assigned_team)
  WHERE stage = 'waiting' AND pathway = 'alert';
