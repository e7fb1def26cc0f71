/** PINs of cards, as slow hashes. Apart from the card, so that nothing that reads cards reads them; a new holder has no PIN. */
export const sql = `
CREATE TABLE card_pin (
  number TEXT NOT NULL,
  format TEXT NOT NULL,
  facility TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (number, format, facility)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER card_pin_other_holder AFTER UPDATE OF holderId ON credential WHEN old.holderId <> new.holderId BEGIN
  DELETE FROM card_pin WHERE number = new.number AND format = new.format AND facility = new.facility;
END;
CREATE TRIGGER card_pin_card_gone AFTER DELETE ON credential BEGIN
  DELETE FROM card_pin WHERE number = old.number AND format = old.format AND facility = old.facility;
END;
`;
