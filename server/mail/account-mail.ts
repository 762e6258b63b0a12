import { formatDateTime } from '../../domain/dates.ts';
import type { Role } from '../../domain/roles.ts';
import { oneLine } from '../../domain/vietnamese.ts';
import { mailContent, roleNames } from './mail-content.ts';
import type { Mail } from './mailer.ts';

export type AccountMail = {
  /** `forgotten`: a reset that the person asked for. */
  kind: 'invitation' | 'reset' | 'forgotten';
  to: { name: string; email: string };
  /** Null for a reset. */
  role: Role | null;
  /** The admin's name. Unused with `forgotten`. */
  sender: string;
  newsroom: { name: string; timeZone: string };
  /** The absolute address with the token. */
  link: string;
  expiresAt: Date;
};

/** The mail with a one-time link, in Vietnamese. */
export function accountMail({ kind, to, role, sender, newsroom, link, expiresAt }: AccountMail): Mail {
  const until = formatDateTime(expiresAt, 'vi', newsroom.timeZone);
  const { subject, opening, action, doubt } = {
    invitation: {
      subject: `Lời mời vào ${newsroom.name}`,
      opening: `${sender} mời bạn vào hệ thống biên tập của ${newsroom.name}${role ? ` với vai trò ${roleNames[role]}` : ''}. Hãy mở liên kết dưới đây và đặt mật khẩu của bạn.`,
      action: 'Nhận lời mời',
      doubt: 'Nếu bạn không biết vì sao mình nhận được thư, hãy bỏ qua: sẽ không có gì thay đổi.',
    },
    reset: {
      subject: `Đặt lại mật khẩu ở ${newsroom.name}`,
      opening: `${sender} tạo cho bạn liên kết để đặt mật khẩu mới ở ${newsroom.name}. Khi đặt xong, bạn sẽ được đăng xuất khỏi mọi thiết bị khác.`,
      action: 'Đặt mật khẩu mới',
      // The admin sees the link too, so ignoring the mail is not safe.
      doubt: `${sender} cũng thấy liên kết này. Nếu bạn không nhờ đặt lại mật khẩu, hãy hỏi ngay một quản trị viên khác của tòa soạn.`,
    },
    forgotten: {
      subject: `Đặt lại mật khẩu ở ${newsroom.name}`,
      opening: `Có người, có lẽ là bạn, vừa báo quên mật khẩu của tài khoản này ở ${newsroom.name}. Hãy mở liên kết dưới đây để đặt mật khẩu mới. Khi đặt xong, bạn sẽ được đăng xuất khỏi mọi thiết bị khác.`,
      action: 'Đặt mật khẩu mới',
      doubt: 'Nếu không phải bạn, hãy bỏ qua thư này: mật khẩu vẫn như cũ.',
    },
  }[kind];
  const closing = `Liên kết chỉ dùng được một lần, đến hết ${until}. Đừng chuyển tiếp thư này cho ai. ${doubt}`;
  return {
    to: to.email,
    subject: oneLine(subject),
    ...mailContent([`Chào ${to.name},`, opening, closing], { link, action }),
  };
}
