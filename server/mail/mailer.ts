/** A mail with the same content as plain text and as HTML. */
export type Mail = { to: string; subject: string; text: string; html: string };

/** Sends mail. Without a mailer (null) the admin passes links on. */
export type Mailer = {
  /** The origin for links in mails, such as `https://desk.example.vn`. */
  deskUrl: string;
  /** @throws when the mail server is unreachable or rejects the mail. */
  send(mail: Mail): Promise<void>;
};
