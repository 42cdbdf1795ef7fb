-- With that index SQLite read the current answers of everybody where it had looked up one person's: it goes again.
DROP INDEX person_identity_now;
