export const qr = {
  menu: 'QR code',
  title: 'QR code: {{name}}',
  previewAlt: 'QR code of {{name}}',
  copy: 'Copy address',
  copied: 'Short address copied',
  mark: 'The letter {{letter}} in the middle',
  markWithoutLetter: 'A letter in the middle',
  markHint: 'The first letter of the newsroom’s name, so that people recognise the code.',
  level: {
    label: 'Error correction',
    M: 'Medium (M)',
    H: 'High (H)',
    hint: {
      M: 'Readable with up to 15% damage. Large squares, good for small prints.',
      H: 'Readable with up to 30% damage. Good outdoors and on paper that creases.',
      mark: 'Always high with a letter in the middle.',
    },
  },
  size: {
    label: 'Print size',
    cm: '{{size}} cm',
    hint: {
      cm3: 'Business cards, page footers. Read from about 30 cm away.',
      cm5: 'Leaflets, table cards. Read from about 50 cm away.',
      cm10: 'Posters, reception desks. Read from about 1 m away.',
    },
  },
  check: {
    pending: 'Test-scanning the code…',
    read: 'Checked: it can be scanned',
    'not-read':
      'The test scan did not return the right address, so the download is disabled. Remove the letter or choose a larger size.',
    'cannot-check': 'This browser cannot test-scan codes, so the download is disabled. Try another browser.',
  },
  download: { png: 'Download PNG (300 dpi)', svg: 'Download SVG' },
};
