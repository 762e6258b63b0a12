/**
 * Whether the server may answer a request for this address. Links in its pages name the host, so without `PUBLIC_URL` only
 * the names of this machine itself are accepted: a forged `Host`, or a foreign name that resolves to this machine (DNS
 * rebinding), must not be. With `PUBLIC_URL` all links have that origin, whatever the host.
 */
export function acceptsHost({ publicUrl }: { publicUrl: string | null }, { hostname }: URL): boolean {
  return publicUrl !== null || isLoopbackHost(hostname);
}

/** Whether a URL's `hostname` means this machine: `localhost` and below it (RFC 6761), 127.0.0.0/8, `[::1]`. */
export function isLoopbackHost(hostname: string): boolean {
  return /^((.+\.)?localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}

/** For a host that `acceptsHost` refuses (RFC 9110, section 15.5.20). */
export function misdirected(): Response {
  return new Response(
    'Without PUBLIC_URL this server answers for localhost only. Set PUBLIC_URL to the address that people open.\n',
    { status: 421, headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' } },
  );
}
