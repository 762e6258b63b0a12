import { formatDateTime } from '../../domain/dates.ts';
import type { Role } from '../../domain/roles.ts';
import { oneLine } from '../../domain/vietnamese.ts';
import type { ApiDeps } from '../context.ts';
import { readNewsroom } from '../db/queries/newsroom.ts';
import { mailContent, roleNames } from './mail-content.ts';
import type { Mail } from './mailer.ts';

/** A change of an account that its owner must learn of, whoever made it. */
export type SecurityEvent =
  | 'password'
  | 'role'
  | 'second-factor'
  | 'new-sign-in-method'
  | 'sign-in-method-removed';

export type SecurityMailDetail = {
  /** The person who made the change. Default: the owner. */
  by?: { id: string; name: string };
  /** The new role, for `role`. */
  role?: Role;
};

type Recipient = { id: string; name: string; email: string };

/**
 * Mails the owner of an account after a change, when there is a mail server. Call it after the transaction: a mail cannot
 * be rolled back. Returns at once; a failure is logged without the mail's content.
 */
export function notifySecurityChange(
  context: Pick<ApiDeps, 'background' | 'mailer' | 'db' | 'clock'>,
  user: Recipient,
  event: SecurityEvent,
  detail: SecurityMailDetail = {},
): void {
  const { background, mailer, db, clock } = context;
  if (!mailer) return;
  const at = clock();
  background.run('security-mail', async () => {
    const newsroom = await readNewsroom(db);
    await mailer.send(securityMail({ to: user, event, detail, at, newsroom, deskUrl: mailer.deskUrl }));
  });
}

export type SecurityMail = {
  to: Recipient;
  event: SecurityEvent;
  detail: SecurityMailDetail;
  at: Date;
  newsroom: { name: string; timeZone: string };
  deskUrl: string;
};

/** The mail after a change, in Vietnamese. It holds no link with a token. */
export function securityMail({ to, event, detail, at, newsroom, deskUrl }: SecurityMail): Mail {
  const when = formatDateTime(at, 'vi', newsroom.timeZone);
  const by = detail.by && detail.by.id !== to.id ? detail.by.name : null;
  const change = {
    password: by
      ? `Mật khẩu của bạn vừa được đặt lại bằng liên kết do ${by} tạo.`
      : 'Mật khẩu của bạn vừa được đổi.',
    role: `${by ?? 'Quản trị viên'} vừa đổi vai trò của bạn${detail.role ? ` thành ${roleNames[detail.role]}` : ''}.`,
    'second-factor': by
      ? `${by} vừa đặt lại xác thực hai bước của bạn.`
      : 'Cách xác thực hai bước của bạn vừa thay đổi.',
    'new-sign-in-method': 'Tài khoản của bạn vừa có thêm một cách đăng nhập.',
    'sign-in-method-removed': 'Tài khoản của bạn vừa bớt một cách đăng nhập.',
  }[event];
  const paragraphs = [
    `Chào ${to.name},`,
    `${change} Thời điểm: ${when}.`,
    'Nếu đúng là bạn muốn vậy, bạn không cần làm gì. Nếu không, hãy vào trang tài khoản để đổi mật khẩu và đăng xuất các thiết bị lạ, rồi báo ngay cho quản trị viên của tòa soạn.',
  ];
  return {
    to: to.email,
    subject: oneLine(`${subjects[event]} ở ${newsroom.name}`),
    ...mailContent(paragraphs, { link: `${deskUrl}/account`, action: 'Mở trang tài khoản' }),
  };
}

const subjects: Record<SecurityEvent, string> = {
  password: 'Mật khẩu đã đổi',
  role: 'Vai trò đã đổi',
  'second-factor': 'Xác thực hai bước đã thay đổi',
  'new-sign-in-method': 'Có cách đăng nhập mới',
  'sign-in-method-removed': 'Đã bớt một cách đăng nhập',
};
