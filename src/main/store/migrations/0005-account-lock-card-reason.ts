/** Accounts that someone must unlock, and why a card's status is what it is, as a code beside the words. */
export const sql = `
ALTER TABLE user ADD COLUMN lockedAtUtcMs INTEGER;
ALTER TABLE credential ADD COLUMN statusReason TEXT;
`;
