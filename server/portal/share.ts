/** Where a reader can pass an article on, as plain links: nothing of these sites is loaded by our page. */
export function shareLinks(title: string, address: string): { name: string; url: string }[] {
  const url = encodeURIComponent(address);
  return [
    { name: 'Facebook', url: `https://www.facebook.com/sharer/sharer.php?u=${url}` },
    {
      name: 'Zalo',
      // Zalo's own share button opens this address, with what is shared as JSON in base64.
      url: `https://button-share.zalo.me/share_external?layout=1&customize=false&shareType=0&d=${encodeURIComponent(
        btoa(JSON.stringify({ url: address })),
      )}`,
    },
    { name: 'X', url: `https://x.com/intent/post?url=${url}&text=${encodeURIComponent(title)}` },
  ];
}
