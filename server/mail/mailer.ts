/** A letter: the same words as plain text and as HTML. */
export type Mail = { to: string; subject: string; text: string; html: string };

/** The way out for mail. A host that has none gives null, and links are handed on by the admin. */
export type Mailer = {
  /** Where people reach the desk, as `https://desk.example.vn`: links in mails begin with it. */
  deskUrl: string;
  /** @throws when the mail server cannot be reached or does not take it. */
  send(mail: Mail): Promise<void>;
};
