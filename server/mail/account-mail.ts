import { formatDateTime } from '../../domain/dates.ts';
import type { Role } from '../../domain/roles.ts';
import { oneLine } from '../../domain/vietnamese.ts';
import type { Mail } from './mailer.ts';

export type AccountMail = {
  kind: 'invitation' | 'reset';
  to: { name: string; email: string };
  /** Null for a reset. */
  role: Role | null;
  /** The admin's name. */
  sender: string;
  newsroom: { name: string; timeZone: string };
  /** The absolute address with the token. */
  link: string;
  expiresAt: Date;
};

const roleNames: Record<Role, string> = {
  journalist: 'phóng viên',
  editor: 'biên tập viên',
  admin: 'quản trị viên',
};

/** The mail with a one-time link, in Vietnamese. */
export function accountMail({ kind, to, role, sender, newsroom, link, expiresAt }: AccountMail): Mail {
  const until = formatDateTime(expiresAt, 'vi', newsroom.timeZone);
  const [subject, opening, action] =
    kind === 'invitation'
      ? [
          `Lời mời vào ${newsroom.name}`,
          `${sender} mời bạn vào hệ thống biên tập của ${newsroom.name}${role ? ` với vai trò ${roleNames[role]}` : ''}. Hãy mở liên kết dưới đây và đặt mật khẩu của bạn.`,
          'Nhận lời mời',
        ]
      : [
          `Đặt lại mật khẩu ở ${newsroom.name}`,
          `${sender} gửi bạn liên kết để đặt mật khẩu mới ở ${newsroom.name}. Khi đặt xong, bạn sẽ được đăng xuất khỏi mọi thiết bị khác.`,
          'Đặt mật khẩu mới',
        ];
  const greeting = `Chào ${to.name},`;
  const closing = `Liên kết chỉ dùng được một lần, đến hết ${until}. Đừng chuyển tiếp thư này cho ai. Nếu bạn không biết vì sao mình nhận được thư, hãy bỏ qua: sẽ không có gì thay đổi.`;
  return {
    to: to.email,
    subject: oneLine(subject),
    text: `${greeting}\n\n${opening}\n\n${link}\n\n${closing}\n`,
    html: [
      '<!doctype html><html lang="vi"><body style="font: 16px/1.6 sans-serif; max-width: 34em">',
      `<p>${escaped(greeting)}</p>`,
      `<p>${escaped(opening)}</p>`,
      `<p><a href="${escaped(link)}"><strong>${escaped(action)}</strong></a></p>`,
      `<p>${escaped(closing)}</p>`,
      '</body></html>',
    ].join('\n'),
  };
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string) => text.replace(/[&<>"']/g, (char) => entities[char] ?? char);
