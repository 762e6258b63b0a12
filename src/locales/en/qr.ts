export const qr = {
  menu: 'QR code',
  title: 'QR code: {{name}}',
  previewAlt: 'QR code of {{name}}',
  copy: 'Copy address',
  copied: 'Short address copied',
  mark: 'The letter {{letter}} in the middle',
  markWithoutLetter: 'A letter in the middle',
  markHint: 'The first letter of the newsroom’s name, so that people know whose code it is.',
  level: {
    label: 'Error correction',
    M: 'Medium (M)',
    H: 'High (H)',
    hint: {
      M: 'Still read with 15% of it dirty. Large squares, good for small prints.',
      H: 'Still read with 30% of it dirty. Good outdoors and on paper that creases.',
      mark: 'With a letter in the middle it is always high.',
    },
  },
  size: {
    label: 'Size in print',
    cm: '{{size}} cm',
    hint: {
      cm3: 'Business cards, page footers. Read from about 30 cm away.',
      cm5: 'Leaflets, table cards. Read from about 50 cm away.',
      cm10: 'Posters, reception desks. Read from about 1 m away.',
    },
  },
  check: {
    pending: 'Reading the code…',
    read: 'Checked: it can be scanned',
    'not-read':
      'The code did not read as its address, so it is not offered. Take the letter out or choose a larger size.',
    'cannot-check': 'This browser cannot read codes, so they are not offered. Try another browser.',
  },
  download: { png: 'Download PNG (300 dpi)', svg: 'Download SVG' },
};
