ALTER TABLE seat_person ADD COLUMN arrondissement_code text;
